"""The one thing that a person may do to a job: ask that a failed one be tried again."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import jobs
from dorset_lsp.common.changes import Actor, Refused, change, record, require
from dorset_lsp.common.models.job import Job


@change
def try_again(*, job: Job, by: Actor, on: date) -> None:
    """Give a failed job another chance. Raises Refused when it is not failed (any more)."""
    require(by, "common.set_up", job)
    if not jobs.requeue(job):
        raise Refused("This job has not failed, or somebody has just asked for it to be tried again.")
    record("job.try_again", job, by=by, on=on, difference={"state": ("failed", "queued")}, why=job.error)
