"""A corporate scorecard: what an organisation measures for itself beside the partnership's indicators that it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from partnerships.models import Organisation, Person
from performance.enums import Frequency, Measure, Status, TargetState
from performance.facts import UNITS
from performance.models import CorporateFigure, CorporateLine, CorporateMeasure, Indicator, Result
from performance.periods import Period
from performance.rounding import with_unit
from performance.status import Judgement, status_of

PERIODS_OFFERED = 12


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One measure of the organisation's own: its last figure, judged by the rule that judges every indicator."""

    measure: CorporateMeasure
    figure: str
    period: str
    target: str
    status: Status


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of a measure, with what it replaced."""

    period: Period
    figure: str
    note: str
    status: Status
    revision: int
    reason: str


class CorporatePage:
    """The corporate scorecard of an organisation for one viewer: all of it for its own people, else what it shares."""

    def __init__(self, organisation: Organisation, viewer: Person) -> None:
        self.organisation, self.viewer = organisation, viewer

    @cached_property
    def is_own(self) -> bool:
        return bool(self.viewer.has_perm("performance.keep_corporate", self.organisation))

    @cached_property
    def measures(self) -> list[CorporateMeasure]:
        rows = CorporateMeasure.objects.visible_to(self.viewer).filter(organisation=self.organisation)
        return list((rows if self.is_own else rows.in_use()).select_related("organisation"))

    @cached_property
    def own_rows(self) -> list[OwnRow]:
        """What the organisation measures for itself. One query for all figures."""
        figures: dict[int, CorporateFigure] = {}
        rows = CorporateFigure.objects.visible_to(self.viewer).latest().filter(of_measure__in=self.measures)
        for row in rows.order_by("period_to"):
            figures[row.of_measure_id] = row
        return [_own_row(one, figures.get(one.pk)) for one in self.measures if one.ended_on is None]

    @property
    def ended(self) -> list[CorporateMeasure]:
        return [one for one in self.measures if one.ended_on is not None]

    @cached_property
    def shared_rows(self) -> list[tuple[Indicator, Result | None]]:
        """The partnership's indicators on it, each with what the latest edition says."""
        lines = CorporateLine.objects.visible_to(self.viewer).filter(organisation=self.organisation)
        indicators = [line.indicator for line in lines.select_related("indicator")]
        latest: dict[int, Result] = {}
        if indicators:
            rows = (
                Result.objects.visible_to(self.viewer)
                .newest_for(self.viewer)
                .filter(indicator__in=indicators)
            )
            for row in rows.order_by("edition__round__period_to"):
                latest[row.indicator_id] = row
        return [(one, latest.get(one.pk)) for one in indicators]

    @property
    def is_there(self) -> bool:
        """Whether there is anything that this viewer may know of. For others an empty one is not there at all."""
        return self.is_own or bool(self.measures)


class MeasurePage:
    """One corporate measure: its figures, newest first, and what its own people can do."""

    def __init__(self, measure: CorporateMeasure, viewer: Person) -> None:
        self.measure, self.viewer = measure, viewer

    @cached_property
    def is_own(self) -> bool:
        return bool(self.viewer.has_perm("performance.keep_corporate", self.measure.organisation))

    @cached_property
    def rows(self) -> list[FigureRow]:
        figures = CorporateFigure.objects.visible_to(self.viewer).latest().filter(of_measure=self.measure)
        return [
            FigureRow(
                Period(one.period_from, one.period_to),
                shown(self.measure, Fraction(one.value)),
                one.note,
                judged(self.measure, Fraction(one.value)).status,
                one.revision,
                one.revision_reason,
            )
            for one in figures.order_by("-period_to")
        ]

    @cached_property
    def row(self) -> OwnRow:
        latest = CorporateFigure.objects.visible_to(self.viewer).latest().filter(of_measure=self.measure)
        return _own_row(self.measure, latest.order_by("-period_to").first())

    @property
    def working(self) -> Sequence[tuple[str, str]]:
        """How the last figure was judged."""
        latest = CorporateFigure.objects.visible_to(self.viewer).latest().filter(of_measure=self.measure)
        one = latest.order_by("-period_to").first()
        return judged(self.measure, Fraction(one.value)).working if one else ()


def judged(measure: CorporateMeasure, value: Fraction | None) -> Judgement:
    """By the rule of every indicator, against one target, with the usual tolerance."""
    target = None if measure.target is None else Fraction(measure.target)
    return status_of(
        polarity=measure.polarity,
        target_state=None if target is None else TargetState.AGREED,
        value=value,
        milestone=target,
        decimals=measure.decimals,
        unit=UNITS.get(Measure(measure.measure), ""),
    )


def shown(measure: CorporateMeasure, value: Fraction | None) -> str:
    """A value in the measure's decimals, with its sign."""
    return (
        "" if value is None else with_unit(value, measure.decimals, UNITS.get(Measure(measure.measure), ""))
    )


def _own_row(measure: CorporateMeasure, figure: CorporateFigure | None) -> OwnRow:
    value = None if figure is None else Fraction(figure.value)
    return OwnRow(
        measure,
        shown(measure, value),
        "" if figure is None else Period(figure.period_from, figure.period_to).label,
        "" if measure.target is None else shown(measure, Fraction(measure.target)),
        judged(measure, value).status,
    )


def periods_offered(measure: CorporateMeasure, ended: Period) -> list[Period]:
    """The last periods that have ended, newest first, for which a figure can be written down."""
    found = [ended]
    while len(found) < PERIODS_OFFERED:
        found.append(found[-1].previous(Frequency(measure.frequency)))
    return found
