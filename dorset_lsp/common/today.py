"""What day it is, asked of one function.

A partnership may state its day (a demonstration stands at a day in its past); pages, jobs and deadlines follow it.
Audit times do not: they are real. Rules never call this module: they take the date as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dorset_lsp.common import stamps
from dorset_lsp.common.models.clock import Clock

_asked_in_request: ContextVar[dict[str, date | None] | None] = ContextVar("asked_in_request", default=None)
_acting_on: ContextVar[date | None] = ContextVar("acting_on", default=None)


def stated() -> date | None:
    """The day the partnership states, or None when it runs on the real one. Asked once a request."""
    kept = _asked_in_request.get()
    if kept is not None and "day" in kept:
        return kept["day"]
    day = stamps.kept("stated-day", _read, of_kinds=(Clock,))
    if kept is not None:
        kept["day"] = day
    return day


def forget() -> None:
    """Ask for the stated day anew, because it has just been changed."""
    kept = _asked_in_request.get()
    if kept is not None:
        kept.clear()


def _read() -> date | None:
    return Clock.objects.values_list("stated_on", flat=True).first()


def today() -> date:
    """The partnership's day: that of the change under way, else the stated one, else the real one here."""
    return _acting_on.get() or stated() or timezone.localdate()


def real_time() -> datetime:
    """The real time, whatever day is stated: for what leaves the site, such as a calendar's time stamp."""
    return timezone.now()


@contextmanager
def acting_on(day: date) -> Iterator[None]:
    """Within this block it is that day: a change is judged by the seats held on the day that it is made."""
    token = _acting_on.set(day)
    try:
        yield
    finally:
        _acting_on.reset(token)


class TodayMiddleware:
    """Asks for the day once a request, so that one page never straddles two days."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asked_in_request.set({})
        try:
            with stamps.asked_once():
                return self.get_response(request)
        finally:
            _asked_in_request.reset(token)
