"""A trend small enough for a table row: one path, one dashed line and a dot, in whole numbers.

Each trend has its own scale, which takes in the milestone. A missing figure breaks the line. The first path command
is absolute and the rest are relative, so that a row stays light.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from performance.rounding import Number, exact, rounded

WIDTH: Final = 116
HEIGHT: Final = 30
PADDING: Final = 3


@dataclass(frozen=True)
class Sparkline:
    """What a row draws: ``line`` for a path, ``milestone`` the dashed line's height, ``dot`` the last figure's place.

    ``line`` is empty and ``dot`` None when there is no figure; ``milestone`` is None when there is none.
    """

    line: str = ""
    milestone: int | None = None
    dot: tuple[int, int] | None = None

    @property
    def milestone_line(self) -> str:
        """The dashed line as a path across the box."""
        return "" if self.milestone is None else f"M0 {self.milestone}h{WIDTH}"


def sparkline(values: Sequence[Number | None], milestone: Number | None = None) -> Sparkline:
    """Draw the values, oldest first and None where one is missing, with this round's milestone."""
    figures = [None if value is None else exact(value) for value in values]
    target = None if milestone is None else exact(milestone)
    known = [value for value in (*figures, target) if value is not None]
    if not known:
        return Sparkline()
    low, high = min(known), max(known)
    places = [
        None if value is None else (_across(index, len(figures)), _down(value, low, high))
        for index, value in enumerate(figures)
    ]
    drawn = [place for place in places if place is not None]
    return Sparkline(
        line=_path(places),
        milestone=None if target is None else _down(target, low, high),
        dot=drawn[-1] if drawn else None,
    )


def _across(index: int, count: int) -> int:
    room = WIDTH - 2 * PADDING
    return PADDING + int(rounded(Fraction(index * room, count - 1)) if count > 1 else room)


def _down(value: Fraction, low: Fraction, high: Fraction) -> int:
    if low == high:
        return HEIGHT // 2
    return PADDING + int(rounded((high - value) / (high - low) * (HEIGHT - 2 * PADDING)))


def _path(places: Sequence[tuple[int, int] | None]) -> str:
    runs = (list(run) for known, run in groupby(places, key=lambda place: place is not None) if known)
    return "".join(_run([place for place in run if place is not None]) for run in runs)


def _run(places: Sequence[tuple[int, int]]) -> str:
    """One unbroken stretch; a single point is a stroke of no length, which a round cap shows as a dot."""
    x, y = places[0]
    start = f"M{x} {y}"
    if len(places) == 1:
        return f"{start}h0"
    numbers: list[int] = []
    for next_x, next_y in places[1:]:
        numbers += [next_x - x, next_y - y]
        x, y = next_x, next_y
    # A minus sign parts two numbers as well as a space does.
    steps = str(numbers[0]) + "".join(str(one) if one < 0 else f" {one}" for one in numbers[1:])
    return f"{start}l{steps}"
