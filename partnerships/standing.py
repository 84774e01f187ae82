"""Standing: the seats and duties a person holds on a day, from which every role follows.

One query answers it, and the answer is kept until a membership changes, so that a page of two hundred rows asks who
somebody is once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.apps import apps

from dorset_lsp.common.stamps import kept
from partnerships.enums import LEADING_ROLES, BodyKind, MembershipRole

if TYPE_CHECKING:
    from partnerships.models import Person


@dataclass(frozen=True, slots=True)
class Held:
    """One membership held on the day: the body and its kind, and the role in it."""

    body_id: int
    body_name: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day. ``held`` lists their memberships; ``organisation_id`` is whose staff they are."""

    person_id: int | None
    organisation_id: int | None
    held: tuple[Held, ...]

    @property
    def is_member_of_any_body(self) -> bool:
        return bool(self.held)

    @property
    def is_coordinator(self) -> bool:
        """Support member of the Board."""
        return self.holds(BodyKind.BOARD, MembershipRole.SUPPORT)

    @property
    def is_chair(self) -> bool:
        """Chair of the Board."""
        return self.holds(BodyKind.BOARD, MembershipRole.CHAIR)

    @property
    def led_body_ids(self) -> frozenset[int]:
        """Bodies whose chair, vice chair or support this person is."""
        return frozenset(held.body_id for held in self.held if held.role in LEADING_ROLES)

    @property
    def body_ids(self) -> frozenset[int]:
        """Bodies this person belongs to in any role."""
        return frozenset(held.body_id for held in self.held)

    def holds(self, kind: str, *roles: str) -> bool:
        """Whether one of these roles is held on a body of this kind."""
        return any(held.kind == kind and held.role in roles for held in self.held)


NOBODY = Standing(person_id=None, organisation_id=None, held=())


def standing_of(person: Person, on: date) -> Standing:
    """What the person holds on a day, as known now. Kept until somebody's membership or a body changes."""
    held = kept(
        f"held:{person.pk}:{on:%Y%m%d}",
        lambda: _held(person, on),
        of_kinds=(apps.get_model("partnerships", "Membership"), apps.get_model("partnerships", "Body")),
    )
    return Standing(person_id=person.pk, organisation_id=person.organisation_id, held=held)


def _held(person: Person, on: date) -> tuple[Held, ...]:
    rows = person.memberships.believed().held_on(on).order_by("pk")
    return tuple(Held(*row) for row in rows.values_list("body_id", "body__name", "body__kind", "role"))
