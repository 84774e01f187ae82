"""The two Celery tasks of the job row. Other apps need none of their own: they enqueue a kind of job."""

from celery import shared_task
from django.utils import timezone

from dorset_lsp.common import jobs


@shared_task
def run(*, job_id: int) -> None:
    """Do one job, if nobody else has it."""
    jobs.run(job_id=job_id)


@shared_task
def rescue() -> None:
    """Hand out again what was lost or waits."""
    jobs.rescue(now=timezone.now())
