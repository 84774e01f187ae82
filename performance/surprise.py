"""Two questions before a figure is accepted: is it possible at all, and is it what one would expect?

A surprise asks the person to confirm and refuses nothing: with four or more earlier moves, a move of more than
three times the mean of the last eight (when that mean is nought: any change), or a value outside the range stated
for the indicator. The impossible is refused: a share below nought or over 100 %, a negative count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from performance.rounding import Number, exact, shown, with_unit

RULE_VERSION: Final = "surprise 1.0"

FEWEST_MOVES: Final = 4
MOVES_COUNTED: Final = 8
TIMES_THE_MEAN: Final = 3

WHOLE: Final = 100
"""All of a share, in per cent."""

_NOT_REFUSED: Final = "It is not refused."


@dataclass(frozen=True)
class Check:
    """What stands against a figure: sentences for each impossibility (refused) and each surprise (asked about)."""

    impossible: tuple[str, ...] = ()
    surprising: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        return bool(self.impossible)

    @property
    def asks_to_confirm(self) -> bool:
        return bool(self.surprising)


def check(
    value: Number,
    *,
    earlier: Sequence[Number] = (),
    previous_label: str = "the last figure",
    decimals: int = 0,
    unit: str = "",
    minimum: Number | None = None,
    maximum: Number | None = None,
    is_share: bool = False,
    is_count: bool = False,
    numerator: Number | None = None,
    denominator: Number | None = None,
) -> Check:
    """Look at one figure before it is accepted.

    ``earlier`` holds the figures before it on the same definition, oldest first, without the missing ones.
    ``minimum`` and ``maximum`` are the stated range: outside it is a surprise. ``is_share`` is for a share of a
    whole in per cent, ``is_count`` for a number of things; numerator and denominator are counts where given.
    """
    v = exact(value)
    return Check(
        impossible=_impossible(
            v,
            decimals=decimals,
            unit=unit,
            is_share=is_share,
            is_count=is_count,
            numerator=numerator,
            denominator=denominator,
        ),
        surprising=(
            *_big_move(v, [exact(one) for one in earlier], previous_label, decimals, unit),
            *_outside(v, minimum, maximum, decimals, unit),
        ),
    )


def _impossible(
    value: Fraction,
    *,
    decimals: int,
    unit: str,
    is_share: bool,
    is_count: bool,
    numerator: Number | None,
    denominator: Number | None,
) -> tuple[str, ...]:
    figure = with_unit(value, decimals, unit)
    found = []
    if is_share and value > WHOLE:
        found.append(f"A share cannot be over 100 %. This one is {_told_from(value, WHOLE, decimals)} %.")
    if is_share and value < 0:
        found.append(f"A share cannot be less than nought. This one is {figure}.")
    if is_count and value < 0:
        found.append(f"A count cannot be negative. This one is {figure}.")
    for name, count in (("numerator", numerator), ("denominator", denominator)):
        if count is not None and count < 0:
            found.append(f"The {name} is a count and cannot be negative.")
    return tuple(found)


def _told_from(value: Fraction, bound: int, decimals: int) -> str:
    """The figure with as many decimals as show that it is not the bound itself."""
    places = next((n for n in range(decimals, decimals + 9) if shown(value, n) != shown(bound, n)), decimals)
    return shown(value, places)


def _big_move(
    value: Fraction, earlier: Sequence[Fraction], previous_label: str, decimals: int, unit: str
) -> tuple[str, ...]:
    moves = [abs(after - before) for before, after in pairwise(earlier)]
    if len(moves) < FEWEST_MOVES:
        return ()
    counted = moves[-MOVES_COUNTED:]
    mean = sum(counted, Fraction(0)) / len(counted)
    bound = TIMES_THE_MEAN * mean
    move = abs(value - earlier[-1])
    if move <= bound:
        return ()
    points = " points" if unit == "%" else ""
    opening = (
        f"It moves by {shown(move, _places(move, decimals))}{points} from {previous_label} "
        f"({with_unit(earlier[-1], decimals, unit)})."
    )
    if mean == 0:
        why = f"The last {len(counted)} moves were all nought, so any change is asked about."
        return (f"{opening} {why} {_NOT_REFUSED}",)
    places = _places(mean, decimals)
    average = f"The last {len(counted)} moves were {shown(mean, places)}{points} on average"
    why = f"{average}; anything over three times that ({shown(bound, places)}) is asked about."
    return (f"{opening} {why} {_NOT_REFUSED}",)


def _places(value: Fraction, decimals: int) -> int:
    """Decimals for a size that is not nought, so that it is not shown as nought."""
    return next(
        (n for n in range(decimals, decimals + 7) if shown(value, n).strip("0.") or value == 0), decimals
    )


def _outside(
    value: Fraction, minimum: Number | None, maximum: Number | None, decimals: int, unit: str
) -> tuple[str, ...]:
    figure = with_unit(value, decimals, unit)
    if minimum is not None and value < exact(minimum):
        return (
            f"{figure} is below {with_unit(minimum, decimals, unit)}, the lowest expected. {_NOT_REFUSED}",
        )
    if maximum is not None and value > exact(maximum):
        return (
            f"{figure} is above {with_unit(maximum, decimals, unit)}, the highest expected. {_NOT_REFUSED}",
        )
    return ()
