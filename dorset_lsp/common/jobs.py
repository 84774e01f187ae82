"""Work outside the request that is neither lost nor done twice.

A job is a row of our own; the message that reaches a worker is only a nudge. Brokers lose messages (the embedded
one loses whatever a killed worker held), so the row has a lease and a rescue on the timetable hands out again
what was lost. Claiming and finishing are one conditional UPDATE each: of two workers with the same job one gets
it, and a worker that was given up for lost can no longer finish.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from dorset_lsp.common.models.job import Job, JobState

TASK = "dorset_lsp.common.tasks.run"
FIRST_PAUSE = timedelta(seconds=30)
"""The pause after a first failed attempt; it doubles with each."""

log = logging.getLogger(__name__)


class TryAgainLater(Exception):
    """Raised by a job's function for a named, temporary trouble, such as a mail server that does not answer."""


class LeaseLost(Exception):
    """The job was given to another worker meanwhile; what this one wrote must be rolled back."""


def enqueue(*, name: str, key: str, arguments: dict[str, Any]) -> Job:
    """Ask for a job once. The same key again returns the first row and starts nothing.

    The worker hears of it after the present transaction commits; if it rolls back, nothing was asked.
    ``arguments`` must be plain JSON. Raises ValueError for a name that dorset_lsp.schedule does not know.
    """
    if name not in settings.JOBS:
        raise ValueError(f"There is no kind of job called “{name}” in dorset_lsp/schedule.py.")
    now = timezone.now()
    job, made = Job.objects.get_or_create(
        key=key, defaults={"name": name, "arguments": arguments, "queued_at": now, "due_at": now}
    )
    if made:
        # Robust: when the broker is away the row stands, and the rescue sends the message later.
        transaction.on_commit(lambda: _nudge(job.pk), robust=True)
    return job


def run(*, job_id: int) -> bool:
    """Do one job, if it is there to be done. True when this call did it.

    A temporary trouble, the database's own included, puts it back for later, up to settings.JOB_ATTEMPTS times;
    any other exception marks the job failed and is raised again, so that it stands in the log.
    """
    claim = _claim(job_id)
    if claim is None:
        return False
    try:
        claim.work()
    except LeaseLost:
        log.warning("Job %s was given to another worker; this one's work on it was undone.", job_id)
        return False
    except (TryAgainLater, OperationalError) as trouble:
        claim.put_back(str(trouble))
        return False
    except Exception as error:
        claim.fail(f"{type(error).__name__}: {error}")
        raise
    return True


def rescue(*, now: datetime) -> int:
    """Take jobs from lost workers, give up what was tried too often, nudge what waits. Returns the nudges sent."""
    overdue = now - timedelta(seconds=settings.JOB_NUDGE_SECONDS)
    lost = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    last_words = "The worker was lost, or held the job for longer than its lease."
    lost.filter(attempts__gte=settings.JOB_ATTEMPTS).update(
        state=JobState.FAILED, lease_until=None, finished_at=now, error=last_words
    )
    lost.update(state=JobState.QUEUED, lease_until=None, due_at=overdue, error=last_words)
    waiting = Q(state=JobState.QUEUED, due_at__lte=overdue)
    late = list(Job.objects.filter(waiting).order_by("due_at").values_list("pk", flat=True)[:1000])
    Job.objects.filter(waiting, pk__in=late).update(due_at=now)
    for job_id in late:
        _nudge(job_id)
    return len(late)


def requeue(job: Job) -> bool:
    """Give a failed job all its attempts again. False when it is not failed any more. Called by ``retrying``."""
    now = timezone.now()
    failed = Job.objects.filter(pk=job.pk, state=JobState.FAILED)
    if not failed.update(state=JobState.QUEUED, attempts=0, due_at=now, finished_at=None):
        return False
    transaction.on_commit(lambda: _nudge(job.pk), robust=True)
    return True


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's hold on one job: the row and the number of the attempt, which no later claim shares."""

    job: Job

    def work(self) -> None:
        """Call the job's function. Raises LeaseLost when the job went to another worker, and what it raises."""
        kind = settings.JOBS[self.job.name]
        function: Callable[..., object] = import_string(kind.path)
        if kind.in_pieces:
            function(**self.job.arguments, progress=self.progress)
            self.finish()
            return
        with transaction.atomic():
            function(**self.job.arguments)
            self.finish()

    def progress(self, *, done: int, of: int) -> None:
        """Note how far a job in pieces has come, and renew its lease. Raises LeaseLost."""
        lease = timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)
        self._write(done_units=done, all_units=of, lease_until=lease)

    def finish(self) -> None:
        """Mark the job done. Raises LeaseLost when it is no longer this worker's."""
        self._write(state=JobState.DONE, finished_at=timezone.now(), lease_until=None, error="")

    def put_back(self, why: str) -> None:
        """Leave the job for a later attempt, or give it up after the last."""
        if self.job.attempts >= settings.JOB_ATTEMPTS:
            self.fail(why)
            return
        pause = FIRST_PAUSE * 2 ** (self.job.attempts - 1)
        self._write(
            state=JobState.QUEUED, due_at=timezone.now() + pause, lease_until=None, error=why, quietly=True
        )

    def fail(self, why: str) -> None:
        """Mark the job failed, for good, with the reason that /status shows."""
        self._write(
            state=JobState.FAILED, finished_at=timezone.now(), lease_until=None, error=why, quietly=True
        )

    def _write(self, *, quietly: bool = False, **values: object) -> None:
        mine = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, attempts=self.job.attempts)
        if not mine.update(**values) and not quietly:
            raise LeaseLost


def _claim(job_id: int) -> Claim | None:
    now = timezone.now()
    claimed = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        lease_until=now + timedelta(seconds=settings.JOB_LEASE_SECONDS),
    )
    return Claim(Job.objects.get(pk=job_id)) if claimed else None


def _nudge(job_id: int) -> None:
    current_app.send_task(TASK, kwargs={"job_id": job_id}, retry=False)
