"""Diagnosis beside movement: under an outcome's chart, on the same time axis, what its reviews agreed and what was done.

It says what happened when, and never what caused what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from delivery_chain.enums import Rating
from delivery_chain.matrix import name_of
from delivery_chain.models import AgreedRating, LinkAction, Review, Stage, StageAction
from delivery_chain.movement import movement
from delivery_chain.words import listed
from dorset_lsp.common.colours import mark_for
from dorset_lsp.common.days import in_full
from partnerships.enums import ActionState
from partnerships.models import Action, Outcome, Person
from performance.attention import rank_of
from performance.chart import BOTTOM, HEIGHT, WIDE
from performance.enums import Judgement
from performance.indicator_page import IndicatorPage
from performance.models import Edition, Indicator, Result
from performance.sentences import spell

ROW: Final = 26
HEAD: Final = 30
BEYOND: Final = 10
"""How far right of the axis a day stands that comes after its last period."""
NO_CAUSE: Final = "This shows what happened when; it does not say what caused it."
LAST: Final = 99
ROOM_UNTIL: Final = 685


@dataclass(frozen=True, slots=True)
class Cell:
    """What was agreed at one review, and how long it held."""

    rating: AgreedRating
    x: float
    until: float

    @property
    def letter(self) -> str:
        return mark_for(self.rating.value).letter

    @property
    def width(self) -> float:
        return round(max(self.until - self.x, 0), 1)


@dataclass(frozen=True, slots=True)
class ActionMark:
    """An action at the day it ended, or is due."""

    action: Action
    x: float
    kind: str

    @property
    def words(self) -> str:
        """For whoever points at it."""
        day = self.action.ended_on or self.action.due_on
        return f"{self.action.title}: {self.kind}, {in_full(day)}"


@dataclass(slots=True)
class StageLine:
    """One stage: its ratings in time, what they are now, and who repairs it."""

    stage: Stage
    y: int
    cells: list[Cell]
    actions: list[Action]
    rounds: list[AgreedRating | None]
    """What each of the reviews agreed, in their order; None where one did not ask for it."""
    marks: list[ActionMark] = field(default_factory=list)

    @property
    def middle(self) -> int:
        return self.y + ROW // 2

    @property
    def latest(self) -> AgreedRating | None:
        return self.cells[-1].rating if self.cells else None

    @property
    def shows_moved(self) -> bool:
        """Whether there is room at the end for the movement in words."""
        return not self.marks or self.marks[-1].x < ROOM_UNTIL

    @property
    def moved(self) -> str:
        """How the latest rating stands to the one before."""
        if not self.cells:
            return ""
        before = self.cells[-2].rating.value if len(self.cells) > 1 else ""
        return movement(before, self.cells[-1].rating.value).words

    @property
    def red_since(self) -> date | None:
        """The day of the first of the reviews that have found it red without a break, if it is red now."""
        since = None
        for cell in reversed(self.cells):
            if cell.rating.value != Rating.RED:
                break
            since = cell.rating.review.agreed_on
        return since

    @property
    def owners(self) -> list[Person]:
        """Who leads what is still to be done about it."""
        return list({action.lead_id: action.lead for action in self.actions if action.is_live}.values())


class Diagnosis:
    """An outcome's figure and its reviews, for one reader. A fixed number of queries."""

    def __init__(self, outcome: Outcome, reader: Person, on: date, *, asked_for: str = "") -> None:
        self.outcome, self.reader, self.on, self.asked_for = outcome, reader, on, asked_for

    # --- the figure -------------------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those that could stand above: the outcome's, or where it has none those of the group above its own."""
        rows = Indicator.objects.visible_to(self.reader).measured()
        own = list(rows.filter(outcome=self.outcome).order_by("position", "code"))
        if own or self.outcome.body.parent_id is None:
            return own
        return list(rows.filter(outcome__body=self.outcome.body.parent_id).order_by("position", "code"))

    @cached_property
    def indicator(self) -> Indicator | None:
        """The one that was asked for, or else the one that is most off course in the latest edition."""
        asked = next((one for one in self.indicators if one.slug == self.asked_for), None)
        return asked or next(iter(sorted(self.indicators, key=self._off_course)), None)

    @cached_property
    def _ranks(self) -> dict[int, int]:
        edition = Edition.objects.visible_to(self.reader).latest().first()
        if edition is None:
            return {}
        rows = (
            Result.objects.visible_to(self.reader).in_edition(edition).filter(indicator__in=self.indicators)
        )
        return {row.indicator_id: LAST if (rank := rank_of(row)) is None else rank for row in rows}

    def _off_course(self, indicator: Indicator) -> tuple[int, int]:
        return self._ranks.get(indicator.pk, LAST + 1), indicator.position

    @cached_property
    def page(self) -> IndicatorPage | None:
        """The figure's own page, of which the chart is taken."""
        return IndicatorPage(self.indicator, self.reader, self.on) if self.indicator else None

    @property
    def is_borrowed(self) -> bool:
        """Whether the figure belongs to another outcome, because this one has none."""
        return self.indicator is not None and self.indicator.outcome_id != self.outcome.pk

    # --- the reviews ------------------------------------------------------------------------------------------

    @cached_property
    def reviews(self) -> list[Review]:
        """The agreed reviews against the framework that was used last, oldest first."""
        rows = (
            Review.objects.visible_to(self.reader, self.on)
            .settled()
            .filter(outcome=self.outcome, agreed_on__lte=self.on)
        )
        found = list(rows.with_names().order_by("agreed_on", "round", "pk"))
        return [one for one in found if one.version.framework_id == found[-1].version.framework_id]

    @cached_property
    def lines(self) -> list[StageLine]:
        """A line for each stage of the newest version used."""
        if not self.reviews:
            return []
        ratings = AgreedRating.objects.visible_to(self.reader, self.on).filter(review__in=self.reviews)
        by_stage: dict[tuple[int, str], list[AgreedRating]] = {}
        for rating in ratings.select_related("stage", "review").order_by(
            "review__agreed_on", "review__round"
        ):
            by_stage.setdefault(name_of(rating.stage), []).append(rating)
        actions = self._actions()
        stages = Stage.objects.filter(version=self.reviews[-1].version_id).order_by("number")
        return [
            self._line(stage, place, by_stage.get(name_of(stage), []), actions.get(name_of(stage), []))
            for place, stage in enumerate(stages)
        ]

    def _line(
        self, stage: Stage, place: int, ratings: Sequence[AgreedRating], actions: list[Action]
    ) -> StageLine:
        days = [rating.review.agreed_on or self.on for rating in ratings]
        ends = [*days[1:], self.on] if days else []
        cells = [
            Cell(rating, self.x_of(day), self.x_of(end))
            for rating, day, end in zip(ratings, days, ends, strict=True)
        ]
        by_review = {rating.review_id: rating for rating in ratings}
        rounds = [by_review.get(review.pk) for review in self.reviews]
        line = StageLine(stage, HEAD + place * ROW, cells, actions, rounds)
        line.marks = _spread([self._mark(action) for action in actions])
        return line

    def _mark(self, action: Action) -> ActionMark:
        kind = "late" if action.is_overdue(self.on) else "open" if action.is_live else "done"
        return ActionMark(action, self.x_of(action.ended_on or action.due_on), kind)

    def _actions(self) -> dict[tuple[int, str], list[Action]]:
        """What came of the reviews, by stage, as far as the reader may see it; dropped ones left aside."""
        of_stages = StageAction.objects.visible_to(self.reader, self.on).filter(
            rating__review__in=self.reviews
        )
        of_links = LinkAction.objects.visible_to(self.reader, self.on).filter(
            link__map__review__in=self.reviews
        )
        found: dict[tuple[int, str], list[Action]] = {}
        for one in of_stages.select_related("rating__stage", "action__lead"):
            found.setdefault(name_of(one.rating.stage), []).append(one.action)
        for link in of_links.select_related("link__map__stage", "action__lead"):
            found.setdefault(name_of(link.link.map.stage), []).append(link.action)
        return {
            name: sorted(
                (one for one in actions if one.state != ActionState.DROPPED), key=lambda one: one.due_on
            )
            for name, actions in found.items()
        }

    # --- places -----------------------------------------------------------------------------------------------

    @property
    def top(self) -> int:
        """Where the rows begin, under the chart."""
        return HEIGHT if self.page and self.page.drawing else 0

    @property
    def height(self) -> int:
        return self.top + HEAD + ROW * len(self.lines) + 8

    @property
    def rows_height(self) -> int:
        return HEAD + ROW * len(self.lines)

    def x_of(self, day: date) -> float:
        """The place of a day on the chart's own axis; days before or after it stand at its ends."""
        drawing = self.page.drawing if self.page else None
        if drawing is None:
            return self._own_x_of(day)
        place = drawing.x_of(day)
        if place is not None:
            return place
        return drawing.left if day < drawing.slots[0].from_on else drawing.right + BEYOND

    def _own_x_of(self, day: date) -> float:
        """Without a chart: an axis from half a year before the first review until today."""
        first = (self.reviews[0].agreed_on or self.on) - timedelta(days=183) if self.reviews else self.on
        span = max((self.on - first).days, 1)
        share = min(max((day - first).days / span, 0), 1)
        within = round(WIDE.left + share * (WIDE.right - WIDE.left), 1)
        return within if day <= self.on else WIDE.right + BEYOND

    @property
    def heads(self) -> list[tuple[float, str]]:
        """Above the rows, each review with its day."""
        return [(self.x_of(one.agreed_on or self.on), f"Round {one.round}") for one in self.reviews]

    @property
    def today_x(self) -> float:
        return self.x_of(self.on)

    @property
    def chart_bottom(self) -> int:
        return BOTTOM

    # --- in words ---------------------------------------------------------------------------------------------

    @property
    def red_lines(self) -> list[StageLine]:
        return [line for line in self.lines if line.red_since]

    @property
    def sentence(self) -> str:
        """What stands red since when, whether the figure has moved, and what became of the actions."""
        parts = [self._red_words, self._figure_words, self._action_words, NO_CAUSE]
        return " ".join(part for part in parts if part)

    @property
    def _red_words(self) -> str:
        by_day: dict[date, list[str]] = {}
        for line in self.red_lines:
            if line.red_since:
                by_day.setdefault(line.red_since, []).append(str(line.stage))
        if not by_day:
            return "No stage is red."
        told = [
            f"{listed(names)} {'has' if len(names) == 1 else 'have'} been red since {in_full(day)}"
            for day, names in sorted(by_day.items())
        ]
        return f"{'; '.join(told)}."

    @property
    def since(self) -> date:
        """From when on the figure is looked at: since the first of the reds, or else since the last review."""
        days = [line.red_since for line in self.red_lines if line.red_since]
        return min(days) if days else self.reviews[-1].agreed_on or self.on

    @property
    def _figure_words(self) -> str:
        """Whether the figure has left its usual range since then."""
        if self.page is None or self.page.chart is None or self.indicator is None:
            return ""
        code = self.indicator.code
        later = [one.period for one in self.page.known if one.period.to_on > self.since]
        if not later:
            return (
                f"No figure of {code} has been published for a period that ended after {in_full(self.since)}."
            )
        if not self.page.judgements:
            return f"{code} has {len(self.page.known)} of 12 points, too few for a usual range."
        out = [
            period
            for period in later
            if self.page.judgements.get(period, Judgement.COMMON) != Judgement.COMMON
        ]
        if out:
            words = listed([f"{period.label} ({self.page.judgements[period].label})" for period in out])
            return f"{code} has moved beyond its usual range since: {words}."
        return f"{code} has stayed within its usual range in the {spell(len(later), 'figure')} since."

    @property
    def _action_words(self) -> str:
        actions = [action for line in self.red_lines for action in line.actions]
        if not self.red_lines:
            return ""
        if not actions:
            return "No action on what is red is open to you to see."
        late = sum(action.is_overdue(self.on) for action in actions)
        done = sum(action.state == ActionState.DONE for action in actions)
        counts = {"done": done, "late": late, "open and in time": len(actions) - done - late}
        told = [
            f"{number} {'is' if number == 1 else 'are'} {words}" for words, number in counts.items() if number
        ]
        return f"Of the {spell(len(actions), 'action')} on what is red, {listed(told)}."

    @property
    def description(self) -> str:
        """The drawing for those who do not see it."""
        return f"{self.page.description if self.page and self.page.drawing else ''} {self.sentence}".strip()


def _spread(marks: list[ActionMark]) -> list[ActionMark]:
    """Marks of one stage that would cover each other, set side by side."""
    placed: list[ActionMark] = []
    for mark in sorted(marks, key=lambda one: one.x):
        x = max(mark.x, placed[-1].x + 15) if placed else mark.x
        placed.append(ActionMark(mark.action, round(x, 1), mark.kind))
    return placed
