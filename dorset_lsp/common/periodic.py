"""Periodic jobs: what is due on a day is found, and each thing found becomes a job with a key of its own.

A finder answers for a date, not for a moment. So it may be run twice (the keys are there already), or a day late
(what was due yesterday is still due), and by hand for any day. Every run leaves a row, by which ``/status/`` tells
when each job ran and when it should have, and by which a run that was missed is caught up within a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.module_loading import import_string

from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job
from dorset_lsp.common.models.periodic_run import PeriodicRun
from dorset_lsp.common.today import stated

TASK = "dorset_lsp.common.tasks.periodic"
GRACE = timedelta(minutes=10)
"""A job that has not run this long after its time is late; a run that failed or was lost is repeated after it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is due: the key of its job (what, whom, which deadline), in words, and the job's arguments."""

    key: str
    words: str
    arguments: dict[str, Any]


class UnknownPeriodicJob(LookupError):
    """No periodic job has this name; the sentence lists those there are."""


def names() -> list[str]:
    """The names of all periodic jobs, in the order of the timetable."""
    return [job.name for job in settings.PERIODIC_JOBS.values()]


def found(*, name: str, on: date) -> list[Item]:
    """What a periodic job would do on a day, and has not done. Writes nothing. Raises UnknownPeriodicJob."""
    finder: Callable[[date], list[Item]] = import_string(_job(name).finder)
    return finder(on)


def run(*, name: str, on: date) -> PeriodicRun:
    """Find what is due on a day and ask for a job for each thing. What the finder raises is noted and raised again."""
    job = _job(name)
    row = PeriodicRun.objects.create(name=name, on=on, started_at=timezone.now())
    try:
        items = found(name=name, on=on)
        row.found, row.enqueued = len(items), _ask(job.doing, items)
    except Exception as error:
        row.error = f"{type(error).__name__}: {error}"
        raise
    finally:
        row.finished_at = timezone.now()
        row.save()
    return row


def catch_up(*, now: datetime) -> list[str]:
    """Hand out the periodic jobs that should have run and did not. Returns their names."""
    missed = [report.name for report in reports(now=now) if report.is_missed]
    for name in missed:
        current_app.send_task(TASK, kwargs={"name": name}, retry=False, expires=50)
    return missed


@dataclass(frozen=True, slots=True)
class Report:
    """How one periodic job stands: its sentence, its last run, its next time.

    ``is_late``: its time passed, with grace, and no run since has succeeded. ``is_missed``: it is to be run now,
    because it is late or because the partnership's day was moved, unless a run was tried just now.
    """

    name: str
    sentence: str
    last_run: PeriodicRun | None
    next_at: datetime
    is_late: bool
    is_missed: bool


def reports(*, now: datetime) -> list[Report]:
    """Every periodic job, in the order of the timetable. Two queries, and one for the day."""
    rows = _latest(name__in=names())
    good = _latest(name__in=names(), finished_at__isnull=False, error="")
    day = stated()
    return [
        _report(sentence, job.name, job.at, rows.get(job.name), good.get(job.name), day, now)
        for sentence, job in settings.PERIODIC_JOBS.items()
    ]


def due_times(at: time, now: datetime) -> tuple[datetime, datetime]:
    """When a daily job last should have run, and when it should next, by the clock of this place."""
    local = timezone.localtime(now)
    first = local.date() if local.time() >= at else local.date() - timedelta(days=1)
    return _moment(first, at), _moment(first + timedelta(days=1), at)


def _report(
    sentence: str,
    name: str,
    at: time,
    last: PeriodicRun | None,
    good: PeriodicRun | None,
    day: date | None,
    now: datetime,
) -> Report:
    last_due, next_due = due_times(at, now)
    has_run = good is not None and good.started_at >= last_due
    is_late = not has_run and now >= last_due + GRACE
    is_moved = day is not None and (good is None or good.on != day)
    is_fresh = last is not None and last.started_at > now - GRACE and last != good
    return Report(name, sentence, last, next_due, is_late, (is_late or is_moved) and not is_fresh)


def _latest(**which: Any) -> dict[str, PeriodicRun]:
    """The newest run of each job among some."""
    newest = PeriodicRun.objects.filter(**which).order_by().values("name").annotate(newest=Max("pk"))
    return {row.name: row for row in PeriodicRun.objects.filter(pk__in=newest.values("newest"))}


def _ask(doing: str, items: Sequence[Item]) -> int:
    """Ask for a job for each thing, and say how many had not been asked for before."""
    known = set(Job.objects.filter(key__in=[item.key for item in items]).values_list("key", flat=True))
    new = [item for item in items if item.key not in known]
    for item in new:
        jobs.enqueue(name=doing, key=item.key, arguments=item.arguments)
    return len(new)


def _job(name: str) -> Any:
    """The entry of the timetable. Settings hold it, so its type is theirs."""
    for job in settings.PERIODIC_JOBS.values():
        if job.name == name:
            return job
    raise UnknownPeriodicJob(f"There is no periodic job “{name}”. There are: {', '.join(names())}.")


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at), timezone.get_default_timezone())
