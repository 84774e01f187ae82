"""What an agreement would pay: the reward rule of Local Public Service Agreements, to the penny.

A target earns the share of the agreed improvement that was reached: (actual - without) / (with - without). Under 60 % it pays
nothing, from there in proportion, and never more than its part of the pot. Every target has an equal part; the sub-targets of one
target share its part equally. Amounts are rounded half up to the penny, and what rounding leaves over is shown.

Source: the reward schedule of Local Public Service Agreements; Performance Reward Grant Determination 2010/11 (30 % of each
grant capital, 70 % revenue).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from performance.rounding import Number, exact, rounded

RULE_VERSION: Final = "reward 1.0"
LEAST: Final = Fraction(6, 10)
"""The share of the improvement below which nothing is paid."""
CAPITAL: Final = Fraction(3, 10)


@dataclass(frozen=True, slots=True)
class Stake:
    """One target or sub-target: those of one ``target`` share its part. ``actual`` None: nobody can say yet."""

    name: str
    target: str
    without: Number | None
    with_: Number | None
    actual: Number | None


@dataclass(frozen=True, slots=True)
class Line:
    """What one stake earns, in pence: ``part`` at the most, ``paid`` by its share. None where a figure is missing."""

    name: str
    part: int
    share: Fraction | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The whole: each line, the sum, its split, and what rounding the parts leaves of the pot (in pence)."""

    lines: tuple[Line, ...]
    paid: int
    capital: int
    revenue: int
    remainder: int
    unknown: int
    rule_version: str = RULE_VERSION


def share_of(*, without: Number, with_: Number, actual: Number) -> Fraction:
    """The share of the agreed improvement that was reached, unbounded; for either polarity. ValueError for with = without."""
    start, end = exact(without), exact(with_)
    if start == end:
        raise ValueError("An agreement that promises what comes without it has no improvement to reward.")
    return (exact(actual) - start) / (end - start)


def paid_share(share: Fraction) -> Fraction:
    """The share that is paid: nothing under 60 %, never more than the whole."""
    return Fraction(0) if share < LEAST else min(share, Fraction(1))


def estimate(pot: int, stakes: Sequence[Stake]) -> Estimate:
    """What a pot of pence pays on these stakes. ValueError for a negative pot, or a stake whose with is its without."""
    if pot < 0:
        raise ValueError("A pot is not negative.")
    sizes = Counter(one.target for one in stakes)
    lines = tuple(_line(one, Fraction(pot, len(sizes) * sizes[one.target])) for one in stakes)
    paid = sum(line.paid or 0 for line in lines)
    capital, revenue = split(paid)
    return Estimate(
        lines=lines,
        paid=paid,
        capital=capital,
        revenue=revenue,
        remainder=pot - sum(line.part for line in lines),
        unknown=sum(line.paid is None for line in lines),
    )


def split(total: int, capital_share: Fraction = CAPITAL) -> tuple[int, int]:
    """Capital and revenue of an amount, in pence: capital is rounded half up, revenue is the rest."""
    capital = _pence(total * capital_share)
    return capital, total - capital


def _line(stake: Stake, part: Fraction) -> Line:
    if stake.without is None or stake.with_ is None or stake.actual is None:
        return Line(stake.name, _pence(part), None, None)
    share = share_of(without=stake.without, with_=stake.with_, actual=stake.actual)
    return Line(stake.name, _pence(part), share, _pence(paid_share(share) * part))


def _pence(amount: Fraction) -> int:
    return int(rounded(amount))
