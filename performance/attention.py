"""What a round's latest edition calls attention to: exceptions in order, what got better, and what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.urls import reverse

from dorset_lsp.common.attention import WORDS, Concern, Grade, Step
from dorset_lsp.common.references import Reference
from partnerships.models import Outcome
from performance.enums import COLOURS, Absence, Assurance, Direction, Judgement, Status
from performance.models import Edition, ExceptionAction, Result
from performance.sentences import number

COLUMNS = (
    Status.GREEN,
    Status.AMBER,
    Status.RED,
    Status.NO_DATA,
    Status.NO_TARGET,
    Status.NOT_DUE,
    Status.NOT_JUDGED,
)
BETTER_TO_WORSE = (Status.GREEN, Status.AMBER, Status.RED)

OFF_TARGET: Final = 1
"""The last rank of what is off target."""

GRADES: Final = (Grade.GETTING_WORSE, Grade.OFF_TARGET, Grade.NO_FIGURE, Grade.JUST_OFF, Grade.SLIPPING)
"""The place of each rank among the things of all apps."""

RANKING: Final = tuple(WORDS[grade] for grade in GRADES)
"""The ranks of an exception, first to last; within a rank, the longest off target first."""


@dataclass(frozen=True, slots=True)
class RankedException:
    """One exception with its rank (0 is the most urgent) and the live actions that it led to."""

    result: Result
    rank: int
    actions: list[ExceptionAction]


@dataclass(frozen=True, slots=True)
class Change:
    """A result whose status is another than in the round before; ``is_better`` tells which way."""

    result: Result
    is_better: bool


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome with how many of its indicators bear each status, and which changed."""

    outcome: Outcome
    counts: list[tuple[str, int]]
    total: int
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Overview:
    """An edition in short: each outcome in one line, how much is on target, and what got better. Plain values."""

    outcomes: list[OutcomeRow]
    totals: list[tuple[str, int]]
    size: int
    on_target: tuple[int, int]
    summary: str
    better: list[Result]
    is_illustrative: bool


def rank_of(result: Result) -> int | None:
    """The rank of a result among the exceptions, as ``RANKING`` words it; None for one that is none."""
    worse = result.direction == Direction.WORSENING
    if result.status == Status.RED:
        return 0 if worse or result.variation == Judgement.CONCERN else 1
    if result.status == Status.NO_DATA:
        return 2 if result.absence in (Absence.LATE, Absence.NOT_AVAILABLE) else None
    if result.status == Status.AMBER:
        return 3 if worse else None
    return 4 if result.status == Status.GREEN and worse else None


def change_of(result: Result) -> Change | None:
    """How the status moved since the round before, between colours only: an absence is neither better nor worse."""
    before, after = result.previous_status, result.status
    if before not in COLOURS or after not in COLOURS or before == after:
        return None
    return Change(result, BETTER_TO_WORSE.index(Status(after)) < BETTER_TO_WORSE.index(Status(before)))


def grade_of(result: Result) -> Grade | None:
    """Its place among the things of all apps; None when it needs no attention. A signal counts on target too."""
    rank = rank_of(result)
    if rank is not None and rank <= OFF_TARGET:
        return GRADES[rank]
    if result.variation == Judgement.CONCERN and result.status in COLOURS:
        return Grade.SIGNAL
    return GRADES[rank] if rank is not None else None


def question_of(result: Result, *, is_acted_on: bool) -> str:
    """What a result makes one ask, once it is known whether anything is being done about it."""
    code = result.code
    if result.status == Status.NO_DATA:
        return f"When will there be a figure for {code}, and who will bring it?"
    if result.status == Status.RED and not is_acted_on:
        return f"What will be done about {code}, and by whom? Nothing is under way yet."
    if result.variation == Judgement.CONCERN:
        return f"What happened to {code} last time, and will it last?"
    if result.assurance == Assurance.FAILING:
        return f"As things stand {code} will keep missing its target: what has to change?"
    if result.status in (Status.RED, Status.AMBER):
        return f"What would bring {code} back on target, and which partner can do it?"
    return f"Why is {code} getting worse, and is that within our reach?"


class Attention:
    """The state of affairs in one edition. A fixed number of queries, however many indicators there are."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def results(self) -> list[Result]:
        rows = Result.objects.in_edition(self.edition).select_related("indicator", "outcome__body")
        return list(rows.order_by("outcome__position", "outcome__title", "indicator__position", "code"))

    @cached_property
    def actions(self) -> dict[int, list[ExceptionAction]]:
        """Live actions by indicator, whichever round they came from."""
        found = defaultdict(list)
        for link in ExceptionAction.objects.live().select_related("action__lead", "result"):
            found[link.result.indicator_id].append(link)
        return found

    @cached_property
    def exceptions(self) -> list[RankedException]:
        """Every exception, the most urgent first."""
        found = [
            RankedException(result, rank, self.actions.get(result.indicator_id, []))
            for result in self.results
            if (rank := rank_of(result)) is not None
        ]
        return sorted(found, key=lambda one: (one.rank, -one.result.streak, one.result.code))

    def concerns(self, viewer: Any) -> list[Concern]:
        """Every exception and every signal for the worse as the page of all apps shows it, in no order."""
        return [
            self._concern(result, grade, viewer)
            for result in self.results
            if (grade := grade_of(result)) is not None
        ]

    @cached_property
    def changes(self) -> list[Change]:
        return [change for result in self.results if (change := change_of(result)) is not None]

    @property
    def getting_better(self) -> list[Result]:
        """Status better than in the round before, or an improvement beyond the usual range."""
        better = [change.result for change in self.changes if change.is_better]
        beyond = [one for one in self.results if one.variation == Judgement.IMPROVEMENT and one not in better]
        return better + beyond

    def overview(self, *, better: int) -> Overview:
        """The edition in short, with so many of the indicators that are getting better."""
        return Overview(
            outcomes=self.by_outcome,
            totals=self.totals,
            size=len(self.results),
            on_target=self.on_target,
            summary=self.summary,
            better=self.getting_better[:better],
            is_illustrative=self.is_illustrative,
        )

    @cached_property
    def by_outcome(self) -> list[OutcomeRow]:
        groups: dict[Outcome, list[Result]] = {}
        for result in self.results:
            groups.setdefault(result.outcome, []).append(result)
        return [self._row(outcome, results) for outcome, results in groups.items()]

    @property
    def totals(self) -> list[tuple[str, int]]:
        counts = Counter(result.status for result in self.results)
        return [(status.value, counts[status]) for status in COLUMNS]

    @property
    def summary(self) -> str:
        """On target out of those that can be judged, what turned, and what could not be judged and why."""
        counts = Counter(Status(result.status) for result in self.results)
        judged = sum(counts[status] for status in COLOURS)
        better = sum(change.is_better for change in self.changes)
        worse = len(self.changes) - better
        unjudged = len(self.results) - judged
        why = [
            f"{number(counts[status])} {one if counts[status] == 1 else many}"
            for status, one, many in (
                (Status.NO_DATA, "has no data", "have no data"),
                (Status.NO_TARGET, "has no target", "have no target"),
                (Status.NOT_DUE, "is not due", "are not due"),
                (Status.NOT_JUDGED, "is not judged", "are not judged"),
            )
            if counts[status]
        ]
        turned = (
            f" {number(worse).capitalize()} turned worse and {number(better)} better since the round before."
        )
        rest = f" {number(unjudged).capitalize()} of {len(self.results)} cannot be judged: {', '.join(why)}."
        return (turned if self.changes else " No indicator changed colour since the round before.") + (
            rest if unjudged else ""
        )

    @property
    def is_illustrative(self) -> bool:
        return any(result.is_illustrative for result in self.results)

    @property
    def on_target(self) -> tuple[int, int]:
        """How many are green, and how many can be judged."""
        counts = Counter(result.status for result in self.results)
        return counts[Status.GREEN], sum(counts[status] for status in COLOURS)

    def _concern(self, result: Result, grade: Grade, viewer: Any) -> Concern:
        links = self.actions.get(result.indicator_id, [])
        may_act = not links and viewer.has_perm("performance.act_on_result", result)
        moved = (result.direction,) if result.direction == Direction.WORSENING else ()
        # What is usual, and what goes now this way and now that, needs nobody's attention.
        variation = result.variation_mark if result.variation == Judgement.CONCERN else ""
        assurance = result.assurance_mark if result.assurance == Assurance.FAILING else ""
        return Concern(
            grade=grade,
            weight=result.streak,
            title=f"{result.code} {result.title}",
            url=result.get_absolute_url(),
            sentence=result.sentence,
            question=question_of(result, is_acted_on=bool(links)),
            about=Reference.to(result),
            marks=(result.mark, *moved, *filter(None, (variation, assurance))),
            note=f"The figure is {result.quality}." if result.quality else "",
            detail=result.outcome.short_title + ("" if links else ". No improvement action yet"),
            body_id=result.outcome.body_id,
            steps=tuple(_step(link) for link in links),
            act_url=reverse("performance:exception-act", args=[result.indicator.slug]) if may_act else "",
        )

    def _row(self, outcome: Outcome, results: list[Result]) -> OutcomeRow:
        counts = Counter(result.status for result in results)
        changes = [change for change in self.changes if change.result.outcome_id == outcome.pk]
        return OutcomeRow(
            outcome, [(status.value, counts[status]) for status in COLUMNS], len(results), changes
        )


def _step(link: ExceptionAction) -> Step:
    action = link.action
    return Step(action.title, action.get_absolute_url(), action.lead.name, action.due_on)
