from threading import Barrier, Thread

import pytest
from django.db import connection

from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job
from dorset_lsp.common.models.sent_mail import SentMail

WORKERS = 4


def at_once(deed):
    """Call `deed` in several threads that start together. Gives what each returned."""
    barrier, results = Barrier(WORKERS), []

    def one():
        barrier.wait()
        try:
            results.append(deed())
        finally:
            connection.close()

    threads = [Thread(target=one) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_claim_at_once_one_gets_the_job(settings):
    assert connection.vendor == "postgresql"
    settings.EMAIL_BACKEND = "dorset_lsp.common.mail.DatabaseBackend"
    for number in range(10):
        mail = {"to": "a@example.com", "subject": "s", "text": "t", "html": None, "headers": {}}
        job = jobs.enqueue(name="send_mail", key=f"mail:{number}", arguments=mail)

        results = at_once(lambda job=job: jobs.run(job_id=job.pk))

        assert sorted(results) == [False] * (WORKERS - 1) + [True]
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}
    assert SentMail.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_one_key_asked_for_at_once_is_one_job():
    for number in range(10):
        made = at_once(
            lambda number=number: jobs.enqueue(name="send_mail", key=f"mail:{number}", arguments={}).pk
        )

        assert len(set(made)) == 1
    assert Job.objects.count() == 10
