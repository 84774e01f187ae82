"""Where everything on an indicator's chart stands: shapes for an SVG template, which only draws them.

A chart is drawn in a frame: the wide one is 760 by 300, the narrow one as wide as a phone. A slot is one period and
all slots are equally wide, so that what stands below the chart can use the same places (``Drawing.x_of``). Nothing
here judges: labels, limits and targets come in as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Final, Literal

from performance import spc
from performance.drawing import Frame, Scale, fitted, room_of
from performance.enums import Judgement, PointLabel
from performance.periods import APRIL, YEAR, Period
from performance.rounding import shown, with_unit

HEIGHT: Final = 300
TOP: Final = 28
BOTTOM: Final = 250

LINE_HEIGHT: Final = 14
_STEPS: Final = 5
_MARK: Final = 6
_DOT, _SMALL_DOT = 4, 3
_GAP: Final = 4
"""Between two labels."""
_ASIDE: Final = 8
"""Between the plot and the words beside it."""
_CALLOUT: Final = (176, 36)

Shape = Literal["dot", "up", "down", "diamond"]

_WORDS: Final = {
    Judgement.COMMON: "Usual",
    Judgement.IMPROVEMENT: "Improvement",
    Judgement.CONCERN: "Concern",
    Judgement.HIGH: "High",
    Judgement.LOW: "Low",
}


WIDE: Final = Frame(width=760, left=64, right=640, has_callout=True)
NARROW: Final = Frame(width=340, left=34, right=334)
"""For a phone of 375 pixels, so that letters are as large there as on a desk."""


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
    slots: tuple[Period, ...]
    width: int
    left: int
    right: int
    radius: int
    height: int = HEIGHT
    top: int = TOP
    bottom: int = BOTTOM

    def x_of(self, day: date) -> float | None:
        """The place of a day on the time axis; None before the first slot or after the last."""
        return _Across(self.left, self.right, self.slots).x_of(day)


def draw(
    slots: Sequence[Slot],
    chart: spc.Chart | None = None,
    *,
    decimals: int = 0,
    unit: str = "",
    today: date | None = None,
    rebase_reasons: Mapping[int, str] | None = None,
    frame: Frame = WIDE,
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
    scale = Scale(_levels(slots, with_limits), top=TOP, bottom=BOTTOM, steps=_STEPS)
    beside = _words_beside(slots, with_limits, scale, decimals)
    y_ticks = tuple(Tick(scale.y(tick), shown(tick, scale.decimals)) for tick in scale.ticks)
    across = _across(frame, slots, y_ticks, beside)
    spans = _spans(with_limits, known, across)
    marks = _marks(slots, known, with_limits, scale, across, decimals, unit)
    return Drawing(
        washes=_washes(spans, scale),
        columns=_columns(slots, across),
        y_ticks=y_ticks,
        x_ticks=_x_ticks(across),
        years=_years(across),
        rules=_rules(spans, scale),
        targets=_targets(slots, scale, across),
        series=_series(slots, known, chart, scale, across),
        marks=marks,
        texts=(*_words_of_earlier(spans, scale, decimals), *_spread(beside, across.right + _ASIDE)),
        rebases=_rebases(chart, known, across, unit, rebase_reasons or {}),
        callout=_callout(slots, known, with_limits, marks, across.left, decimals, unit)
        if frame.has_callout
        else None,
        today=_today(across, today),
        slots=across.periods,
        width=frame.width,
        left=across.left,
        right=across.right,
        radius=_DOT if across.step > 2 * _DOT + _GAP else _SMALL_DOT,
    )


# --- places -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Across:
    """The time axis: equally wide slots between two places."""

    left: int
    right: int
    periods: tuple[Period, ...]

    @property
    def step(self) -> float:
        """How wide a slot is."""
        return (self.right - self.left) / max(len(self.periods), 1)

    def edge(self, index: int) -> float:
        """The left edge of a slot; with the number of slots, the right edge of the last."""
        return round(self.left + index * self.step, 1)

    def middle(self, index: int) -> float:
        return round(self.left + (index + 0.5) * self.step, 1)

    def x_of(self, day: date) -> float | None:
        for i, period in enumerate(self.periods):
            if period.covers(day):
                share = (day - period.from_on).days / (period.to_on - period.from_on).days
                return round(self.left + (i + share) * self.step, 1)
        return None


def _across(
    frame: Frame, slots: Sequence[Slot], y_ticks: Sequence[Tick], beside: Sequence[tuple[float, str, str]]
) -> _Across:
    """The axis in the frame, shorter where the ticks at its left or the words at its right need the room."""
    ticks = max((room_of(tick.label) for tick in y_ticks), default=0.0)
    words = max((room_of(text) + _ASIDE for _, text, _ in beside), default=0.0)
    left = max(frame.left, ceil(ticks + _ASIDE))
    right = min(frame.right, floor(frame.width - words))
    return _Across(left, right, tuple(slot.period for slot in slots))


def _levels(slots: Sequence[Slot], chart: spc.Chart | None) -> list[Fraction]:
    levels = [level for slot in slots for level in (slot.value, slot.target) if level is not None]
    for segment in chart.segments if chart else ():
        levels += [level for level in (segment.exactly.upper, segment.exactly.lower) if level is not None]
    return levels


# --- axes ---------------------------------------------------------------------------------------------------


def _x_ticks(across: _Across) -> tuple[Tick, ...]:
    """A label under each slot or, where they would run into each other, under every second, third and so on.

    Months are left out so that the same months of each year are named, the first of the financial year among them.
    """
    if not across.periods:
        return ()
    labels = [_tick_label(period) for period in across.periods]
    room = max(map(room_of, labels)) + _GAP
    step = next((step for step in (1, 2, 3, 4, 6) if step * across.step >= room), YEAR)
    return tuple(
        Tick(across.middle(i), label)
        for i, (label, period) in enumerate(zip(labels, across.periods, strict=True))
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


def _years(across: _Across) -> tuple[Year, ...]:
    """One for each run of slots in a financial year; none where a slot is a year by itself.

    Where they would run into each other, from the last year backwards, some have no label.
    """
    if any(period.months is None or period.months >= YEAR for period in across.periods):
        return ()
    found, start = [], 0
    for label, run in groupby(across.periods, key=lambda period: period.financial_year.label):
        end = start + len(list(run))
        found.append(Year(across.edge(start), across.edge(end), label))
        start = end
    kept = _apart([(year.middle, room_of(year.label) + _GAP) for year in found])
    return tuple(year if i in kept else replace(year, label="") for i, year in enumerate(found))


def _apart(places: Sequence[tuple[float, float]]) -> set[int]:
    """Which of the texts can be written, from the last backwards; each is its place and the room that it needs."""
    kept: set[int] = set()
    first = float("inf")
    for i, (place, room) in reversed(list(enumerate(places))):
        if first - place >= room:
            kept.add(i)
            first = place
    return kept


def _columns(slots: Sequence[Slot], across: _Across) -> tuple[Box, ...]:
    """One for each slot without a figure. Its words stand upright; of narrow neighbours not all have any."""
    absent = [i for i, slot in enumerate(slots) if slot.value is None]
    worded = _apart([(across.middle(i), LINE_HEIGHT) for i in absent])
    return tuple(
        Box(
            across.edge(i),
            TOP,
            round(across.step, 1),
            BOTTOM - TOP,
            f"{_tick_label(slots[i].period)} {slots[i].absence}".strip() if number in worded else "",
        )
        for number, i in enumerate(absent)
    )


def _today(across: _Across, today: date | None) -> Upright | None:
    x = None if today is None else across.x_of(today)
    return None if x is None else Upright(x, "today")


# --- figures ------------------------------------------------------------------------------------------------


def _series(
    slots: Sequence[Slot], known: Sequence[int], chart: spc.Chart | None, scale: Scale, across: _Across
) -> tuple[str, ...]:
    """One path for each unbroken stretch: a missing figure breaks it, and nothing is joined across a rebase."""
    segment_of = [point.segment for point in chart.points] if chart else [0] * len(known)
    # Neighbouring slots have the same difference between their place in the chart and among the figures.
    stretches = groupby(enumerate(known), key=lambda pair: (pair[1] - pair[0], segment_of[pair[0]]))
    return tuple(_path([index for _, index in stretch], slots, scale, across) for _, stretch in stretches)


def _path(indexes: Sequence[int], slots: Sequence[Slot], scale: Scale, across: _Across) -> str:
    places = [f"{across.middle(i):g} {scale.y(_value(slots[i])):g}" for i in indexes]
    return f"M{places[0]}h0" if len(places) == 1 else f"M{places[0]}L{' '.join(places[1:])}"


def _marks(
    slots: Sequence[Slot],
    known: Sequence[int],
    chart: spc.Chart | None,
    scale: Scale,
    across: _Across,
    decimals: int,
    unit: str,
) -> tuple[Mark, ...]:
    found = []
    for number, index in enumerate(known):
        value = _value(slots[index])
        x, y = across.middle(index), scale.y(value)
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


_Span = tuple[spc.Segment, float, float]


def _spans(chart: spc.Chart | None, known: Sequence[int], across: _Across) -> list[_Span]:
    """Each segment with where it begins and ends; the next begins where the one before it ends."""
    if chart is None:
        return []
    starts = [across.edge(known[segment.start]) for segment in chart.segments]
    ends = [*starts[1:], across.edge(known[-1] + 1)]
    return list(zip(chart.segments, starts, ends, strict=True))


def _washes(spans: Sequence[_Span], scale: Scale) -> tuple[Box, ...]:
    found = []
    for segment, x1, x2 in spans:
        upper, lower = segment.exactly.upper, segment.exactly.lower
        if upper is not None and lower is not None:
            top = scale.y(upper)
            found.append(Box(x1, top, round(x2 - x1, 1), round(scale.y(lower) - top, 1)))
    return tuple(found)


def _rules(spans: Sequence[_Span], scale: Scale) -> tuple[Rule, ...]:
    found = []
    for segment, x1, x2 in spans:
        limits = segment.exactly
        for kind, level in (("mean", limits.mean), ("upper", limits.upper), ("lower", limits.lower)):
            if level is not None:
                found.append(Rule(kind, x1, x2, scale.y(level)))
    return tuple(found)


def _targets(slots: Sequence[Slot], scale: Scale, across: _Across) -> tuple[str, ...]:
    """A stepped line for each run of periods with a target."""
    found = []
    for has_target, run in groupby(enumerate(slots), key=lambda pair: pair[1].target is not None):
        if has_target:
            found.append(
                _steps([(i, slot.target) for i, slot in run if slot.target is not None], scale, across)
            )
    return tuple(found)


def _steps(targets: Sequence[tuple[int, Fraction]], scale: Scale, across: _Across) -> str:
    first, level = targets[0]
    path = f"M{across.edge(first):g} {scale.y(level):g}"
    for index, target in targets:
        if target != level:
            path += f"H{across.edge(index):g}V{scale.y(target):g}"
            level = target
    return f"{path}H{across.edge(targets[-1][0] + 1):g}"


def _rebases(
    chart: spc.Chart | None, known: Sequence[int], across: _Across, unit: str, reasons: Mapping[int, str]
) -> tuple[Upright, ...]:
    after_unit = across.left + (room_of(unit) + _GAP if unit else 0)
    return tuple(
        _named(across.edge(known[segment.start]), reasons.get(number, "rebase"), after_unit, across.right)
        for number, segment in enumerate(chart.segments if chart else ())
        if number
    )


def _named(x: float, reason: str, left: float, right: float) -> Upright:
    """The line with as much of its reason as there is room for, on its wider side; the table holds all of it."""
    anchor, room = ("start", right - x) if right - x > x - left else ("end", x - left)
    return Upright(x, fitted(reason, room - _GAP), anchor)


# --- words --------------------------------------------------------------------------------------------------


def _words_of_earlier(spans: Sequence[_Span], scale: Scale, decimals: int) -> list[Text]:
    """The limits of earlier segments, written where each begins if the segment has the room."""
    found: list[Text] = []
    for segment, x1, x2 in spans[:-1]:
        for word, level, lift in (
            ("upper", segment.exactly.upper, -4),
            ("lower", segment.exactly.lower, LINE_HEIGHT),
        ):
            text = f"{word} limit {shown(level, decimals)}" if level is not None else ""
            if level is not None and room_of(text) + _GAP <= x2 - x1:
                found.append(Text(x1 + _GAP, scale.y(level) + lift, text, "limit"))
    return found


def _words_beside(
    slots: Sequence[Slot], chart: spc.Chart | None, scale: Scale, decimals: int
) -> list[tuple[float, str, str]]:
    """What stands at the right of the plot, with its level and kind: the last segment's limits, and the target."""
    found: list[tuple[float, str, str]] = []
    for segment in chart.segments[-1:] if chart else ():
        limits = segment.exactly
        for kind, word, level in (
            ("limit", "limit", limits.upper),
            ("mean", "mean", limits.mean),
            ("limit", "limit", limits.lower),
        ):
            if level is not None:
                found.append((scale.y(level), f"{word} {shown(level, decimals)}", kind))
    last_target = next((slot.target for slot in reversed(slots) if slot.target is not None), None)
    if last_target is not None:
        found.append((scale.y(last_target), f"target {shown(last_target, decimals)}", "target"))
    return found


def _spread(words: Sequence[tuple[float, str, str]], x: float) -> list[Text]:
    """Words at the right edge, from the top down, moved apart so that no two overlap, and kept inside the box."""
    found: list[Text] = []
    lowest = float("-inf")
    for y, text, kind in sorted(words):
        lowest = max(y + 4, lowest + LINE_HEIGHT)
        found.append(Text(x, round(lowest, 1), text, kind))
    excess = max(lowest - HEIGHT, 0) if words else 0
    return [Text(one.x, round(one.y - excess, 1), one.text, one.kind) for one in found]


def _callout(
    slots: Sequence[Slot],
    known: Sequence[int],
    chart: spc.Chart | None,
    marks: Sequence[Mark],
    left: float,
    decimals: int,
    unit: str,
) -> Callout | None:
    """The last figure's signal in words; none when it varies as usual."""
    if chart is None or chart.variation in (None, Judgement.COMMON):
        return None
    mark, point, slot = marks[-1], chart.points[-1], slots[known[-1]]
    width, height = _CALLOUT
    x = round(max(mark.x - 24 - width, left), 1)
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
