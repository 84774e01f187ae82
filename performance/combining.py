"""How figures combine: over the periods of a year, and from districts to a county.

Sums, means and ratios are exact. What cannot be known is not guessed: one missing part makes the whole absent, and
the working names it. A denominator of nought is *not available*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from performance.enums import Absence, Combine
from performance.periods import YEAR, Period
from performance.rounding import DIVIDED_BY, TIMES, Number, exact, in_full

RULE_VERSION: Final = "combining 1.0"

_SHORT_SUM: Final = 6
"""A sum of more parts than this is told in words, not written out."""


@dataclass(frozen=True)
class Combined:
    """A figure made from others, or the reason for none; always with its working in one line."""

    value: Fraction | None
    working: str
    absence: Absence | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of a whole: a district's figure, or a period's. A value of None is missing.

    For a weighted mean the part carries its weight; for a ratio of sums its numerator and denominator.
    """

    name: str
    value: Number | None = None
    weight: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None


def ratio(numerator: Number, denominator: Number, *, per: Number = 1, decimals: int = 0) -> Combined:
    """Numerator over denominator, times ``per`` (100 for a percentage); not available over nought."""
    top, bottom, times = exact(numerator), exact(denominator), exact(per)
    sum_ = f"{in_full(top)} {DIVIDED_BY} {in_full(bottom)}" + (
        f" {TIMES} {in_full(times)}" if times != 1 else ""
    )
    if bottom == 0:
        return Combined(None, f"{sum_}: the denominator is 0, so not available", Absence.NOT_AVAILABLE)
    value = top / bottom * times
    return Combined(value, f"{sum_} = {in_full(value, decimals)}")


def total(parts: Sequence[Part], *, decimals: int = 0) -> Combined:
    """The sum of the parts."""
    if absent := _absent(parts, [part.value for part in parts]):
        return absent
    values = [_known(part.value) for part in parts]
    value = sum(values, Fraction(0))
    return Combined(
        value, f"{_plus([in_full(one, decimals) for one in values])} = {in_full(value, decimals)}"
    )


def mean(parts: Sequence[Part], *, decimals: int = 0) -> Combined:
    """The plain mean of the parts."""
    whole = total(parts, decimals=decimals)
    if whole.value is None:
        return whole
    value = whole.value / len(parts)
    sum_ = _plus([in_full(_known(part.value), decimals) for part in parts])
    return Combined(value, f"({sum_}) {DIVIDED_BY} {len(parts)} = {in_full(value, decimals)}")


def weighted_mean(parts: Sequence[Part], *, decimals: int = 0) -> Combined:
    """The mean of the parts by weight: a county's survey result from its districts' adult populations.

    ValueError for a weight below nought, and when a part has none.
    """
    if absent := _absent(parts, [part.value for part in parts]):
        return absent
    if any(part.weight is None or part.weight < 0 for part in parts):
        raise ValueError("Each part of a weighted mean has a weight of nought or more.")
    weights = [_known(part.weight) for part in parts]
    whole = sum(weights, Fraction(0))
    if whole == 0:
        return Combined(None, "the weights add up to 0, so not available", Absence.NOT_AVAILABLE)
    value = sum((_known(part.value) * _known(part.weight) for part in parts), Fraction(0)) / whole
    products = [f"{in_full(_known(p.value), decimals)} {TIMES} {in_full(_known(p.weight))}" for p in parts]
    return Combined(value, f"({_plus(products)}) {DIVIDED_BY} {in_full(whole)} = {in_full(value, decimals)}")


def ratio_of_sums(parts: Sequence[Part], *, per: Number = 1, decimals: int = 0) -> Combined:
    """All numerators over all denominators, never the mean of the parts' own ratios."""
    if absent := _absent(parts, [None if p.numerator is None else p.denominator for p in parts]):
        return absent
    top = sum((_known(part.numerator) for part in parts), Fraction(0))
    bottom = sum((_known(part.denominator) for part in parts), Fraction(0))
    return ratio(top, bottom, per=per, decimals=decimals)


def last(parts: Sequence[Part], *, decimals: int = 0) -> Combined:
    """The last part's figure, for a stock that is counted at a moment."""
    latest = parts[-1:]
    if absent := _absent(latest, [part.value for part in latest]):
        return absent
    value = _known(latest[0].value)
    return Combined(value, f"{latest[0].name}: {in_full(value, decimals)}")


def to_date(
    figures: Sequence[tuple[Period, Fraction | None]], period: Period, *, decimals: int = 0
) -> Combined:
    """The sum of the financial year's figures up to the end of a period. A missing one makes the sum absent.

    A period of a year, or one that lies across two, stands alone. ValueError when a period has two figures.
    """
    known = dict(figures)
    if len(known) != len(figures):
        raise ValueError("A period has one figure.")
    return total(
        [Part(one.label_beside(period), known.get(one)) for one in year_to_date(period)],
        decimals=decimals,
    )


def year_to_date(period: Period) -> list[Period]:
    """The periods of this one's length from the start of its financial year up to and with it."""
    months, year = period.months, period.financial_year
    if months is None or months > YEAR or YEAR % months or not period.lies_within(year):
        return [period]
    found = [period]
    while found[0].from_on > year.from_on:
        before = found[0].from_on
        start_month = (before.month - 1 - months) % YEAR + 1
        start_year = before.year - (1 if before.month <= months else 0)
        found.insert(0, Period(before.replace(year=start_year, month=start_month), before))
    return found


def over(combine: str, parts: Sequence[Part], *, per: Number = 1, decimals: int = 0) -> Combined:
    """The figure of a longer period from all its shorter ones, in the way that the indicator combines.

    ValueError for an indicator whose periods stand alone.
    """
    match combine:
        case Combine.SUM_TO_DATE:
            return total(parts, decimals=decimals)
        case Combine.MEAN:
            return mean(parts, decimals=decimals)
        case Combine.LAST:
            return last(parts, decimals=decimals)
        case Combine.RATIO:
            return ratio_of_sums(parts, per=per, decimals=decimals)
    raise ValueError("The periods of this indicator stand alone and do not combine.")


def _known(value: Number | None) -> Fraction:
    """The figure, once the caller has looked for missing parts. TypeError when one is missing all the same."""
    if value is None:
        raise TypeError("A missing part cannot be reckoned with.")
    return exact(value)


def _absent(parts: Sequence[Part], values: Sequence[Number | None]) -> Combined | None:
    """The reason for no figure when parts are missing, or there are none at all; None when all are there."""
    missing = tuple(part.name for part, value in zip(parts, values, strict=True) if value is None)
    return _missing(missing, len(parts)) if missing or not parts else None


def _missing(names: tuple[str, ...], count: int) -> Combined:
    if not count:
        return Combined(None, "there is nothing to combine, so not available", Absence.NOT_AVAILABLE)
    have = f"{count - len(names)} of {count} are in; missing: {', '.join(names)}"
    return Combined(None, have, Absence.NOT_AVAILABLE, names)


def _plus(terms: Sequence[str]) -> str:
    if len(terms) <= _SHORT_SUM:
        return " + ".join(terms)
    return f"{terms[0]} + {terms[1]} + \u2026 + {terms[-1]} ({len(terms)} parts)"
