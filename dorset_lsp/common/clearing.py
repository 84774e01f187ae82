"""Clearing away the rows of jobs that were done long ago. Failed ones stay until somebody has looked at them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dorset_lsp.common.days import in_full
from dorset_lsp.common.models import Job, JobState, PeriodicRun
from dorset_lsp.common.periodic import Item

KEPT_FOR = timedelta(days=90)


def what_to_clear(on: date) -> list[Item]:
    """The finder: one clearing for the day, when a row has been done for longer than it is kept."""
    before = on - KEPT_FOR
    old = Job.objects.filter(state=JobState.DONE, finished_at__lt=_start_of(before)).count()
    if not old:
        return []
    return [
        Item(
            key=f"clear-jobs:{on}",
            words=f"Clear {old} jobs that were done before {in_full(before)}",
            arguments={"before": f"{before}"},
        )
    ]


def clear(*, before: str) -> None:
    """The job: remove done jobs, and the notes of periodic runs, from before a day."""
    moment = _start_of(date.fromisoformat(before))
    Job.objects.filter(state=JobState.DONE, finished_at__lt=moment).delete()
    PeriodicRun.objects.filter(finished_at__lt=moment).delete()


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
