"""A forecast as a fan: the figures so far, and from the last of them the range that the trend leads to, with the target.

Pure geometry. The fan is a wash with an outline, its middle is dashed, the target is dash-dot and every end is named, so
that it reads in grey; the table beside it holds the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

WIDTH: Final = 360
HEIGHT: Final = 176
LEFT: Final = 10
LAST: Final = 232
TOP: Final = 14
BOTTOM: Final = 146
APART: Final = 15
"""Least distance between two labels."""
DRAWN: Final = 12


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an end at its height, moved as far as others need room."""

    y: float
    text: str
    is_target: bool = False


@dataclass(frozen=True, slots=True)
class Fan:
    """The drawing: the line of figures, the outline of the range, its middle, the target's height, and what names the ends."""

    line: str
    range: str
    middle: str
    target: float
    last: tuple[float, float]
    labels: tuple[Label, ...]
    first_label: str
    last_label: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    end: int = LAST


def fan(
    figures: Sequence[tuple[date, str, Fraction]],
    *,
    until: date,
    until_label: str,
    low: Fraction,
    value: Fraction,
    high: Fraction,
    target: Fraction,
    named: Sequence[str],
) -> Fan | None:
    """Draw the newest figures (the day on which each period ends, its label, its value) and the range at a later day.

    ``named`` are the words for high, most likely, low and target. None without a figure, or when the day is not later.
    """
    drawn = sorted(figures)[-DRAWN:]
    if not drawn or drawn[-1][0] >= until:
        return None
    known = [figure for *_, figure in drawn]
    scale = (min([*known, low, target]), max([*known, high, target]))
    span = (_months(drawn[0][0]), _months(until))
    places = [(_across(_months(day), span), _down(figure, scale)) for day, _, figure in drawn]
    last = places[-1]
    ends = [_down(one, scale) for one in (high, value, low, target)]
    return Fan(
        line="M" + "L".join(f"{x:g} {y:g}" for x, y in places),
        range=f"M{last[0]:g} {last[1]:g}L{LAST} {ends[0]:g}V{ends[2]:g}Z",
        middle=f"M{last[0]:g} {last[1]:g}L{LAST} {ends[1]:g}",
        target=ends[3],
        last=last,
        labels=_labels(ends, named),
        first_label=drawn[0][1],
        last_label=until_label,
    )


def _labels(ends: Sequence[float], named: Sequence[str]) -> tuple[Label, ...]:
    """Each end's name at its height, from the top; moved down, and then as a whole up, until none touches another."""
    wanted = sorted(
        (y, text, place == len(ends) - 1) for place, (y, text) in enumerate(zip(ends, named, strict=True))
    )
    heights = [y for y, *_ in wanted]
    for place, _ in list(enumerate(heights))[1:]:
        heights[place] = max(heights[place], heights[place - 1] + APART)
    over = max(0.0, heights[-1] - BOTTOM)
    heights = [y - over for y in heights]
    for place in range(len(heights) - 2, -1, -1):
        heights[place] = min(heights[place], heights[place + 1] - APART)
    return tuple(
        Label(round(y, 1), text, is_target) for y, (_, text, is_target) in zip(heights, wanted, strict=True)
    )


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _across(month: int, span: tuple[int, int]) -> float:
    return round(LEFT + (month - span[0]) / (span[1] - span[0]) * (LAST - LEFT), 1)


def _down(value: Fraction, scale: tuple[Fraction, Fraction]) -> float:
    low, high = scale
    if low == high:
        return (TOP + BOTTOM) / 2
    return round(BOTTOM - float((value - low) / (high - low)) * (BOTTOM - TOP), 1)
