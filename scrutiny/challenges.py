"""What a member may ask about: the kinds of records, and who answers for each.

The table is plain: a kind is the model's label, and beside it stands how its owner is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist

from dorset_lsp.common.references import Reference
from partnerships.enums import MembershipRole
from partnerships.models import Body, Membership, Person
from performance.emails import who_answers_for


@dataclass(frozen=True, slots=True)
class Askable:
    """A kind of record that a member may ask about: what it is called, and who answers for one of it."""

    noun: str
    owners: Callable[[Any, date], list[Person]]


def _owners_of_indicator(indicator: Any, on: date) -> list[Person]:
    return who_answers_for(indicator)


def _owners_of_decision(decision: Any, on: date) -> list[Person]:
    return _leaders(decision.meeting.body, on)


def _owners_of_stage(stage: Any, on: date) -> list[Person]:
    """The group that assessed the chain."""
    return _leaders(stage.review.body, on)


def _leaders(body: Body, on: date) -> list[Person]:
    rows = Membership.objects.believed().held_on(on).filter(body=body, person__is_active=True)
    roles = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR, MembershipRole.SUPPORT)
    return [one.person for one in rows.filter(role__in=roles).select_related("person")]


ASKABLE: Final = {
    "performance.indicator": Askable("indicator", _owners_of_indicator),
    "partnerships.decision": Askable("decision", _owners_of_decision),
    "delivery_chain.agreedrating": Askable("stage of a delivery chain", _owners_of_stage),
}


def find(reference: Reference, on: date) -> tuple[Any, list[Person]] | None:
    """The record with those who answer for it; None for a kind nobody may ask about, or a record that is not there."""
    askable = ASKABLE.get(reference.kind)
    if askable is None:
        return None
    try:
        record = reference.model()._default_manager.get(pk=reference.id)
    except (LookupError, ObjectDoesNotExist):
        return None
    return record, askable.owners(record, on)
