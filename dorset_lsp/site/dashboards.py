"""What each layer's dashboard holds. The layers want different things (Audit Commission, Working Better Together?, 2009,
table 8): strategic bodies key changes and outcomes, executive ones exceptions and resources, operational ones the figures.

Everything starts at what the viewer may see, in a fixed number of queries. The Board's page, which the most people open, is
made of plain values: it is worked out once for each viewer until something is changed, and for those who are about by a
worker before they ask (``site.ahead``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Final

from django.db.models import Count, Q

from dorset_lsp.common.attention import WORDS, Concern
from dorset_lsp.common.references import Reference
from dorset_lsp.common.stamps import kept_until_a_change
from dorset_lsp.site.attention import Attention, attention
from dorset_lsp.site.boards import next_board_meeting
from dorset_lsp.site.orphans import orphan_count
from partnerships.enums import BodyKind, Layer
from partnerships.models import Action, Body, Meeting, Person
from partnerships.money import StreamMoney
from partnerships.structure import LAYERS
from performance.attention import COLUMNS, Overview
from performance.enums import ReturnState
from performance.models import Edition, Result, Return, Round, Scorecard

AT_FIRST: Final = 8
"""So many things stand on the one page of the Board; the others a click away."""
QUESTIONS: Final = 4
BETTER: Final = 3
MEETINGS: Final = 4
ACTIONS: Final = 12
OF_THE_TOP: Final = (BodyKind.BOARD, BodyKind.DELIVERY_GROUP, BodyKind.BRIDGING_GROUP)
WITH_A_PAGE: Final = (
    BodyKind.DELIVERY_GROUP,
    BodyKind.THEME_GROUP,
    BodyKind.TASK_GROUP,
    BodyKind.BRIDGING_GROUP,
)
"""The bodies that have a dashboard of their own; the Board's is the partnership's."""
IN: Final = (ReturnState.SUBMITTED, ReturnState.VERIFIED, ReturnState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that something raises; ``number`` is the item of the agenda on which it stands already, or 0."""

    concern: Concern
    rank: int
    number: int


class Dashboard:
    """What every dashboard reads: what needs attention, and what is asked of the Board already."""

    grades: ClassVar = list(WORDS.values())
    """The ranking in words, first to last."""

    def __init__(self, viewer: Any, on: date) -> None:
        self.viewer = viewer
        self.on = on

    @cached_property
    def found(self) -> Attention:
        return attention(self.viewer, self.on)

    @cached_property
    def next_board(self) -> Meeting | None:
        return next_board_meeting(self.viewer)

    @cached_property
    def asked(self) -> dict[Reference, int]:
        """The number of the item on which a record stands on the next Board's agenda."""
        if self.next_board is None:
            return {}
        items = enumerate(self.next_board.items.all(), 1)
        return {item.about: number for number, item in items if item.about is not None}

    @cached_property
    def may_ask(self) -> bool:
        """Whether the viewer may put questions on that agenda."""
        return bool(self.viewer.has_perm("partnerships.run_meeting", self.next_board))

    @cached_property
    def open_rounds(self) -> list[Round]:
        return list(Round.objects.visible_to(self.viewer, self.on).open().in_earnest().with_progress())

    @property
    def monies(self) -> list[StreamMoney]:
        return self.found.partnership.monies

    def meetings_of(self, bodies: Q) -> list[Meeting]:
        """The next meetings of some bodies."""
        rows = Meeting.objects.visible_to(self.viewer).ahead().ending_on_or_after(self.on).filter(bodies)
        return list(rows.select_related("body")[:MEETINGS])

    @cached_property
    def others(self) -> list[Body]:
        """The groups that have a dashboard."""
        return list(
            Body.objects.visible_to(self.viewer)
            .existing_on(self.on)
            .filter(kind__in=WITH_A_PAGE)
            .order_by("name")
        )


@dataclass(frozen=True, slots=True)
class OfTheBoard:
    """The state of the partnership on one page, as its Board reads it: key changes and outcomes.

    ``concerns`` are what travels up to the Board, as far as one page holds it, or everything; ``asked`` is the number of
    the item on which a record stands on the next Board's agenda.
    """

    columns: ClassVar = COLUMNS
    grades: ClassVar = Dashboard.grades

    shows_all: bool
    edition: Edition | None
    figures: Overview | None
    concerns: list[Concern]
    concern_count: int
    questions: list[Question]
    next_board: Meeting | None
    asked: dict[Reference, int]
    may_ask: bool
    open_rounds: list[Round]
    next_meetings: list[Meeting]
    monies: list[StreamMoney]
    broken_threads: int
    cards: list[Scorecard]
    others: list[Body]


def of_the_board(viewer: Person, on: date, *, shows_all: bool = False) -> OfTheBoard:
    """The Board's page for a viewer: worked out once until something is changed."""
    return kept_until_a_change(
        f"of-the-board:{shows_all}:{viewer.pk}:{on:%Y%m%d}",
        lambda: _of_the_board(Dashboard(viewer, on), shows_all=shows_all),
    )


def _of_the_board(read: Dashboard, *, shows_all: bool) -> OfTheBoard:
    found, viewer = read.found, read.viewer
    concerns = (
        found.concerns if shows_all else [one for one in found.concerns if one.is_for_the_top][:AT_FIRST]
    )
    own = viewer.standing(read.on).body_ids
    return OfTheBoard(
        shows_all=shows_all,
        edition=found.edition,
        figures=found.figures.overview(better=BETTER) if found.figures else None,
        concerns=concerns,
        concern_count=len(found.concerns),
        questions=questions(concerns[:QUESTIONS], read.asked),
        next_board=read.next_board,
        asked=read.asked,
        may_ask=read.may_ask,
        open_rounds=read.open_rounds,
        next_meetings=read.meetings_of(Q(body__kind__in=OF_THE_TOP) | Q(body__in=own)),
        monies=read.monies,
        broken_threads=orphan_count(viewer, read.on),
        cards=list(Scorecard.objects.visible_to(viewer).filter(agreement__isnull=False)),
        others=read.others,
    )


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group as the executive layer sees it: its exceptions, those that go up, and its actions."""

    name: str
    slug: str
    exceptions: int
    going_up: int
    live: int
    late: int


class OfAGroup(Dashboard):
    """The dashboard of an executive or operational body."""

    def __init__(self, body: Body, viewer: Any, on: date) -> None:
        super().__init__(viewer, on)
        self.body = body

    @property
    def is_executive(self) -> bool:
        """Exceptions of every group and resources; else the group's own figures."""
        return self.body.layer != Layer.OPERATIONAL

    @property
    def wants(self) -> str:
        """How often the layer meets and what it looks at."""
        return LAYERS[Layer(self.body.layer)][1]

    @cached_property
    def concerns(self) -> list[Concern]:
        """Every exception for an executive body; a group's own and its task groups' else."""
        if self.is_executive:
            return self.found.concerns
        own = {self.body.pk, *self.body.groups.values_list("pk", flat=True)}
        return [one for one in self.found.concerns if one.body_id in own]

    @property
    def going_up(self) -> int:
        """How many of them travel up to the Board."""
        return sum(one.is_for_the_top for one in self.concerns)

    @cached_property
    def results(self) -> list[Result]:
        """What the latest edition says of each indicator of the group's outcomes."""
        if self.is_executive or self.found.figures is None:
            return []
        return [one for one in self.found.figures.results if one.outcome.body_id == self.body.pk]

    @cached_property
    def actions(self) -> list[Action]:
        """The group's live actions, the next due first."""
        rows = Action.objects.visible_to(self.viewer, self.on).live().filter(body=self.body)
        return list(rows.select_related("lead").order_by("due_on", "pk")[:ACTIONS])

    @cached_property
    def next_meetings(self) -> list[Meeting]:
        return self.meetings_of(Q(body=self.body))

    @cached_property
    def returns(self) -> tuple[int, int]:
        """Of the figures that open rounds ask of the group's outcomes: how many are in, and how many are asked for."""
        rows = Return.objects.visible_to(self.viewer, self.on).filter(
            round__in=[one.pk for one in self.open_rounds], indicator__outcome__body=self.body
        )
        counts = rows.order_by().aggregate(asked=Count("pk"), came=Count("pk", filter=Q(state__in=IN)))
        return counts["came"], counts["asked"]

    @cached_property
    def lines(self) -> list[GroupLine]:
        """Each group with its exceptions and its actions, for an executive body. One query beside the concerns."""
        found = Action.objects.visible_to(self.viewer, self.on).counted_by("body", "body__name", self.on)
        counted = {row["body"]: row for row in found}
        return [_line(body, counted.get(body.pk, {}), self.found.concerns) for body in self.others]


def questions(concerns: Sequence[Concern], asked: dict[Reference, int]) -> list[Question]:
    """The question of each thing, with its place and the item on which it stands already."""
    return [Question(one, rank, asked.get(one.about, 0)) for rank, one in enumerate(concerns, 1)]


def _line(body: Body, counts: dict[str, int], concerns: Iterable[Concern]) -> GroupLine:
    own = Counter(one.is_for_the_top for one in concerns if one.body_id == body.pk)
    return GroupLine(
        body.name, body.slug, own.total(), own[True], counts.get("live", 0), counts.get("late", 0)
    )
