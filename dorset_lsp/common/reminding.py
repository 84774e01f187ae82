"""On which days somebody is reminded of what they owe: 14 and 3 days before its last day, on it, and each week after.

Pure. Source of the rule: the partnership's own practice, as docs/decisions/0021-a-periodic-job-is-a-finder.md says.
"""

from __future__ import annotations

from datetime import date, timedelta

BEFORE = (timedelta(days=14), timedelta(days=3), timedelta(0))
WEEK = timedelta(days=7)


def reminder_day(*, due_on: date, on: date) -> date | None:
    """The latest day for a reminder that has come by ``on``; None before the first."""
    if on >= due_on:
        return due_on + (on - due_on) // WEEK * WEEK
    return max((due_on - ahead for ahead in BEFORE if due_on - ahead <= on), default=None)


def is_reminder_due(*, due_on: date, last_heard_on: date, on: date) -> bool:
    """Whether a day for a reminder has come since the person last heard of it: when asked, sent back or reminded.

    So a day that was missed is made up for, several missed days by one reminder, and nobody hears twice a day.
    """
    day = reminder_day(due_on=due_on, on=on)
    return day is not None and day > last_heard_on


def monday_of(day: date) -> date:
    """The Monday of a day's week, that day itself if it is one."""
    return day - timedelta(days=day.weekday())
