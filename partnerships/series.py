"""The days of a series of meetings, from how often a body meets in a year. Pure."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

MONTHS_A_YEAR: Final = 12
WEEKS_A_YEAR: Final = 52
MOST: Final = 60
"""So many meetings one series makes at most."""


def days_of(first: date, meetings_a_year: int, until: date) -> list[date]:
    """The days of a series from its first to ``until`` inclusive; none when ``until`` lies before the first.

    Up to twelve a year keep to the same weekday of the month ("the second Thursday"; the fifth of a month that has no
    fifth is its last). More than twelve keep to whole weeks. Raises ValueError for a number below one.
    """
    if meetings_a_year < 1:
        raise ValueError("A series needs at least one meeting a year.")
    days: list[date] = []
    for number in range(MOST):
        day = _day(first, meetings_a_year, number)
        if day > until:
            break
        days.append(day)
    return days


def following(last: date, meetings_a_year: int) -> date:
    """When the meeting after this one falls."""
    return _day(last, meetings_a_year, 1)


def in_words(meetings_a_year: int) -> str:
    """How often, in words: "every 3 months", "each month", "each week"."""
    if meetings_a_year > MONTHS_A_YEAR:
        weeks = _weeks(meetings_a_year)
        return "each week" if weeks == 1 else f"every {weeks} weeks"
    months = _months(meetings_a_year)
    return {1: "each month", MONTHS_A_YEAR: "each year"}.get(months, f"every {months} months")


def _day(first: date, meetings_a_year: int, number: int) -> date:
    if meetings_a_year > MONTHS_A_YEAR:
        return first + timedelta(weeks=_weeks(meetings_a_year) * number)
    return _same_weekday(first, _months(meetings_a_year) * number)


def _months(meetings_a_year: int) -> int:
    return max(1, round(MONTHS_A_YEAR / meetings_a_year))


def _weeks(meetings_a_year: int) -> int:
    return max(1, round(WEEKS_A_YEAR / meetings_a_year))


def _same_weekday(first: date, months: int) -> date:
    """The same weekday of a later month, counted from its beginning; the last one where it has no fifth."""
    years, month = divmod(first.year * MONTHS_A_YEAR + first.month - 1 + months, MONTHS_A_YEAR)
    month += 1
    which = (first.day - 1) // 7
    first_weekday, length = calendar.monthrange(years, month)
    day = 1 + (first.weekday() - first_weekday) % 7 + 7 * which
    return date(years, month, day if day <= length else day - 7)
