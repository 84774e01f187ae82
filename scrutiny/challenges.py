"""What a member may ask about: the kinds of records, and who answers for each.

The table is plain: a kind is the model's label, and beside it stands how its owner is found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from dorset_lsp.common.references import Reference
from partnerships.models import Person
from performance.emails import who_answers_for
from scrutiny.people import leaders_of


@dataclass(frozen=True, slots=True)
class Askable:
    """A kind of record that a member may ask about: what it is called, which of them one sees, and who answers for one."""

    noun: str
    seen: Callable[[Any, Person, date], models.QuerySet]
    owners: Callable[[Any, date], list[Person]]


def _owners_of_indicator(indicator: Any, on: date) -> list[Person]:
    return who_answers_for(indicator)


def _owners_of_decision(decision: Any, on: date) -> list[Person]:
    return list(leaders_of(decision.meeting.body, on))


def _owners_of_stage(stage: Any, on: date) -> list[Person]:
    """The group that assessed the chain."""
    return list(leaders_of(stage.review.body, on))


ASKABLE: Final = {
    "performance.indicator": Askable(
        "indicator", lambda model, viewer, on: model.objects.visible_to(viewer), _owners_of_indicator
    ),
    "partnerships.decision": Askable(
        "decision",
        lambda model, viewer, on: model.objects.visible_to(viewer, on).select_related("meeting__body"),
        _owners_of_decision,
    ),
    "delivery_chain.agreedrating": Askable(
        "stage of a delivery chain",
        lambda model, viewer, on: (
            model.objects.visible_to(viewer, on).filter(value="red").select_related("review__body")
        ),
        _owners_of_stage,
    ),
}


def find(reference: Reference, viewer: Person, on: date) -> tuple[Any, list[Person]] | None:
    """The record with those who answer for it; None for what nobody may ask about, or the viewer does not see."""
    askable = ASKABLE.get(reference.kind)
    if askable is None:
        return None
    try:
        record = askable.seen(reference.model(), viewer, on).get(pk=reference.id)
    except (LookupError, ObjectDoesNotExist):
        return None
    return record, askable.owners(record, on)
