"""The partnership as a chart: who sits where, by layer and by tier of area. Read in two queries, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from partnerships.enums import AreaKind, BodyKind, Layer, MembershipRole
from partnerships.models import Body, Membership, Seat

FLAGGED_DAYS: Final = 90
"""A term that ends within so many days is flagged."""

LONGEST_COLUMN: Final = 4
"""So many bodies stand in one column when their tier has its layer to itself."""

LAYERS: Final = {
    Layer.STRATEGIC: ("Strategic", "Meets three or four times a year: key changes and outcomes."),
    Layer.EXECUTIVE: ("Executive", "Meets six to twelve times a year: exceptions and resources."),
    Layer.OPERATIONAL: ("Operational", "Meets twelve times a year or more: the figures themselves."),
}
"""What each layer is called, and what it wants (Audit Commission, Working Better Together?, 2009, table 8)."""

TIERS: Final = {
    AreaKind.COUNTRY: "Country",
    AreaKind.COUNTY: "County",
    AreaKind.DISTRICT: "Districts",
    AreaKind.WARD_CLUSTER: "Ward clusters",
    AreaKind.TOWN: "Towns",
    AreaKind.PARISH: "Parishes",
}


def last_day(membership: Membership) -> date | None:
    """The last day of a membership, which stores the first day after; None for one without an end."""
    return membership.to_on and membership.to_on - timedelta(days=1)


def is_flagged(membership: Membership | None, on: date) -> bool:
    """Whether a term is about to end: its last day is at most 90 days away."""
    last = last_day(membership) if membership else None
    return last is not None and 0 <= (last - on).days <= FLAGGED_DAYS


@dataclass(frozen=True, slots=True)
class Staffing:
    """How one body is filled on a day: how many seats there are, and who holds one."""

    seats: int = 0
    holders: tuple[Membership, ...] = ()

    @property
    def filled(self) -> int:
        return len(self.holders)

    @property
    def vacancies(self) -> int:
        return self.seats - self.filled

    @property
    def chair(self) -> Membership | None:
        return next((one for one in self.holders if one.role == MembershipRole.CHAIR), None)

    @property
    def next_end(self) -> Membership | None:
        """The term that ends first; None where no term has an end."""
        return min(
            (one for one in self.holders if one.to_on), key=lambda one: one.to_on or date.max, default=None
        )

    @property
    def next_end_on(self) -> date | None:
        """The last day of the term that ends first."""
        return last_day(self.next_end) if self.next_end else None


def staffing_of(bodies: Iterable[Body], on: date) -> dict[int, Staffing]:
    """How each of these bodies is filled on a day, by its id. Two queries."""
    ids = [body.pk for body in bodies]
    counts: dict[int, int] = {}
    for body_id in Seat.objects.existing_on(on).filter(body__in=ids).values_list("body_id", flat=True):
        counts[body_id] = counts.get(body_id, 0) + 1
    holders: dict[int, list[Membership]] = {}
    held = Membership.objects.believed().held_on(on).seated().filter(body__in=ids)
    for membership in held.select_related("person"):
        holders.setdefault(membership.body_id, []).append(membership)
    return {pk: Staffing(counts.get(pk, 0), tuple(holders.get(pk, ()))) for pk in ids}


@dataclass(frozen=True, slots=True)
class Node:
    """One body in the chart, with the groups under it that stand in the same layer and tier."""

    body: Body
    staffing: Staffing
    groups: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tier:
    """The bodies of one layer whose areas are of one kind."""

    label: str
    nodes: list[Node]

    @property
    def halves(self) -> list[list[Node]]:
        """The same bodies as one column or, where there are many, as two."""
        if len(self.nodes) <= LONGEST_COLUMN:
            return [self.nodes]
        middle = (len(self.nodes) + 1) // 2
        return [self.nodes[:middle], self.nodes[middle:]]


@dataclass(frozen=True, slots=True)
class Band:
    """One layer: its name, what it wants, and its tiers from the widest area to the smallest."""

    label: str
    wants: str
    tiers: list[Tier]


def bands(bodies: Sequence[Body], staffing: dict[int, Staffing]) -> list[Band]:
    """The chart. Bodies must come with their area and parent; every one of them appears exactly once."""
    places = {layer: place for place, layer in enumerate(LAYERS)}
    depths = {kind: place for place, kind in enumerate(TIERS)}
    kinds = {kind: place for place, kind in enumerate(BodyKind)}

    def place_of(body: Body) -> tuple[int, int]:
        return places[Layer(body.layer)], depths[AreaKind(body.area.kind)]

    ordered = sorted(bodies, key=lambda body: (place_of(body), kinds[BodyKind(body.kind)], body.name))
    found: dict[str, list[Tier]] = {}
    for (layer, tier), group in groupby(ordered, key=place_of):
        nodes = _nested(list(group), staffing)
        found.setdefault(list(LAYERS)[layer], []).append(Tier(list(TIERS.values())[tier], nodes))
    return [Band(*LAYERS[Layer(layer)], tiers) for layer, tiers in found.items()]


def _nested(bodies: list[Body], staffing: dict[int, Staffing]) -> list[Node]:
    """Put each body under its parent where the parent is among them; the others stand at the top."""
    nodes = {body.pk: Node(body, staffing.get(body.pk, Staffing())) for body in bodies}
    tops: list[Node] = []
    for body in bodies:
        parent = nodes.get(body.parent_id) if body.parent_id else None
        (parent.groups if parent else tops).append(nodes[body.pk])
    return tops
