"""On which days a partner's file is fetched. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from performance.enums import SourceRhythm
from performance.periods import add_months

DAYS: Final = {SourceRhythm.DAILY: 1, SourceRhythm.WEEKLY: 7}


def due_day(rhythm: str, first_on: date, on: date) -> date | None:
    """The latest day of the schedule that has come by ``on``; None before the first."""
    if on < first_on:
        return None
    if rhythm == SourceRhythm.MONTHLY:
        months = (on.year - first_on.year) * 12 + on.month - first_on.month
        day = add_months(first_on, months)
        return day if day <= on else add_months(first_on, months - 1)
    every = DAYS[SourceRhythm(rhythm)]
    return first_on + timedelta(days=(on - first_on).days // every * every)


def next_day(rhythm: str, first_on: date, on: date) -> date:
    """The first day of the schedule after ``on``."""
    day = due_day(rhythm, first_on, on)
    if day is None:
        return first_on
    if rhythm == SourceRhythm.MONTHLY:
        months = (day.year - first_on.year) * 12 + day.month - first_on.month
        return add_months(first_on, months + 1)
    return day + timedelta(days=DAYS[SourceRhythm(rhythm)])
