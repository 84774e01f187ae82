"""The Celery tasks, thin: two of the job row, two of the timetable and one of the history. Other apps hardly need their own.

They enqueue a kind of job, or add a periodic job to ``dorset_lsp.schedule``.
"""

from celery import shared_task
from django.utils import timezone

from dorset_lsp.common import jobs, sealing
from dorset_lsp.common import periodic as periodic_jobs
from dorset_lsp.common.today import today


@shared_task
def run(*, job_id: int) -> None:
    """Do one job, if nobody else has it."""
    jobs.run(job_id=job_id)


@shared_task
def rescue() -> None:
    """Hand out again what was lost or waits."""
    jobs.rescue(now=timezone.now())


@shared_task
def periodic(*, name: str) -> None:
    """Find what is due on the partnership's day, and ask for a job for each thing."""
    periodic_jobs.run(name=name, on=today())


@shared_task
def catch_up() -> None:
    """Run what missed its time, or whose day was moved."""
    periodic_jobs.catch_up(now=timezone.now())


@shared_task
def seal_history() -> None:
    """Seal what has happened since the last time."""
    sealing.seal(now=timezone.now())
