"""What the words of an agreement's table mean: values, baselines and periods as councils print them.

Agreements print "tba", "36", "19 (25% reduction on 25)", "2005-2007 average" and "to May 07" in cells of one column.
The words are kept to the letter; what they mean is worked out here, from the words alone, each time it is asked.
Nothing here raises for any text: what cannot be read has no value and stays words.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from dorset_lsp.common.days import in_full
from performance.periods import parse_label
from performance.rounding import rounded

WAITING: Final = frozenset({"tba", "tbc", "to be agreed", "to be confirmed", "to be announced"})
ELSEWHERE: Final = re.compile(r"see (foot)?note.*", re.IGNORECASE)
LARGEST: Final = Decimal(10) ** 9
DECIMALS: Final = 6
"""What the database holds: nine digits before the point, six behind it."""

_NUMBER: Final = r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?"
_LEADING: Final = re.compile(rf"(?:GBP|£)?\s*({_NUMBER})(?![\d.,/-]*\d)\s*(%|per cent)?", re.ASCII)
_CHANGE: Final = re.compile(
    rf"({_NUMBER})\s*(?:%|per cent)\s+(reduction|decrease|fall|increase|rise|improvement)"
    rf"(?:\s+(?:on|from)\s+({_NUMBER}))?",
    re.IGNORECASE | re.ASCII,
)
_DOWN: Final = frozenset({"reduction", "decrease", "fall"})
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """The number at the head of a cell, and the change in per cent that its words claim, on which base if they say so."""

    value: Decimal | None = None
    decimals: int = 0
    waits: bool = False
    change: Decimal | None = None
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """The span that a label means, half open. An end without a beginning is one that the label does not tell."""

    from_on: date | None = None
    to_on: date | None = None
    is_average: bool = False


# --- values -------------------------------------------------------------------------------------------------


def read_value(text: str) -> PrintedValue:
    """What a cell with a baseline, a target or a figure says."""
    words = " ".join(text.split())
    if words.lower().rstrip(".") in WAITING:
        return PrintedValue(waits=True)
    leading = _LEADING.match(words)
    number = None if leading is None else _number(leading[1])
    claim = _CHANGE.search(words)
    if claim is not None and claim.start() == 0:
        number = None  # "25% reduction" names a change, not a value
    change = None if claim is None else _number(claim[1])
    return PrintedValue(
        value=number,
        decimals=0 if number is None else _decimals(number),
        change=-change if claim and change is not None and claim[2].lower() in _DOWN else change,
        base=_number(claim[3]) if claim and claim[3] else None,
    )


def _number(text: str) -> Decimal | None:
    """The number, or None for one that is larger or finer than is ever kept."""
    number = Decimal(text.replace(",", "").replace("−", "-"))
    return number if abs(number) < LARGEST and _decimals(number) <= DECIMALS else None


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


# --- periods ------------------------------------------------------------------------------------------------


def read_period(text: str) -> PrintedPeriod:
    """What the label of a period says."""
    words = " ".join(text.split())
    is_average = words.lower().endswith(" average")
    if is_average:
        words = words[: -len(" average")]
    for read in (_one, _from_to, _until):
        if (span := read(words)) is not None:
            return PrintedPeriod(*span, is_average)
    return PrintedPeriod()


Span = tuple[date | None, date]


def _one(words: str) -> Span | None:
    """A label of the field: Q1 2010/11, 2010/11, 2010, March 2009."""
    try:
        period = parse_label(words)
    except ValueError:
        return None
    return period.from_on, period.to_on


def _from_to(words: str) -> Span | None:
    """Two labels with a stroke or a "to" between them: 2005-2007, 2003/04 to 2007/08."""
    for first, last in (words.partition(mark)[::2] for mark in (" to ", " - ", "-", "–")):
        start, end = _one(first), _one(last)
        if start is not None and end is not None and start[1] <= end[1]:
            return start[0], end[1]
    return None


def _until(words: str) -> Span | None:
    """An end without a beginning: to May 07, to February 2011, ended 31 Dec 2005."""
    found = _UNTIL.fullmatch(words)
    if found is None:
        return None
    day, month, year = found.groups()
    whole = int(year) + (2000 if len(year) == len("07") else 0)
    number = _MONTHS.index(month[:3].lower()) + 1
    try:
        last = date(whole, number, int(day) if day else monthrange(whole, number)[1])
        return None, last + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


_UNTIL: Final = re.compile(
    rf"(?:up to|to|ended|ending)\s(?:(\d{{1,2}})\s)?({'|'.join(_MONTHS)})[a-z]{{0,6}}\s(\d{{4}}|\d{{2}})",
    re.IGNORECASE | re.ASCII,
)


# --- what does not agree with itself ------------------------------------------------------------------------


def disagreement(as_printed: str, baseline: Decimal | None) -> str:
    """In words, that a cell prints a number and a percentage which do not lead to each other; empty when they do.

    The percentage is of the base that the cell names, or else of the row's baseline. They agree when the percentage
    leads to the number as it is printed, rounded half up to its decimals.
    """
    read = read_value(as_printed)
    base = baseline if read.base is None else read.base
    if read.value is None or read.change is None or base is None:
        return ""
    exact = base * (100 + read.change) / 100
    if rounded(exact, read.decimals) == read.value:
        return ""
    way = "less" if read.change < 0 else "more"
    percent = f"{_plain(abs(read.change))} % {way} than {_plain(base)}"
    return (
        f"The number and the percentage that are printed do not agree: {percent} is {_plain(exact)}, "
        f"not {_plain(read.value)}. Both are kept as printed; the number is used."
    )


def _plain(number: Decimal) -> str:
    """Without a train of noughts, and never in powers of ten."""
    return f"{number.normalize():f}"


# --- in words -----------------------------------------------------------------------------------------------


def value_in_words(text: str) -> str:
    """How a printed value is read, for the column beside it."""
    read = read_value(text)
    if read.waits:
        return "still to be agreed: no value"
    if not text.strip():
        return "nothing printed"
    if read.value is None:
        return "kept as words" if not ELSEWHERE.fullmatch(text.strip()) else "kept as words: told elsewhere"
    if read.change is None:
        return _plain(read.value)
    return f"{_plain(read.value)}, said to be {_plain(abs(read.change))} % {'less' if read.change < 0 else 'more'}"


def period_in_words(text: str) -> str:
    """How a printed period is read, for the column beside it."""
    read = read_period(text)
    if not text.strip():
        return "nothing printed"
    if read.to_on is None:
        return "kept as words"
    last = date.fromordinal(read.to_on.toordinal() - 1)
    if read.from_on is None:
        return f"up to {in_full(last)}"
    span = f"{in_full(read.from_on)} to {in_full(last)}"
    return f"average of {span}" if read.is_average else span
