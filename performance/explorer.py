"""Several indicators and areas on one time axis: a panel an indicator, a line an area.

Pure geometry; rows come from ``explorer_page``. Each panel has its own scale and unit; all share the months below. Lines
differ in dash as well as in colour, and each is named at its end, so that they are told apart in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final

from performance.drawing import Frame, Scale, fitted, room_of
from performance.periods import APRIL, YEAR, Period
from performance.rounding import shown

WIDE: Final = Frame(width=900, left=70, right=730)
NARROW: Final = Frame(width=340, left=34, right=240)
HEAD: Final = 34
"""Room above a panel for its title."""
PANEL: Final = 150
FOOT: Final = 40
APART: Final = 15
"""The least distance between two names at the ends of lines."""
STEPS: Final = 4
CODE: Final = 70
"""The room that a panel's title keeps beside any unit: for its code."""
GAP: Final = 10
"""Between the plot and the names and ticks beside it, and between two years below it."""
LINES: Final = (("#14525e", ""), ("#8a6d1a", "8 3"), ("#b3261e", "2 3"), ("#16242b", "9 3 2 3"))
"""Colour and dash of each line of a panel, in order."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure: its period, its exact value (None breaks the line), and by which definition it was counted."""

    period: Period
    value: Fraction | None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One area's figures of one indicator, oldest first."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator: what stands above it, and its areas' series."""

    title: str
    unit: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line: its unbroken paths, its dots, and its name where it ends."""

    colour: str
    dash: str
    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    name: str
    name_y: float


@dataclass(frozen=True, slots=True)
class DrawnPanel:
    """A panel's title, its ticks with their heights and labels, and its lines."""

    title: str
    unit: str
    title_y: int
    top: int
    bottom: int
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All panels below each other, with the financial years along the foot."""

    panels: tuple[DrawnPanel, ...]
    years: tuple[tuple[float, str], ...]
    height: int
    foot: int
    width: int
    left: int
    right: int


def draw(panels: Sequence[Panel], frame: Frame = WIDE) -> Drawing | None:
    """Place the panels from the first figure to the last. None without any figure.

    In a narrow frame titles and names are cut to the room that there is for them.
    """
    days = [
        _month(dot.period.to_on)
        for panel in panels
        for one in panel.series
        for dot in one.dots
        if dot.value is not None
    ]
    if not days:
        return None
    scales = [_scale(panel, number) for number, panel in enumerate(panels)]
    labels = [label for scale in scales for _, label in _ticks(scale)]
    left = max(frame.left, *(ceil(room_of(label)) + GAP for label in labels))
    axis = _Axis(min(days), max(days), left, frame.right)
    drawn = tuple(_panel(panel, scale, axis, frame) for panel, scale in zip(panels, scales, strict=True))
    foot = len(panels) * (HEAD + PANEL)
    return Drawing(drawn, axis.years(), foot + FOOT, foot, frame.width, left, frame.right)


class _Axis:
    """Months from the first to the last figure, between two places."""

    def __init__(self, first: int, last: int, left: int, right: int) -> None:
        self.first, self.last = (first - 1, last + 1) if first == last else (first, last)
        self.left, self.right = left, right

    def x(self, day: date) -> float:
        share = (_month(day) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def years(self) -> tuple[tuple[float, str], ...]:
        """The ends of financial years on the axis, each with its label; every second or so where they are many."""
        months = [month for month in range(self.first, self.last + 1) if month % YEAR == APRIL]
        a_year = (self.right - self.left) * YEAR / (self.last - self.first)
        step = max(1, ceil((room_of("2008/09") + GAP) / a_year))
        return tuple(
            (self.x(date(month // YEAR, APRIL, 1)), f"{month // YEAR - 1}/{month // YEAR % 100:02d}")
            for month in months[::-step][::-1]
        )


def _month(day: date) -> int:
    return day.year * YEAR + day.month


def _scale(panel: Panel, number: int) -> Scale:
    """The upright axis of a panel, around all its figures."""
    known = [dot.value for one in panel.series for dot in one.dots if dot.value is not None]
    top = number * (HEAD + PANEL) + HEAD
    return Scale(known, top=top, bottom=top + PANEL - 14, steps=STEPS)


def _ticks(scale: Scale) -> tuple[tuple[float, str], ...]:
    return tuple((scale.y(tick), shown(tick, scale.decimals)) for tick in scale.ticks)


def _panel(panel: Panel, scale: Scale, axis: _Axis, frame: Frame) -> DrawnPanel:
    aside = frame.width - axis.right - GAP
    lines = [
        _line(
            replace(one, name=fitted(one.name, aside, is_bold=True)), *LINES[place % len(LINES)], axis, scale
        )
        for place, one in enumerate(panel.series)
    ]
    unit = fitted(panel.unit, frame.width - CODE - room_of(" ()"))
    beside = room_of(f" ({unit})") if unit else 0
    title = fitted(panel.title, max(frame.width - beside, CODE), is_bold=True)
    return DrawnPanel(
        title, unit, scale.top - 14, scale.top, scale.bottom, _ticks(scale), _named_apart(lines)
    )


def _line(series: Series, colour: str, dash: str, axis: _Axis, scale: Scale) -> Line:
    runs: list[list[tuple[float, float]]] = []
    before: Dot | None = None
    for dot in series.dots:
        if dot.value is not None:
            if before is None or before.definition != dot.definition:
                runs.append([])
            runs[-1].append((axis.x(dot.period.to_on), scale.y(dot.value)))
        before = dot if dot.value is not None else None
    dots = tuple(place for run in runs for place in run)
    return Line(
        colour, dash, tuple(_path(run) for run in runs), dots, series.name, dots[-1][1] if dots else 0.0
    )


def _path(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in run)


def _named_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their names moved down as far as needed for none to lie on another; a line without dots has no name."""
    heights: dict[int, float] = {}
    lowest = float("-inf")
    for place, line in sorted(enumerate(lines), key=lambda one: one[1].name_y):
        if line.dots:
            lowest = heights[place] = max(line.name_y, lowest + APART)
    return tuple(
        replace(line, name_y=heights.get(place, line.name_y), name=line.name if line.dots else "")
        for place, line in enumerate(lines)
    )
