"""The seats and duties of one person, now and before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerships.models import Membership, Person
from partnerships.structure import is_flagged, last_day


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """One membership as a person's page shows it. ``ends_soon`` flags it 90 days before its last day."""

    membership: Membership
    last_day: date | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Seats:
    """What a person holds, what they will hold, and what they held."""

    now: list[HeldSeat]
    coming: list[HeldSeat]
    before: list[HeldSeat]


def seats_of(person: Person, on: date) -> Seats:
    """The person's memberships as known now, by whether they are held on the day. One query."""
    rows = (
        person.memberships.believed().select_related("body", "seat__organisation").order_by("-from_on", "-pk")
    )
    seats = Seats([], [], [])
    for membership in rows:
        held = HeldSeat(membership, last_day(membership), is_flagged(membership, on))
        if membership.from_on > on:
            seats.coming.append(held)
        elif membership.to_on is not None and membership.to_on <= on:
            seats.before.append(held)
        else:
            seats.now.append(held)
    return seats
