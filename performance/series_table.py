"""An indicator's published figures as a table: each period with its own figure and what was published of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from performance.derived import headline_area
from performance.enums import Judgement, Measure
from performance.facts import UNITS
from performance.models import Indicator, Observation, Result
from performance.periods import Period
from performance.rounding import shown, with_unit


@dataclass(frozen=True, slots=True)
class Row:
    """One period of the table, as the page prints it. ``result`` is None for figures from before the first round."""

    observation: Observation
    figure: str
    numerator: str
    denominator: str
    result: Result | None = None
    judgement: str = ""

    @property
    def to_date(self) -> str:
        """The year to date, as published; empty for figures from before the first round."""
        return self.result.shown_value if self.result else ""

    @property
    def milestone(self) -> str:
        """The milestone, as published; empty for figures from before the first round."""
        return self.result.shown_milestone if self.result else ""


def last_figures(indicator: Indicator, *, before: date, count: int = 8) -> list[Row]:
    """The last published figures of the whole area before a day, newest first."""
    rows = Observation.objects.latest().of(indicator).filter(area=headline_area(), period_from__lt=before)
    return [row_of(indicator, one) for one in rows.order_by("-period_to")[:count]]


def rows_of(
    indicator: Indicator,
    observations: Sequence[Observation],
    results: Mapping[str, Result],
    judgements: Mapping[Period, Judgement],
) -> list[Row]:
    """The given figures, newest first, each with its published result by period label and its chart's judgement."""
    return [
        row_of(indicator, one, results.get(one.period.label), judgements.get(one.period))
        for one in sorted(observations, key=lambda one: one.period_to, reverse=True)
    ]


def row_of(
    indicator: Indicator,
    observation: Observation,
    result: Result | None = None,
    judgement: Judgement | None = None,
) -> Row:
    """One observation in words and figures; counts of a ratio without needless decimals."""
    observation.indicator = indicator
    exact = observation.exact
    return Row(
        observation=observation,
        figure=""
        if exact is None
        else with_unit(exact, indicator.decimals, UNITS.get(Measure(indicator.measure), "")),
        numerator=_count(observation.numerator),
        denominator=_count(observation.denominator),
        result=result,
        judgement=str(judgement.label) if judgement else "",
    )


def _count(value: Decimal | None) -> str:
    if value is None:
        return ""
    exact = Fraction(value)
    return shown(exact, 0 if exact.denominator == 1 else 2)
