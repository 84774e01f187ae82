"""What the figure ought to be at the end of a period, on the way to the agreed target.

A milestone lies on the straight line in time between neighbouring agreed points, the baseline included, also across
years without a target. A sum to date takes the year's target by the indicator's cumulative profile instead: equal
parts unless it has its own. An annual indicator has no milestone inside the year. Time is counted in months, so
that the four quarters of a year are alike.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final

from performance.enums import Combine, Frequency
from performance.periods import MONTHS, YEAR, Period
from performance.rounding import MINUS, TIMES, Number, exact, in_full
from performance.status import Line

RULE_VERSION: Final = "milestone 1.0"

WHOLE: Final = 100
"""A whole year's share, in per cent."""


@dataclass(frozen=True)
class AgreedPoint:
    """A baseline or a target: the value that holds at the end of a period (``at`` is the first day after it).

    ``high`` is set for an agreed range; then ``value`` is its lower end.
    """

    at: date
    value: Fraction
    label: str = ""
    is_baseline: bool = False
    high: Fraction | None = None

    @classmethod
    def of(
        cls, period: Period, value: Number, *, is_baseline: bool = False, high: Number | None = None
    ) -> AgreedPoint:
        """The point at the end of a period, named by it."""
        return cls(
            period.to_on, exact(value), period.label, is_baseline, None if high is None else exact(high)
        )


@dataclass(frozen=True)
class Milestone:
    """The value to be reached by the end of a period, or the range to be in, with the line of its working."""

    value: Fraction
    line: Line
    high: Fraction | None = None

    @property
    def range_(self) -> tuple[Fraction, Fraction] | None:
        return None if self.high is None else (self.value, self.high)


def milestone_for(
    points: Sequence[AgreedPoint],
    period: Period,
    *,
    frequency: str,
    combine: str = Combine.POINT,
    profile: Sequence[Number] = (),
    decimals: int = 0,
) -> Milestone | None:
    """The milestone at the end of a period; None where nothing was agreed for it.

    Nothing is agreed at or before the baseline, after the last target, or inside the year of an annual indicator.
    A range is not reached by degrees: the next agreed one holds.
    ValueError for two points at one date, or a profile that does not fit the frequency or end at 100 %.
    """
    ordered = _in_order(points)
    if not ordered or period.to_on <= _start(ordered) or period.to_on > ordered[-1].at:
        return None
    if _is_inside_the_year(period, frequency):
        return None
    if any(point.high is not None for point in ordered):
        return _range_in_force(ordered, period)
    if combine == Combine.SUM_TO_DATE and period.months != YEAR:
        return _to_date(ordered, period, profile, decimals)
    return _on_the_line(ordered, period.to_on, decimals)


def step_for(
    points: Sequence[AgreedPoint],
    period: Period,
    *,
    frequency: str,
    combine: str = Combine.POINT,
    profile: Sequence[Number] = (),
) -> Fraction | None:
    """The target of this one period by itself: for a sum to date the year's target by this period's own part.

    None where there is no milestone, and for a range.
    """
    here = milestone_for(points, period, frequency=frequency, combine=combine, profile=profile)
    if here is None or here.high is not None:
        return None
    if combine != Combine.SUM_TO_DATE or period.months == YEAR:
        return here.value
    ordered = _in_order(points)
    year = period.financial_year
    end = line_value(ordered, year.to_on)
    if end is None:
        return None
    shares = (Fraction(0), *cumulative_profile(profile, period))
    place = _place_in_year(period)
    return end * (shares[place] - shares[place - 1]) / WHOLE


def line_value(points: Sequence[AgreedPoint], at: date) -> Fraction | None:
    """The value at a date on the straight lines through the points; None outside them."""
    ordered = _in_order(points)
    for point in ordered:
        if point.at == at:
            return point.value
    for before, after in pairwise(ordered):
        if before.at < at < after.at:
            return _between(before, after, at)
    return None


def cumulative_profile(profile: Sequence[Number], period: Period) -> tuple[Fraction, ...]:
    """The share of the year, in per cent, due by the end of each of its periods; equal parts when none is given.

    ValueError when there is not one share for each period of the year, or the last is not 100, or when the
    period does not divide the year.
    """
    parts = _parts_of_year(period)
    shares = tuple(exact(share) for share in profile) or tuple(
        Fraction(WHOLE * n, parts) for n in range(1, parts + 1)
    )
    if len(shares) != parts:
        raise ValueError(f"A profile for {parts} periods a year has {parts} shares, not {len(shares)}.")
    if shares[-1] != WHOLE:
        raise ValueError("A cumulative profile ends at 100 %.")
    return shares


# --- how each kind comes about ------------------------------------------------------------------------------


def _on_the_line(points: list[AgreedPoint], at: date, decimals: int) -> Milestone | None:
    for point in points:
        if point.at == at:
            name = f"agreed target for {point.label}" if point.label else "agreed target"
            return Milestone(point.value, Line(f"Milestone: {name}", in_full(point.value, decimals)))
    for before, after in pairwise(points):
        if before.at < at < after.at:
            value = _between(before, after, at)
            return Milestone(
                value,
                Line("Milestone: straight line in time", _line_sum(before, after, at, value, decimals)),
            )
    return None


def _between(before: AgreedPoint, after: AgreedPoint, at: date) -> Fraction:
    share = (_time(at) - _time(before.at)) / (_time(after.at) - _time(before.at))
    return before.value + (after.value - before.value) * share


def _line_sum(before: AgreedPoint, after: AgreedPoint, at: date, value: Fraction, decimals: int) -> str:
    start, end = in_full(before.value, decimals), in_full(after.value, decimals)
    done, whole = _time(at) - _time(before.at), _time(after.at) - _time(before.at)
    months = f"{in_full(done)} of {in_full(whole)} months"
    return f"{start} + ({end} {MINUS} {start}) {TIMES} {months} = {in_full(value, decimals)}"


def _to_date(
    points: list[AgreedPoint], period: Period, profile: Sequence[Number], decimals: int
) -> Milestone | None:
    year = period.financial_year
    if not period.lies_within(year):
        return None
    target = line_value(points, year.to_on)
    if target is None:
        return None
    share = cumulative_profile(profile, period)[_place_in_year(period) - 1]
    value = target * share / WHOLE
    if share == WHOLE:
        return Milestone(value, Line(f"Milestone: target for {year.label}", in_full(value, decimals)))
    sum_ = f"{in_full(target, decimals)} {TIMES} {in_full(share)} % = {in_full(value, decimals)}"
    return Milestone(value, Line("Milestone: year's target by profile", sum_))


def _range_in_force(points: list[AgreedPoint], period: Period) -> Milestone | None:
    for point in points:
        if point.at >= period.to_on and point.high is not None:
            ends = f"{in_full(point.value)} to {in_full(point.high)}"
            return Milestone(
                point.value, Line(f"Range: agreed for {point.label or 'this year'}", ends), point.high
            )
    return None


# --- time ---------------------------------------------------------------------------------------------------


def _in_order(points: Sequence[AgreedPoint]) -> list[AgreedPoint]:
    ordered = sorted(points, key=lambda point: point.at)
    if any(one.at == other.at for one, other in pairwise(ordered)):
        raise ValueError("Two agreed points stand at the same date.")
    return ordered


def _start(ordered: list[AgreedPoint]) -> date:
    """The date up to and at which nothing is asked for: the last baseline's, else the day before any."""
    return max((point.at for point in ordered if point.is_baseline), default=date.min)


def _is_inside_the_year(period: Period, frequency: str) -> bool:
    """Whether the period is shorter than the indicator's own: an annual indicator in a quarter."""
    own = MONTHS[Frequency(frequency)]
    return own == YEAR and period.months is not None and period.months < own


def _parts_of_year(period: Period) -> int:
    length = period.months
    if length is None or length > YEAR or YEAR % length:
        raise ValueError("A sum to date runs over periods that divide the year.")
    return YEAR // length


def _place_in_year(period: Period) -> int:
    """1 for the year's first period, 2 for its second."""
    length = YEAR // _parts_of_year(period)
    months = (period.from_on.year - period.financial_year.from_on.year) * YEAR
    months += period.from_on.month - period.financial_year.from_on.month
    return months // length + 1


def _time(day: date) -> Fraction:
    """A date as months since year nought; a day is its share of its own month."""
    return day.year * YEAR + day.month - 1 + Fraction(day.day - 1, monthrange(day.year, day.month)[1])
