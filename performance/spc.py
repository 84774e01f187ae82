"""Signal or noise: the XmR chart of the NHS's "Making Data Count", as NHSRplotthedots draws it.

Centre is the mean; the limits lie 2.66 times the average moving range on either side of it and are never clamped.
All comparisons are made on exact fractions; the lines are given as floats to draw and print.

Source: NHS England, "Making Data Count"; the NHS-R Community's NHSRplotthedots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from performance.enums import Assurance, Judgement, PointLabel, Polarity
from performance.rounding import Number, exact

RULE_VERSION: Final = "XmR 1.0"

LIMIT: Final = Fraction(266, 100)
SCREEN: Final = Fraction(3267, 1000)
RUN: Final = 7
"""Points that make a trend or a shift."""
WINDOW: Final = 3
NEAR_ENOUGH: Final = 2
"""Two of three consecutive points near a limit."""
POINTS_NEEDED: Final = 12
"""Points in the last segment from which limits are drawn; below that the page says "n of 12 points"."""


@dataclass(frozen=True)
class Limits:
    """Mean, limits and average moving range of a segment, exactly. A segment of one point has a mean only."""

    mean: Fraction
    moving_range: Fraction | None
    screened: int

    @property
    def upper(self) -> Fraction | None:
        return None if self.moving_range is None else self.mean + LIMIT * self.moving_range

    @property
    def lower(self) -> Fraction | None:
        return None if self.moving_range is None else self.mean - LIMIT * self.moving_range

    def side(self, value: Fraction) -> int:
        """1 above the mean, -1 below, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def outside(self, value: Fraction) -> bool:
        """Whether the value lies strictly outside the limits."""
        return self.moving_range is not None and abs(value - self.mean) > LIMIT * self.moving_range

    def near(self, value: Fraction) -> bool:
        """Whether the value lies in the outer third: strictly beyond two thirds of the way to a limit, within it."""
        if self.moving_range is None or self.outside(value):
            return False
        return abs(value - self.mean) > LIMIT * self.moving_range * 2 / 3


@dataclass(frozen=True)
class Segment:
    """A stretch of points with limits of its own; ``start`` is the index of its first point.

    ``screened`` counts the moving ranges left out as outliers; ``moving_range`` is the average of the rest.
    """

    start: int
    count: int
    exactly: Limits

    @property
    def mean(self) -> float:
        return float(self.exactly.mean)

    @property
    def upper(self) -> float | None:
        return None if self.exactly.upper is None else float(self.exactly.upper)

    @property
    def lower(self) -> float | None:
        return None if self.exactly.lower is None else float(self.exactly.lower)

    @property
    def moving_range(self) -> float | None:
        return None if self.exactly.moving_range is None else float(self.exactly.moving_range)

    @property
    def screened(self) -> int:
        return self.exactly.screened


@dataclass(frozen=True)
class Point:
    """One value with the rule that it matches and what that means.

    ``side`` is 1 for a signal upwards (above the mean, or a rising trend), -1 for one downwards, 0 for none.
    """

    value: float
    label: PointLabel
    side: int
    judgement: Judgement
    segment: int


@dataclass(frozen=True)
class Chart:
    """The whole chart. ``variation`` is the last point's judgement, None when there are no points."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]
    assurance: Assurance | None
    screen_outliers: bool
    rule_version: str = field(default=RULE_VERSION)

    @property
    def variation(self) -> Judgement | None:
        return self.points[-1].judgement if self.points else None

    @property
    def last_count(self) -> int:
        """Points in the last segment: the n of "n of 12 points"."""
        return self.segments[-1].count if self.segments else 0

    @property
    def enough(self) -> bool:
        return self.last_count >= POINTS_NEEDED


def xmr(
    values: Sequence[Number],
    *,
    polarity: str = Polarity.NEUTRAL,
    screen_outliers: bool = True,
    rebase_at: Sequence[int] = (),
    fix_after: int | None = None,
    target: Number | None = None,
) -> Chart:
    """The XmR chart of a series of values, oldest first.

    Missing values are the caller's to decide and never passed in. ``rebase_at`` holds indexes at which a new segment
    starts, in which everything restarts. ``fix_after`` takes the limits from the first so many points and holds all
    points against them. ``target`` is the last period's. Polarity other than higher or lower gives high and low.
    ValueError for both a rebase and fixed limits, an index outside the series, or nothing to fix the limits on.
    """
    if rebase_at and fix_after is not None:
        raise ValueError("A chart is either rebased or has its limits fixed, not both.")
    if fix_after is not None and fix_after < 1:
        raise ValueError("Limits are fixed on one point or more.")
    series = [exact(value) for value in values]
    segments = _segments(series, rebase_at, fix_after, screen_outliers=screen_outliers)
    points = [
        point
        for number, segment in enumerate(segments)
        for point in _points(
            series[segment.start : segment.start + segment.count], segment.exactly, polarity, number
        )
    ]
    assurance = _assurance(segments, polarity, target)
    return Chart(tuple(points), tuple(segments), assurance, screen_outliers)


# --- limits -------------------------------------------------------------------------------------------------


def limits_of(values: Sequence[Fraction], *, screen_outliers: bool = True) -> Limits:
    """Mean and limits of one segment.

    Moving ranges of 3.267 times their average or more are left out once; the mean keeps all points. There is nothing
    to screen when the average is nought.
    """
    mean = sum(values, Fraction(0)) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        return Limits(mean, None, 0)
    average = sum(ranges, Fraction(0)) / len(ranges)
    kept = [one for one in ranges if one < SCREEN * average] if screen_outliers and average else ranges
    return Limits(mean, sum(kept, Fraction(0)) / len(kept), len(ranges) - len(kept))


def _segments(
    series: Sequence[Fraction], rebase_at: Sequence[int], fix_after: int | None, *, screen_outliers: bool
) -> list[Segment]:
    if any(not 0 <= index < len(series) for index in rebase_at):
        raise ValueError("A rebase starts at one of the points.")
    if not series:
        return []
    starts = sorted({0, *rebase_at})
    ends = [*starts[1:], len(series)]
    return [
        Segment(start, end - start, limits_of(series[start:end][:fix_after], screen_outliers=screen_outliers))
        for start, end in zip(starts, ends, strict=True)
    ]


# --- labels, first match wins -------------------------------------------------------------------------------


def _points(values: Sequence[Fraction], limits: Limits, polarity: str, segment: int) -> list[Point]:
    sides = [limits.side(value) for value in values]
    trends = _trends(values)
    two_of_three = _two_of_three([limits.near(value) for value in values], sides)
    shifts = _shifts(sides)
    found = []
    for i, value in enumerate(values):
        label, side = PointLabel.COMMON, 0
        if limits.outside(value):
            label, side = PointLabel.OUTSIDE, sides[i]
        elif trends[i]:
            label, side = PointLabel.TREND, trends[i]
        elif two_of_three[i]:
            label, side = PointLabel.TWO_OF_THREE, sides[i]
        elif shifts[i]:
            label, side = PointLabel.SHIFT, sides[i]
        found.append(Point(float(value), label, side, judgement_of(side, polarity), segment))
    return found


def judgement_of(side: int, polarity: str) -> Judgement:
    """What a signal upwards (1) or downwards (-1) means; 0 is no signal."""
    if side == 0:
        return Judgement.COMMON
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return Judgement.HIGH if side > 0 else Judgement.LOW
    is_good = side > 0 if polarity == Polarity.HIGHER else side < 0
    return Judgement.IMPROVEMENT if is_good else Judgement.CONCERN


def _trends(values: Sequence[Fraction]) -> list[int]:
    """For each point: 1 or -1 when it is part of seven points strictly rising or falling, else 0.

    A point that ends one trend and starts the other belongs to the later one.
    """
    found = [0] * len(values)
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    for start in range(len(values) - RUN + 1):
        run = steps[start : start + RUN - 1]
        if run[0] and len(set(run)) == 1:
            found[start : start + RUN] = [run[0]] * RUN
    return found


def _two_of_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Which points near a limit belong to three consecutive points on one side, two or more of them near it."""
    found = [False] * len(near)
    for start in range(len(near) - WINDOW + 1):
        window = range(start, start + WINDOW)
        one_side = abs(sum(sides[i] for i in window)) == WINDOW
        if one_side and sum(near[i] for i in window) >= NEAR_ENOUGH:
            for i in window:
                found[i] = found[i] or near[i]
    return found


def _shifts(sides: Sequence[int]) -> list[bool]:
    """Which points belong to seven consecutive points strictly on one side of the mean."""
    found = [False] * len(sides)
    for start in range(len(sides) - RUN + 1):
        if abs(sum(sides[start : start + RUN])) == RUN:
            found[start : start + RUN] = [True] * RUN
    return found


# --- assurance ----------------------------------------------------------------------------------------------


def _assurance(segments: Sequence[Segment], polarity: str, target: Number | None) -> Assurance | None:
    """Whether the target lies beyond the last segment's limits; None without a target, limits or a good side."""
    if target is None or not segments or polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return None
    upper, lower = segments[-1].exactly.upper, segments[-1].exactly.lower
    if upper is None or lower is None:
        return None
    if lower <= exact(target) <= upper:
        return Assurance.HIT_AND_MISS
    is_above = exact(target) > upper
    return Assurance.FAILING if is_above == (polarity == Polarity.HIGHER) else Assurance.PASSING
