"""What the drawings of charts share: the frame they stand in, the upright scale with its ticks, and the room of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10
from typing import Final

from dorset_lsp.common.shortening import shortened

_CHARACTER: Final = 6.5
_BOLD: Final = 1.12
"""How much wider bold letters are."""


@dataclass(frozen=True)
class Frame:
    """How wide a chart is, and between which places its plot stands at most: words beside it can need more room.

    ``has_callout`` says whether there is room in the plot for a box that says the last signal in words.
    """

    width: int
    left: int
    right: int
    has_callout: bool = False


class Scale:
    """An upright axis from ``bottom`` to ``top``: round ticks, about so many steps, around all that has to be shown."""

    def __init__(self, levels: Sequence[Fraction], *, top: int, bottom: int, steps: int) -> None:
        self.top, self.bottom = top, bottom
        low, high = (min(levels), max(levels)) if levels else (Fraction(0), Fraction(1))
        if low == high:
            low, high = low - 1, high + 1
        step = _round_step((high - low) / steps)
        first, last = floor(low / step), ceil(high / step)
        self.ticks = [step * n for n in range(first, last + 1)]
        self.decimals = _decimals_of(step)

    def y(self, value: Fraction) -> float:
        """The height of a value."""
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.bottom - float((value - low) / (high - low)) * (self.bottom - self.top), 1)


def _round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2 or 5 times a power of ten that is not less."""
    power = Fraction(10) ** floor(log10(least))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power, 20 * power) if step >= least)


def _decimals_of(step: Fraction) -> int:
    """How many decimals a round step needs to be written in full."""
    return next(n for n in range(40) if (step * 10**n).denominator == 1)


def room_of(text: str) -> float:
    """How wide a text is, about."""
    return len(text) * _CHARACTER


def fitted(text: str, room: float, *, is_bold: bool = False) -> str:
    """As much of a text as there is room for, about; an ellipsis where it is cut."""
    return shortened(text, int(room / (_CHARACTER * _BOLD if is_bold else _CHARACTER)))
