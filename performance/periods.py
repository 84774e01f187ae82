"""Periods of time as the field names them: "Q2 2008/09", "2008/09", "2008", "March 2009".

A period is half-open: it runs from its first day up to, and not including, the day on which the next begins.
Labels follow the financial year that begins in April; a year that begins elsewhere is labelled by its dates.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dorset_lsp.common.days import in_full
from performance.enums import Frequency

APRIL: Final = 4
YEAR: Final = 12
"""Months in a year."""

MONTHS: Final[dict[str, int]] = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.ANNUAL: 12,
    # A biennial figure covers one year; it is the step to the next that is two years long.
    Frequency.BIENNIAL: 12,
}
"""Length of one period, in months."""

NOUNS: Final[dict[str, str]] = {
    Frequency.MONTHLY: "month",
    Frequency.QUARTERLY: "quarter",
    Frequency.HALF_YEARLY: "half year",
    Frequency.ANNUAL: "year",
    Frequency.BIENNIAL: "survey",
}
"""What one period is called in a sentence."""


@dataclass(frozen=True, order=True)
class Period:
    """The days from ``from_on`` up to, not including, ``to_on``. ValueError when it has no day."""

    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if self.to_on <= self.from_on:
            raise ValueError("A period ends after it begins.")

    def __str__(self) -> str:
        return self.label

    @property
    def last_day(self) -> date:
        return self.to_on - timedelta(days=1)

    @property
    def months(self) -> int | None:
        """How many whole months it is long, if it begins and ends with a month; else None."""
        if self.from_on.day != 1 or self.to_on.day != 1:
            return None
        return _index(self.to_on) - _index(self.from_on)

    @property
    def label(self) -> str:
        """The short name of the field, or the two dates where the field has none."""
        year, month = self.from_on.year, self.from_on.month
        match self.months, month:
            case 1, _:
                return f"{month_name[month]} {year}"
            case 3, 1 | 4 | 7 | 10:
                return f"Q{(month - APRIL) % 12 // 3 + 1} {_financial(self.from_on)}"
            case 6, 4 | 10:
                return f"H{(month - APRIL) % 12 // 6 + 1} {_financial(self.from_on)}"
            case 12, 4:
                return _financial(self.from_on)
            case 12, 1:
                return str(year)
        return f"{in_full(self.from_on)} to {in_full(self.last_day)}"

    @property
    def long_label(self) -> str:
        """The months in words: "July to September 2008"; the dates where it does not keep to whole months."""
        first, last = self.from_on, self.last_day
        if self.months is None:
            return f"{in_full(first)} to {in_full(last)}"
        if self.months == 1:
            return self.label
        start = month_name[first.month] + ("" if first.year == last.year else f" {first.year}")
        return f"{start} to {month_name[last.month]} {last.year}"

    def label_beside(self, other: Period) -> str:
        """The name as short as the company allows: "Q3" beside a quarter of the same year, else the whole."""
        part, _, year = self.label.partition(" ")
        return part if year and other.label.endswith(f" {year}") and part[0] in "QH" else self.label

    def previous(self, frequency: str) -> Period:
        """The period before this one, as long as this one."""
        return self._moved(-_step(frequency))

    def following(self, frequency: str) -> Period:
        """The period after this one, as long as this one."""
        return self._moved(_step(frequency))

    @property
    def same_last_year(self) -> Period:
        return self._moved(-12)

    @property
    def financial_year(self) -> Period:
        """The financial year, from April, in which this period begins."""
        return year_from(self.from_on, APRIL)

    def covers(self, day: date) -> bool:
        return self.from_on <= day < self.to_on

    def lies_within(self, other: Period) -> bool:
        return other.from_on <= self.from_on and self.to_on <= other.to_on

    def _moved(self, months: int) -> Period:
        return Period(add_months(self.from_on, months), add_months(self.to_on, months))


def year_from(day: date, start_month: int = APRIL) -> Period:
    """The year of twelve months, beginning with the given month, in which a day lies."""
    year = day.year if day.month >= start_month else day.year - 1
    return Period(date(year, start_month, 1), date(year + 1, start_month, 1))


def parse_label(text: str) -> Period:
    """The period that a label names. ValueError, with a sentence for the person who typed it, for any other text."""
    words = " ".join(text.split())
    for pattern, build in _FORMS:
        if found := re.fullmatch(pattern, words, re.IGNORECASE):
            try:
                return build(found)
            except ValueError as error:
                raise ValueError(f"\u201c{words}\u201d is not a period: {error}") from error
    raise ValueError(
        f"\u201c{words}\u201d is not a period. Write a quarter as \u201cQ2 2008/09\u201d, a half year as "
        "\u201cH1 2008/09\u201d, a financial year as \u201c2008/09\u201d, a calendar year as \u201c2008\u201d, "
        "a month as \u201cMarch 2009\u201d, or two dates as \u201c1 May 2005 to 30 April 2008\u201d."
    )


def period_containing(
    frequency: str, on: date, *, year_start_month: int = APRIL, anchor_year: int | None = None
) -> Period | None:
    """The period in which a day lies; None in a year that a biennial indicator leaves out.

    ``anchor_year`` is any year in which a biennial indicator is measured, by the year's first day.
    ValueError for a biennial indicator without one.
    """
    period = _containing(frequency, on, year_start_month)
    if frequency == Frequency.BIENNIAL and not _is_measured(period, anchor_year):
        return None
    return period


def last_ended(
    frequency: str, on: date, *, year_start_month: int = APRIL, anchor_year: int | None = None
) -> Period:
    """The latest period that has ended when the day begins: on 1 April, the one that ended on 31 March."""
    if frequency == Frequency.BIENNIAL:
        ended = last_ended(Frequency.ANNUAL, on, year_start_month=year_start_month)
        return ended if _is_measured(ended, anchor_year) else ended.previous(Frequency.ANNUAL)
    return _containing(frequency, on, year_start_month).previous(frequency)


def periods_between(
    frequency: str,
    from_on: date,
    to_on: date,
    *,
    year_start_month: int = APRIL,
    anchor_year: int | None = None,
) -> Iterator[Period]:
    """The periods that lie wholly within the half-open span, in order."""
    period = last_ended(frequency, from_on, year_start_month=year_start_month, anchor_year=anchor_year)
    while period.to_on <= to_on:
        if period.from_on >= from_on:
            yield period
        period = period.following(frequency)


def due_period(
    frequency: str,
    due_on: date,
    *,
    lag_days: int = 0,
    year_start_month: int = APRIL,
    anchor_year: int | None = None,
) -> Period:
    """The latest period that has ended, and whose reporting lag has passed, by the day a return is due.

    The lag counts from the period's last day: a quarter that ends on 31 March with a lag of 30 days can be asked
    for on 30 April.
    """
    asked_on = due_on - timedelta(days=max(lag_days - 1, 0))
    return last_ended(frequency, asked_on, year_start_month=year_start_month, anchor_year=anchor_year)


def available_on(period: Period, lag_days: int = 0) -> date:
    """The first day on which a return of this period can be due."""
    return max(period.to_on, period.last_day + timedelta(days=lag_days))


# --- months and their names ---------------------------------------------------------------------------------


def _containing(frequency: str, on: date, year_start_month: int) -> Period:
    """The period of this length in which a day lies, every year counted."""
    year, length = year_from(on, year_start_month), MONTHS[frequency]
    start = add_months(year.from_on, (_index(on) - _index(year.from_on)) // length * length)
    return Period(start, add_months(start, length))


def _step(frequency: str) -> int:
    return 2 * YEAR if frequency == Frequency.BIENNIAL else MONTHS[frequency]


def _is_measured(year: Period, anchor_year: int | None) -> bool:
    if anchor_year is None:
        raise ValueError("A biennial indicator needs one year in which it is measured.")
    return (year.from_on.year - anchor_year) % 2 == 0


def _index(day: date) -> int:
    """Months since year nought, so that months can be added and taken away."""
    return day.year * 12 + day.month - 1


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month where it has no such day."""
    year, month = divmod(_index(day) + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _financial(day: date) -> str:
    year = year_from(day).from_on.year
    return f"{year}/{(year + 1) % 100:02}"


# --- reading labels -----------------------------------------------------------------------------------------


def _from_months(start: date, months: int) -> Period:
    return Period(start, add_months(start, months))


def _year(first: str, second: str) -> int:
    if (int(first) + 1) % 10 ** len(second) != int(second):
        raise ValueError(f"the year after {first} is {int(first) + 1}.")
    return int(first)


def _read_quarter(found: re.Match[str]) -> Period:
    start = date(_year(found["year"], found["next"]), APRIL, 1)
    return _from_months(add_months(start, 3 * (int(found["part"]) - 1)), 3)


def _read_half(found: re.Match[str]) -> Period:
    start = date(_year(found["year"], found["next"]), APRIL, 1)
    return _from_months(add_months(start, 6 * (int(found["part"]) - 1)), 6)


def _read_financial_year(found: re.Match[str]) -> Period:
    return _from_months(date(_year(found["year"], found["next"]), APRIL, 1), 12)


def _read_calendar_year(found: re.Match[str]) -> Period:
    return _from_months(date(int(found["year"]), 1, 1), 12)


def _read_month(found: re.Match[str]) -> Period:
    return _from_months(date(int(found["year"]), _month(found["month"]), 1), 1)


def _read_dates(found: re.Match[str]) -> Period:
    first = date(int(found["year"]), _month(found["month"]), int(found["day"]))
    last = date(int(found["year2"]), _month(found["month2"]), int(found["day2"]))
    return Period(first, last + timedelta(days=1))


def _month(name: str) -> int:
    names = [month.lower() for month in month_name]
    if name.lower() not in names[1:]:
        raise ValueError(f"there is no month called {name}.")
    return names.index(name.lower())


_YEARS: Final = r"(?P<year>\d{4})[/\u2013-](?P<next>\d{4}|\d{2})"

_FORMS: Final = (
    (rf"Q(?P<part>[1-4]) {_YEARS}", _read_quarter),
    (rf"H(?P<part>[12]) {_YEARS}", _read_half),
    (_YEARS, _read_financial_year),
    (r"(?P<year>\d{4})", _read_calendar_year),
    (r"(?P<month>[a-z]+) (?P<year>\d{4})", _read_month),
    (
        r"(?P<day>\d{1,2}) (?P<month>[a-z]+) (?P<year>\d{4}) to (?P<day2>\d{1,2}) (?P<month2>[a-z]+) (?P<year2>\d{4})",
        _read_dates,
    ),
)
