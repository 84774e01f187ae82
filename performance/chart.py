"""Where everything on an indicator's chart stands: shapes for an SVG template, which only draws them.

The box is 760 by 300. A slot is one period and all slots are equally wide, so that what stands below the chart can
use the same places (``Drawing.x_of``). Nothing here judges: labels, limits and targets come in as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import ceil, floor, log10
from typing import Final, Literal

from dorset_lsp.common.shortening import shortened
from performance import spc
from performance.enums import Judgement, PointLabel
from performance.periods import APRIL, YEAR, Period
from performance.rounding import shown, with_unit

WIDTH: Final = 760
HEIGHT: Final = 300
LEFT: Final = 64
RIGHT: Final = 640
TOP: Final = 28
BOTTOM: Final = 250

LINE_HEIGHT: Final = 14
_TICKS: Final = 6
_MARK: Final = 6
_CHARACTER, _GAP = 6.5, 4
"""Room on the time axis for one character of a label, and between two labels."""
_CALLOUT: Final = (176, 36)

Shape = Literal["dot", "up", "down", "diamond"]

_WORDS: Final = {
    Judgement.COMMON: "Usual",
    Judgement.IMPROVEMENT: "Improvement",
    Judgement.CONCERN: "Concern",
    Judgement.HIGH: "High",
    Judgement.LOW: "Low",
}


@dataclass(frozen=True)
class Slot:
    """One period of the chart: its figure or the words for its absence ("late", "due 30 April"), and its target."""

    period: Period
    value: Fraction | None = None
    absence: str = ""
    target: Fraction | None = None


@dataclass(frozen=True)
class Tick:
    """A mark on an axis. ``at`` is x on the time axis, y on the other."""

    at: float
    label: str


@dataclass(frozen=True)
class Year:
    """The financial year written under its slots."""

    x1: float
    x2: float
    label: str

    @property
    def middle(self) -> float:
        return round((self.x1 + self.x2) / 2, 1)


@dataclass(frozen=True)
class Rule:
    """A level line from x1 to x2: ``kind`` is mean, upper or lower."""

    kind: str
    x1: float
    x2: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle: the wash between limits, or the column of a period without a figure (with its words)."""

    x: float
    y: float
    width: float
    height: float
    text: str = ""

    @property
    def middle(self) -> float:
        """Where an upright text stands in a column."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Text:
    """Words at a place. ``kind`` is mean, limit, target or rebase; ``anchor`` as in SVG."""

    x: float
    y: float
    text: str
    kind: str
    anchor: str = "start"


@dataclass(frozen=True)
class Upright:
    """A vertical line with words: a rebase with its reason, or today. The words stand to the side that has the room."""

    x: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class Mark:
    """One figure. ``shape`` is a dot or the outline in ``polygon``; ``judgement`` selects the colour.

    Concern points the wrong way, improvement the right one; high and low are diamonds.
    """

    x: float
    y: float
    shape: Shape
    judgement: str
    title: str
    polygon: str = ""


@dataclass(frozen=True)
class Callout:
    """The box that says the last signal in words, with a leader from (x1, y1) to (x2, y2)."""

    box: Box
    title: str
    judgement: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Drawing:
    """All shapes of a chart, in the order in which they are drawn."""

    washes: tuple[Box, ...]
    columns: tuple[Box, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    years: tuple[Year, ...]
    rules: tuple[Rule, ...]
    targets: tuple[str, ...]
    series: tuple[str, ...]
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]
    rebases: tuple[Upright, ...]
    callout: Callout | None
    today: Upright | None
    slots: tuple[Period, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM

    def x_of(self, day: date) -> float | None:
        """The place of a day on the time axis; None before the first slot or after the last."""
        return _x_of(self.slots, day)


def draw(
    slots: Sequence[Slot],
    chart: spc.Chart | None = None,
    *,
    decimals: int = 0,
    unit: str = "",
    today: date | None = None,
    rebase_reasons: Mapping[int, str] | None = None,
) -> Drawing:
    """Place the slots, oldest first, with their XmR chart.

    ``chart`` holds one point for each slot that has a figure, in order; limits and judgements are drawn only when
    its last segment has points enough. ``rebase_reasons`` says why each segment after the first began, by its number.
    ValueError when chart and slots do not have the same number of figures.
    """
    known = [i for i, slot in enumerate(slots) if slot.value is not None]
    if chart is not None and len(chart.points) != len(known):
        raise ValueError("The chart has one point for each slot with a figure.")
    with_limits = chart if chart is not None and chart.enough else None
    scale = _Scale(_levels(slots, with_limits))
    periods = tuple(slot.period for slot in slots)
    marks = _marks(slots, known, with_limits, scale, decimals, unit)
    return Drawing(
        washes=_washes(with_limits, known, len(slots), scale),
        columns=_columns(slots),
        y_ticks=tuple(Tick(scale.y(tick), shown(tick, scale.decimals)) for tick in scale.ticks),
        x_ticks=_x_ticks(periods),
        years=_years(periods),
        rules=_rules(with_limits, known, len(slots), scale),
        targets=_targets(slots, scale),
        series=_series(slots, known, chart, scale),
        marks=marks,
        texts=_texts(slots, with_limits, known, scale, decimals),
        rebases=_rebases(chart, known, len(slots), rebase_reasons or {}),
        callout=_callout(slots, known, with_limits, marks, decimals, unit),
        today=_today(periods, today),
        slots=periods,
    )


# --- places -------------------------------------------------------------------------------------------------


class _Scale:
    """The vertical axis: round ticks around all that has to be shown."""

    def __init__(self, levels: Sequence[Fraction]) -> None:
        low, high = (min(levels), max(levels)) if levels else (Fraction(0), Fraction(1))
        if low == high:
            low, high = low - 1, high + 1
        step = round_step((high - low) / (_TICKS - 1))
        first, last = floor(low / step), ceil(high / step)
        self.ticks = [step * n for n in range(first, last + 1)]
        self.decimals = decimals_of(step)
        self.low, self.high = self.ticks[0], self.ticks[-1]

    def y(self, value: Fraction) -> float:
        return round(BOTTOM - float((value - self.low) / (self.high - self.low)) * (BOTTOM - TOP), 1)


def round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2 or 5 times a power of ten that is not less."""
    power = Fraction(10) ** floor(log10(least))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power, 20 * power) if step >= least)


def decimals_of(step: Fraction) -> int:
    """How many decimals a round step needs to be written in full."""
    return next(n for n in range(40) if (step * 10**n).denominator == 1)


def _width(count: int) -> float:
    return (RIGHT - LEFT) / count


def _edge(index: int, count: int) -> float:
    """The left edge of a slot; with the number of slots, the right edge of the last."""
    return round(LEFT + index * _width(count), 1)


def _middle(index: int, count: int) -> float:
    return round(LEFT + (index + 0.5) * _width(count), 1)


def _x_of(periods: Sequence[Period], day: date) -> float | None:
    for i, period in enumerate(periods):
        if period.covers(day):
            share = (day - period.from_on).days / (period.to_on - period.from_on).days
            return round(LEFT + (i + share) * _width(len(periods)), 1)
    return None


def _levels(slots: Sequence[Slot], chart: spc.Chart | None) -> list[Fraction]:
    levels = [level for slot in slots for level in (slot.value, slot.target) if level is not None]
    for segment in chart.segments if chart else ():
        levels += [level for level in (segment.exactly.upper, segment.exactly.lower) if level is not None]
    return levels


# --- axes ---------------------------------------------------------------------------------------------------


def _x_ticks(periods: Sequence[Period]) -> tuple[Tick, ...]:
    """A label under each slot or, where they would run into each other, under every second, third and so on.

    Months are left out so that the same months of each year are named, the first of the financial year among them.
    """
    if not periods:
        return ()
    labels = [_tick_label(period) for period in periods]
    room = max(map(len, labels)) * _CHARACTER + _GAP
    step = next((step for step in (1, 2, 3, 4, 6) if step * _width(len(periods)) >= room), YEAR)
    return tuple(
        Tick(_middle(i, len(periods)), label)
        for i, (label, period) in enumerate(zip(labels, periods, strict=True))
        if ((period.from_on.month - APRIL) if period.months == 1 else i) % step == 0
    )


def _tick_label(period: Period) -> str:
    """What fits under one slot: "Q4", "H1", "Mar", or the year."""
    label = period.label
    if period.months == 1:
        return label[:3]
    if label[0] in "QH":
        return label.split(" ")[0]
    # A year by its dates, or an odd span, is named by its last month.
    return f"{period.last_day:%b %Y}" if " to " in label else label


def _years(periods: Sequence[Period]) -> tuple[Year, ...]:
    """One for each run of slots in a financial year; none where a slot is a year by itself."""
    if any(period.months is None or period.months >= YEAR for period in periods):
        return ()
    found, start = [], 0
    for label, run in groupby(periods, key=lambda period: period.financial_year.label):
        end = start + len(list(run))
        found.append(Year(_edge(start, len(periods)), _edge(end, len(periods)), label))
        start = end
    return tuple(found)


def _columns(slots: Sequence[Slot]) -> tuple[Box, ...]:
    width, height = round(_width(len(slots)), 1) if slots else 0.0, BOTTOM - TOP
    return tuple(
        Box(_edge(i, len(slots)), TOP, width, height, f"{_tick_label(slot.period)} {slot.absence}".strip())
        for i, slot in enumerate(slots)
        if slot.value is None
    )


def _today(periods: Sequence[Period], today: date | None) -> Upright | None:
    x = None if today is None else _x_of(periods, today)
    return None if x is None else Upright(x, "today")


# --- figures ------------------------------------------------------------------------------------------------


def _series(
    slots: Sequence[Slot], known: Sequence[int], chart: spc.Chart | None, scale: _Scale
) -> tuple[str, ...]:
    """One path for each unbroken stretch: a missing figure breaks it, and nothing is joined across a rebase."""
    segment_of = [point.segment for point in chart.points] if chart else [0] * len(known)
    # Neighbouring slots have the same difference between their place in the chart and among the figures.
    stretches = groupby(enumerate(known), key=lambda pair: (pair[1] - pair[0], segment_of[pair[0]]))
    return tuple(_path([index for _, index in stretch], slots, scale) for _, stretch in stretches)


def _path(indexes: Sequence[int], slots: Sequence[Slot], scale: _Scale) -> str:
    places = [f"{_middle(i, len(slots)):g} {scale.y(_value(slots[i])):g}" for i in indexes]
    return f"M{places[0]}h0" if len(places) == 1 else f"M{places[0]}L{' '.join(places[1:])}"


def _marks(
    slots: Sequence[Slot],
    known: Sequence[int],
    chart: spc.Chart | None,
    scale: _Scale,
    decimals: int,
    unit: str,
) -> tuple[Mark, ...]:
    found = []
    for number, index in enumerate(known):
        value = _value(slots[index])
        x, y = _middle(index, len(slots)), scale.y(value)
        title = f"{slots[index].period.label}: {with_unit(value, decimals, unit)}"
        judgement = chart.points[number].judgement if chart else Judgement.COMMON
        if chart and judgement != Judgement.COMMON:
            point = chart.points[number]
            title += f", {_WORDS[judgement].lower()}: {point.label.label}"
            shape = _shape(point)
            found.append(Mark(x, y, shape, judgement.value, title, _polygon(shape, x, y)))
        else:
            found.append(Mark(x, y, "dot", judgement.value, title))
    return tuple(found)


def _shape(point: spc.Point) -> Shape:
    if point.judgement in (Judgement.HIGH, Judgement.LOW):
        return "diamond"
    return "up" if point.side > 0 else "down"


def _polygon(shape: Shape, x: float, y: float) -> str:
    r = _MARK
    corners = {
        "up": ((0, -r), (r, r), (-r, r)),
        "down": ((0, r), (r, -r), (-r, -r)),
        "diamond": ((0, -r), (r, 0), (0, r), (-r, 0)),
        "dot": (),
    }[shape]
    return " ".join(f"{x + dx:g},{y + dy:g}" for dx, dy in corners)


def _value(slot: Slot) -> Fraction:
    """The figure of a slot that has one. TypeError for any other."""
    if slot.value is None:
        raise TypeError("A slot without a figure has no place on the chart.")
    return slot.value


# --- limits and targets -------------------------------------------------------------------------------------


def _spans(chart: spc.Chart, known: Sequence[int], count: int) -> list[tuple[spc.Segment, float, float]]:
    """Each segment with where it begins and ends; the next begins where the one before it ends."""
    starts = [_edge(known[segment.start], count) for segment in chart.segments]
    ends = [*starts[1:], _edge(known[-1] + 1, count)]
    return list(zip(chart.segments, starts, ends, strict=True))


def _washes(chart: spc.Chart | None, known: Sequence[int], count: int, scale: _Scale) -> tuple[Box, ...]:
    found = []
    for segment, x1, x2 in _spans(chart, known, count) if chart else ():
        upper, lower = segment.exactly.upper, segment.exactly.lower
        if upper is not None and lower is not None:
            top = scale.y(upper)
            found.append(Box(x1, top, round(x2 - x1, 1), round(scale.y(lower) - top, 1)))
    return tuple(found)


def _rules(chart: spc.Chart | None, known: Sequence[int], count: int, scale: _Scale) -> tuple[Rule, ...]:
    found = []
    for segment, x1, x2 in _spans(chart, known, count) if chart else ():
        limits = segment.exactly
        for kind, level in (("mean", limits.mean), ("upper", limits.upper), ("lower", limits.lower)):
            if level is not None:
                found.append(Rule(kind, x1, x2, scale.y(level)))
    return tuple(found)


def _targets(slots: Sequence[Slot], scale: _Scale) -> tuple[str, ...]:
    """A stepped line for each run of periods with a target."""
    found = []
    for has_target, run in groupby(enumerate(slots), key=lambda pair: pair[1].target is not None):
        if has_target:
            found.append(
                _steps([(i, slot.target) for i, slot in run if slot.target is not None], len(slots), scale)
            )
    return tuple(found)


def _steps(targets: Sequence[tuple[int, Fraction]], count: int, scale: _Scale) -> str:
    first, level = targets[0]
    path = f"M{_edge(first, count):g} {scale.y(level):g}"
    for index, target in targets:
        if target != level:
            path += f"H{_edge(index, count):g}V{scale.y(target):g}"
            level = target
    return f"{path}H{_edge(targets[-1][0] + 1, count):g}"


def _rebases(
    chart: spc.Chart | None, known: Sequence[int], count: int, reasons: Mapping[int, str]
) -> tuple[Upright, ...]:
    found = []
    for number, segment in enumerate(chart.segments if chart else ()):
        if number:
            found.append(_named(_edge(known[segment.start], count), reasons.get(number, "rebase")))
    return tuple(found)


def _named(x: float, reason: str) -> Upright:
    """The line with as much of its reason as there is room for, on its wider side; the table holds all of it."""
    anchor, room = ("start", WIDTH - x) if x < WIDTH / 2 else ("end", x - LEFT)
    most = int((room - _GAP) / _CHARACTER)
    return Upright(x, shortened(reason, most), anchor)


# --- words --------------------------------------------------------------------------------------------------


def _texts(
    slots: Sequence[Slot], chart: spc.Chart | None, known: Sequence[int], scale: _Scale, decimals: int
) -> tuple[Text, ...]:
    """Earlier segments are labelled where they begin; the last one, and the target, at the right edge."""
    found: list[Text] = []
    spans = _spans(chart, known, len(slots)) if chart else []
    for segment, x1, _ in spans[:-1]:
        for word, level, lift in (
            ("upper", segment.exactly.upper, -4),
            ("lower", segment.exactly.lower, LINE_HEIGHT),
        ):
            if level is not None:
                found.append(
                    Text(x1 + 4, scale.y(level) + lift, f"{word} limit {shown(level, decimals)}", "limit")
                )
    at_the_edge: list[tuple[float, str, str]] = []
    for segment, _, _ in spans[-1:]:
        limits = segment.exactly
        for kind, word, level in (
            ("limit", "limit", limits.upper),
            ("mean", "mean", limits.mean),
            ("limit", "limit", limits.lower),
        ):
            if level is not None:
                at_the_edge.append((scale.y(level), f"{word} {shown(level, decimals)}", kind))
    last_target = next((slot.target for slot in reversed(slots) if slot.target is not None), None)
    if last_target is not None:
        at_the_edge.append((scale.y(last_target), f"target {shown(last_target, decimals)}", "target"))
    return (*found, *_spread(at_the_edge))


def _spread(words: Sequence[tuple[float, str, str]]) -> list[Text]:
    """Words at the right edge, from the top down, moved apart so that no two overlap, and kept inside the box."""
    found: list[Text] = []
    lowest = float("-inf")
    for y, text, kind in sorted(words):
        lowest = max(y + 4, lowest + LINE_HEIGHT)
        found.append(Text(RIGHT + 8, round(lowest, 1), text, kind))
    excess = max(lowest - HEIGHT, 0) if words else 0
    return [Text(one.x, round(one.y - excess, 1), one.text, one.kind) for one in found]


def _callout(
    slots: Sequence[Slot],
    known: Sequence[int],
    chart: spc.Chart | None,
    marks: Sequence[Mark],
    decimals: int,
    unit: str,
) -> Callout | None:
    """The last figure's signal in words; none when it varies as usual."""
    if chart is None or chart.variation in (None, Judgement.COMMON):
        return None
    mark, point, slot = marks[-1], chart.points[-1], slots[known[-1]]
    width, height = _CALLOUT
    x = round(max(mark.x - 24 - width, LEFT), 1)
    y = round(min(max(mark.y - height / 2, TOP), BOTTOM - height), 1)
    limits = chart.segments[-1].exactly
    limit = limits.upper if point.side > 0 else limits.lower
    words = point.label.label
    if point.label == PointLabel.OUTSIDE and limit is not None:
        words = (
            f"{'above the upper' if point.side > 0 else 'below the lower'} limit of {shown(limit, decimals)}"
        )
    title = f"{_WORDS[point.judgement]}: {with_unit(_value(slot), decimals, unit)} in {slot.period.label}"
    end = round(mark.x - _MARK - 2, 1)
    return Callout(
        Box(x, y, width, height, words), title, point.judgement.value, x + width, y + height / 2, end, mark.y
    )
