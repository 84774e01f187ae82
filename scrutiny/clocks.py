"""The clocks of scrutiny: when an answer is due and how that was worked out, and when progress is looked at again.

Pure: every date is an argument. A clock runs from the later of two receipts where a notice is required, and that day
is day one. A deadline on a weekend or bank holiday is not moved, but is shown as such. These are computed dates, not
legal advice; sources in ``docs/decisions/0050-a-clock-counts-the-day-of-receipt.md``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from scrutiny.enums import Basis

RULE_VERSION: Final = "1"
MONTHS_A_YEAR: Final = 12
FIRST_CHECK: Final = 6
YEARLY: Final = 12
SATURDAY: Final = 5
WARNED_BEFORE: Final = (14, 3)
"""Days before a deadline on which its addressee is told of it."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed date, or why there is none.

    ``starts_on`` is day one. ``waiting_for`` says what the clock still waits for. ``lines`` are the sum, as (label,
    words) pairs for the page that asks how it was worked out.
    """

    due_on: date | None
    starts_on: date | None
    waiting_for: str
    lines: tuple[tuple[str, str], ...]

    @property
    def has_clock(self) -> bool:
        """Whether there is a day, or will be one."""
        return self.due_on is not None or bool(self.waiting_for)


def deadline(
    basis: str,
    *,
    report_received_on: date | None,
    notice_received_on: date | None,
    needs_notice: bool,
    asked_for_on: date | None = None,
) -> Deadline:
    """When an answer is due on this basis. A duty to have regard has no clock; what is asked has the day asked for."""
    if basis == Basis.HAVE_REGARD:
        return Deadline(
            None, None, "", (("Duty", "to have regard; no answer is required, so there is no date"),)
        )
    if basis == Basis.ASKED:
        words = (
            f"no legal clock; an answer by {_words(asked_for_on)} was asked for" if asked_for_on else "none"
        )
        return Deadline(asked_for_on, None, "" if asked_for_on else "a day to be agreed", (("Duty", words),))
    received = _receipts(report_received_on, notice_received_on, needs_notice=needs_notice)
    missing = " and ".join(name for name, day in received if day is None)
    receipts = [
        (f"{name.capitalize()} received", _words(day) if day else "not yet") for name, day in received
    ]
    if missing:
        rule = ("Clock", f"has not started: it waits for the {missing}")
        return Deadline(None, None, missing, (*receipts, rule))
    starts_on = max(day for _, day in received if day is not None)
    due_on = two_months_from(starts_on) if basis == Basis.TWO_MONTHS else days_28_from(starts_on)
    first = "the later of the two" if needs_notice else "the day of receipt"
    return Deadline(
        due_on,
        starts_on,
        "",
        (
            *receipts,
            ("Day one", f"{_words(starts_on)}, {first}"),
            ("Last day", _sum(basis, starts_on, due_on)),
        ),
    )


def two_months_from(first: date) -> date:
    """The last day of two months of which ``first`` is day one.

    The day before the same day number two months on, or the last day of that month if it has no such number.
    """
    year, month = _month_after(first, 2)
    last = monthrange(year, month)[1]
    if first.day > last:
        return date(year, month, last)
    return date(year, month, first.day) - timedelta(days=1)


def days_28_from(first: date) -> date:
    """The 28th day, ``first`` being day one."""
    return first + timedelta(days=27)


def months_after(day: date, months: int) -> date:
    """The same day number so many calendar months later, or the last day of a month that has no such number."""
    year, month = _month_after(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_check(accepted_on: date, *, after: date) -> date:
    """The first check after a day: 6 and 12 months after acceptance, then every year."""
    months = FIRST_CHECK
    while months_after(accepted_on, months) <= after:
        months += FIRST_CHECK if months == FIRST_CHECK else YEARLY
    return months_after(accepted_on, months)


def day_off(day: date, holidays: Mapping[date, str]) -> str:
    """What kind of day off it is: "Saturday", "Sunday", or the bank holiday's name; "" for a working day."""
    if day in holidays:
        return holidays[day]
    return f"{day:%A}" if day.weekday() >= SATURDAY else ""


def days_late(due_on: date | None, on: date) -> int:
    """How many days a deadline has passed; 0 while it has not, or where there is none."""
    return max((on - due_on).days, 0) if due_on else 0


def warning_day(due_on: date, on: date) -> tuple[str, date] | None:
    """The newest day for a word about a deadline that has come by ``on``, with its kind; None before the first.

    14 and 3 days before, on the day, the day after, and each week after that.
    """
    if on > due_on:
        weeks = (on - due_on - timedelta(days=1)).days // 7
        return "after", due_on + timedelta(days=1 + 7 * weeks)
    if on == due_on:
        return "on", due_on
    come = [due_on - timedelta(days=days) for days in WARNED_BEFORE if due_on - timedelta(days=days) <= on]
    return ("before", max(come)) if come else None


def _receipts(
    report: date | None, notice: date | None, *, needs_notice: bool
) -> tuple[tuple[str, date | None], ...]:
    return (("report", report), ("notice", notice)) if needs_notice else (("report", report),)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    return day.year + years, month + 1


def _sum(basis: str, first: date, due_on: date) -> str:
    if basis == Basis.DAYS_28:
        return f"{_words(due_on)}, the 28th day"
    year, month = _month_after(first, 2)
    if first.day > monthrange(year, month)[1]:
        return f"{_words(due_on)}: there is no {first.day} {date(year, month, 1):%B %Y}, so the last day of that month"
    return f"{_words(due_on)}, the day before {date(year, month, first.day):%-d %B %Y}"


def _words(day: date) -> str:
    return f"{day:%A %-d %B %Y}"
