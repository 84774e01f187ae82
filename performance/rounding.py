"""Exact figures and how they are shown.

Every rule of performance reckons with exact fractions. Rounding happens only where a figure is shown: half up
(away from nought, so that a figure and its mirror image look alike), to the indicator's decimals.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

Number = Fraction | Decimal | int | float
"""What a caller may give. A float is taken for the decimal that it prints as: 0.1 is one tenth."""

MINUS: Final = "\N{MINUS SIGN}"
TIMES: Final = "\N{MULTIPLICATION SIGN}"
DIVIDED_BY: Final = "\N{DIVISION SIGN}"

_FINEST: Final = 12
"""Decimals beyond which two figures are no longer told apart on a page."""


def exact(number: Number) -> Fraction:
    """The number as a fraction, without loss. ValueError for a number that is not finite."""
    if isinstance(number, Fraction):
        return number
    if isinstance(number, float):
        number = Decimal(str(number))
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"{number} is not a figure.")
    return Fraction(number)


def rounded(value: Number, decimals: int = 0) -> Decimal:
    """The value rounded half up to so many decimals (none or more), as a decimal with exactly those places."""
    if decimals < 0:
        raise ValueError("A figure is shown with no decimals or more.")
    scaled = abs(exact(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = tuple(int(digit) for digit in str(whole))
    # Built from its digits, because arithmetic on decimals would round to the context's precision.
    return Decimal((int(value < 0 and whole > 0), digits, -decimals))


def shown(value: Number, decimals: int = 0) -> str:
    """The figure as a page shows it: half up, thousands with a comma, a true minus sign, never "-0"."""
    return f"{rounded(value, decimals):,f}".replace("-", MINUS)


def with_unit(value: Number, decimals: int, unit: str = "") -> str:
    """The figure with the unit where it is a sign ("72.0 %", "£1,200"); a unit in words stands in the heading."""
    figure = shown(value, decimals)
    if unit == "%":
        return f"{figure} %"
    if unit == "£":
        return f"{MINUS}£{figure[1:]}" if figure.startswith(MINUS) else f"£{figure}"
    return figure


def in_full(value: Number, decimals: int = 0) -> str:
    """The figure for a sum on paper: all its decimals if they end within six more than usual, else "about"."""
    fraction = exact(value)
    for places in range(decimals, decimals + 7):
        if exact(rounded(fraction, places)) == fraction:
            return shown(fraction, places)
    return f"about {shown(fraction, decimals + 2)}"


def apart(one: Number, other: Number, decimals: int) -> int | None:
    """The fewest decimals, not fewer than the usual, at which two figures are shown differently.

    None when they are equal, or differ by less than a page can tell.
    """
    for places in range(decimals, decimals + _FINEST + 1):
        if rounded(one, places) != rounded(other, places):
            return places
    return None
