"""Who made up a body on a day, as known now or as known then, and how its membership changed over the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from partnerships.models import Body, Membership, Seat
from partnerships.querysets import MembershipQuerySet
from partnerships.structure import is_flagged, last_day


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat and who holds it. ``ends_soon`` flags a term 90 days before its last day."""

    seat: Seat
    held: Membership | None
    last_day: date | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Composition:
    """The seats of a body on a day, and who stands beside them."""

    on: date
    known_on: date | None
    seats: list[SeatRow]
    beside: list[Membership]

    @property
    def filled(self) -> int:
        return sum(row.held is not None for row in self.seats)

    @property
    def vacancies(self) -> int:
        return len(self.seats) - self.filled


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which seats were taken or given up, and how many were filled from then on."""

    on: date
    joined: int
    left: int
    filled: int


def composition(body: Body, on: date, known_on: date | None = None) -> Composition:
    """Who made up the body on a day; with ``known_on`` as it was believed on that earlier day. Three queries."""
    rows: MembershipQuerySet = body.memberships.held_on(on)
    rows = rows.as_known_on(known_on) if known_on else rows.believed()
    beside = (
        rows.filter(seat__isnull=True).select_related("person__organisation").order_by("role", "person__name")
    )
    seats = body.seats.existing_on(on).with_holder(on, as_known_on=known_on).select_related("organisation")
    return Composition(on, known_on, [_row(seat, on) for seat in seats], list(beside))


def _row(seat: Seat, on: date) -> SeatRow:
    held = next(iter(seat.held), None)  # type: ignore[attr-defined]  # with_holder adds it
    return SeatRow(seat, held, last_day(held) if held else None, is_flagged(held, on))


def turns(memberships: Iterable[Membership], until: date) -> list[Turn]:
    """The days up to ``until`` on which seated membership changed, newest first. Spans are half-open [from, to)."""
    joined: dict[date, int] = {}
    left: dict[date, int] = {}
    for membership in memberships:
        joined[membership.from_on] = joined.get(membership.from_on, 0) + 1
        if membership.to_on:
            left[membership.to_on] = left.get(membership.to_on, 0) + 1
    filled, found = 0, []
    for day in sorted({*joined, *left}):
        filled += joined.get(day, 0) - left.get(day, 0)
        if day <= until:
            found.append(Turn(day, joined.get(day, 0), left.get(day, 0), filled))
    return sorted(found, key=attrgetter("on"), reverse=True)
