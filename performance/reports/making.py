"""Asking for the files of a report, and how far their making has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from dorset_lsp.common import jobs
from dorset_lsp.common.models import Job
from dorset_lsp.common.models.job import JobState
from performance.models import Edition, ReportSeal

NAME: Final = "compile_report"


@dataclass(frozen=True, slots=True)
class Making:
    """How the making of a report stands: ready, failed, or so many pieces done."""

    is_ready: bool
    has_failed: bool
    done: int = 0
    of: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will have it."""
        return not self.is_ready and not self.has_failed


def ask(edition: Edition) -> Job:
    """Ask a worker for the files of an edition's report. After a failure this is a new job with a key of its own."""
    attempts = _jobs(edition).count()
    key = f"report:{edition.pk}" + (f":{attempts + 1}" if attempts else "")
    return jobs.enqueue(name=NAME, key=key, arguments={"edition": edition.pk})


def state_of(edition: Edition) -> Making:
    """How it stands. An edition whose job is gone, or was never asked for, has failed: somebody may ask again."""
    if ReportSeal.objects.filter(edition=edition).exists():
        return Making(is_ready=True, has_failed=False)
    job = _jobs(edition).first()
    if job is None or job.state in (JobState.FAILED, JobState.DONE):
        return Making(is_ready=False, has_failed=True)
    return Making(is_ready=False, has_failed=False, done=job.done_units, of=job.all_units)


def _jobs(edition: Edition) -> QuerySet[Job]:
    """Every time that it was asked for, newest first."""
    return Job.objects.filter(
        Q(key=f"report:{edition.pk}") | Q(key__startswith=f"report:{edition.pk}:"), name=NAME
    )
