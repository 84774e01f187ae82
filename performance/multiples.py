"""Small multiples: one little chart for each area, all on one scale, with the gap between best and worst in words.

Pure geometry and words; rows come from ``area_panel``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from performance.enums import Polarity
from performance.rounding import with_unit

WIDTH: Final = 190
HEIGHT: Final = 76
LEFT: Final = 4
RIGHT: Final = 186
TOP: Final = 8
BOTTOM: Final = 68


@dataclass(frozen=True, slots=True)
class Reading:
    """One area's figure in one period; None breaks the line. A change of ``definition`` breaks it too."""

    value: Fraction | None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Little:
    """One area's chart: a path for each unbroken stretch, and the place of the last figure (None when it is missing)."""

    paths: tuple[str, ...]
    last: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Multiples:
    """The charts in the order of the series given, and the ends of the scale that they share."""

    charts: tuple[Little, ...]
    low: Fraction
    high: Fraction
    width: int = WIDTH
    height: int = HEIGHT


def multiples(series: Sequence[Sequence[Reading]]) -> Multiples | None:
    """Draw the areas' series, each with one reading a period, oldest first. None when there is no figure at all."""
    known = [one.value for readings in series for one in readings if one.value is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    return Multiples(tuple(_little(readings, low, high) for readings in series), low, high)


def _little(readings: Sequence[Reading], low: Fraction, high: Fraction) -> Little:
    runs: list[list[tuple[float, float]]] = []
    before: Reading | None = None
    last = None
    for index, one in enumerate(readings):
        if one.value is None:
            before = None
            last = None
            continue
        last = (_across(index, len(readings)), _down(one.value, low, high))
        if before is None or before.definition != one.definition:
            runs.append([])
        runs[-1].append(last)
        before = one
    return Little(tuple(_path(run) for run in runs), last)


def _across(index: int, count: int) -> float:
    return round(LEFT + index * (RIGHT - LEFT) / (count - 1), 1) if count > 1 else float(RIGHT)


def _down(value: Fraction, low: Fraction, high: Fraction) -> float:
    if low == high:
        return (TOP + BOTTOM) / 2
    return round(BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP), 1)


def _path(run: Sequence[tuple[float, float]]) -> str:
    (x, y), *rest = run
    return f"M{x:g} {y:g}" + ("".join(f"L{a:g} {b:g}" for a, b in rest) or "h.1")


# --- the gap ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """The two ends of the areas' figures in one period. ``first`` is the best, or the highest where no way is better."""

    first: tuple[str, Fraction]
    second: tuple[str, Fraction]
    is_judged: bool

    @property
    def size(self) -> Fraction:
        return abs(self.first[1] - self.second[1])


def gap_between(
    figures: Sequence[tuple[str, Fraction | None]], *, polarity: str, is_count: bool
) -> Gap | None:
    """Best and worst of the areas' figures in one period; None with fewer than two.

    A plain count is larger where more people live, so that its ends are the highest and the lowest, not the best and
    the worst; so they are where neither way is better. Of equals the first by name is taken.
    """
    known = sorted((value, name) for name, value in figures if value is not None)
    if len(known) < 2:  # noqa: PLR2004 (a gap has two ends)
        return None
    lowest = known[0]
    highest = min((one for one in known if one[0] == known[-1][0]), key=lambda one: one[1])
    is_judged = polarity in (Polarity.HIGHER, Polarity.LOWER) and not is_count
    first, second = (lowest, highest) if is_judged and polarity == Polarity.LOWER else (highest, lowest)
    return Gap((first[1], first[0]), (second[1], second[0]), is_judged)


def gap_sentence(gap: Gap, *, period: str, decimals: int, unit: str) -> str:
    """The gap in words: "In Q3 2008/09 the best is North with 62.0 % and the worst …: a gap of …."."""
    best, worst = ("best", "worst") if gap.is_judged else ("highest", "lowest")

    def shown(value: Fraction) -> str:
        return with_unit(value, decimals, unit)

    size = shown(gap.size) if unit != "%" else f"{with_unit(gap.size, decimals, '')} percentage points"
    if not gap.size:
        return f"In {period} all areas stand at {shown(gap.first[1])}."
    return (
        f"In {period} the {best} is {gap.first[0]} with {shown(gap.first[1])} and the {worst} {gap.second[0]} with "
        f"{shown(gap.second[1])}: a gap of {size}."
    )
