"""Direction of travel: which way the figure moves, and whether that is good. Separate from status.

Against the same period last year when the indicator is seasonal or a sum to date, else against the previous
published period; always on the same definition. Steady when the change rounds to nought at the indicator's
decimals; not comparable when there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from performance.enums import Combine, Direction, Polarity
from performance.periods import Period
from performance.rounding import rounded, shown, with_unit
from performance.status import Line, gap_of

RULE_VERSION: Final = "direction 1.0"

Arrow = Literal["", "up", "level", "down"]


@dataclass(frozen=True)
class Reading:
    """A published figure: its period, its value (to date, for a sum to date), and the definition it was made on."""

    period: Period
    value: Fraction
    definition: str = ""


@dataclass(frozen=True)
class Travel:
    """The direction, with what it rests on.

    ``arrow`` shows how the figure itself moved ("up", "level", "down", "" when nothing was compared); the direction
    says whether that is good. ``change`` is this figure less the earlier one.
    """

    direction: Direction
    arrow: Arrow
    working: tuple[Line, ...]
    change: Fraction | None = None
    compared_with: Reading | None = None
    rule_version: str = RULE_VERSION


def direction_of(
    latest: Reading,
    earlier: Sequence[Reading],
    *,
    polarity: str,
    decimals: int = 0,
    unit: str = "",
    seasonal: bool = False,
    combine: str = Combine.POINT,
    range_: tuple[Fraction, Fraction] | None = None,
) -> Travel:
    """The direction of the latest reading, given those before it in any order.

    ``range_`` is the agreed range of an indicator that is best within one: nearer to it is better.
    """
    by_year = seasonal or combine == Combine.SUM_TO_DATE
    rule = Line(f"Rule {RULE_VERSION}", _rule(seasonal=seasonal, combine=combine))
    other = _same_last_year(latest, earlier) if by_year else _previous(latest, earlier)
    if other is None:
        missing = latest.period.same_last_year.label if by_year else "an earlier period"
        return _not_comparable(rule, f"no published figure for {missing}")
    change = latest.value - other.value
    arrow = _arrow(change, decimals)
    if other.definition != latest.definition:
        return _not_comparable(rule, f"{other.period} was measured on another definition")
    sums = f"{with_unit(latest.value, decimals, unit)} against {with_unit(other.value, decimals, unit)}"
    compared = Line("Compared", f"{sums} in {other.period.label_beside(latest.period)}")
    gain = _gain(latest.value, other.value, polarity=polarity, range_=range_)
    if gain is None:
        why = Line("Result", "neither way is better, or it is not known which is")
        return Travel(Direction.NOT_COMPARABLE, arrow, (rule, compared, why), change, other)
    direction = _direction(gain, decimals)
    result = Line("Result", f"a change of {shown(change, decimals)}, so {direction.label.lower()}")
    return Travel(direction, arrow, (rule, compared, result), change, other)


def _gain(
    value: Fraction, other: Fraction, *, polarity: str, range_: tuple[Fraction, Fraction] | None
) -> Fraction | None:
    """How much better the value is than the other; None when nobody can say."""
    if polarity == Polarity.HIGHER:
        return value - other
    if polarity == Polarity.LOWER:
        return other - value
    if polarity == Polarity.RANGE and range_ is not None:
        return gap_of(polarity, value, None, range_) - gap_of(polarity, other, None, range_)
    return None


def _direction(gain: Fraction, decimals: int) -> Direction:
    if rounded(gain, decimals) == 0:
        return Direction.STEADY
    return Direction.IMPROVING if gain > 0 else Direction.WORSENING


def _arrow(change: Fraction, decimals: int) -> Arrow:
    if rounded(change, decimals) == 0:
        return "level"
    return "up" if change > 0 else "down"


def _same_last_year(latest: Reading, earlier: Sequence[Reading]) -> Reading | None:
    return next((reading for reading in earlier if reading.period == latest.period.same_last_year), None)


def _previous(latest: Reading, earlier: Sequence[Reading]) -> Reading | None:
    before = [reading for reading in earlier if reading.period.to_on < latest.period.to_on]
    return max(before, key=lambda reading: reading.period.to_on, default=None)


def _rule(*, seasonal: bool, combine: str) -> str:
    if combine == Combine.SUM_TO_DATE:
        return "a sum to date is compared with the same period last year"
    if seasonal:
        return "a seasonal figure is compared with the same period last year"
    return "compared with the previous published period"


def _not_comparable(rule: Line, why: str) -> Travel:
    return Travel(Direction.NOT_COMPARABLE, "", (rule, Line("Result", f"{why}, so not comparable")))
