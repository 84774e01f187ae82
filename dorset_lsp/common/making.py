"""Files that a worker makes of something frozen: asked for once, asked for again after a failure, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job, JobState


@dataclass(frozen=True, slots=True)
class Making:
    """How the making stands: ready, failed, or so many pieces done."""

    is_ready: bool
    has_failed: bool
    done: int = 0
    of: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether a worker has it, or will have it."""
        return not self.is_ready and not self.has_failed


def ask(*, name: str, stem: str, arguments: dict[str, Any]) -> Job:
    """Ask a worker for it. ``stem`` names the thing among the jobs; after a failure this is a new job with its own key."""
    attempts = _jobs(name, stem).count()
    key = stem + (f":{attempts + 1}" if attempts else "")
    return jobs.enqueue(name=name, key=key, arguments=arguments)


def state_of(*, name: str, stem: str, is_ready: bool) -> Making:
    """How it stands. What is not ready and whose job is gone, or was never asked for, has failed: somebody may ask again."""
    if is_ready:
        return Making(is_ready=True, has_failed=False)
    job = _jobs(name, stem).first()
    if job is None or job.state in (JobState.FAILED, JobState.DONE):
        return Making(is_ready=False, has_failed=True)
    return Making(is_ready=False, has_failed=False, done=job.done_units, of=job.all_units)


def _jobs(name: str, stem: str) -> QuerySet[Job]:
    """Every time that it was asked for, newest first."""
    return Job.objects.filter(Q(key=stem) | Q(key__startswith=f"{stem}:"), name=name)
