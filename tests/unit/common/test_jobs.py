from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from dorset_lsp.common import jobs
from dorset_lsp.common.models.job import Job
from dorset_lsp.common.models.sent_mail import SentMail
from dorset_lsp.schedule import JobKind

pytestmark = pytest.mark.django_db


# ── kinds of job for these tests; a worker finds them by their dotted path ───────────────────────────────
def write_mail(*, to):
    SentMail.objects.create(to=to, subject="s", text="t", sent_at=timezone.now())


def write_mail_then_stumble(*, to):
    write_mail(to=to)
    raise KeyError("a fault in the program")


def write_mail_then_wait(*, to):
    write_mail(to=to)
    raise jobs.TryAgainLater("the server is away")


def write_mail_while_database_is_busy(*, to):
    raise OperationalError("database is locked")


def write_mail_too_slowly(*, to):
    """The lease runs out on the way, and another worker takes the job."""
    write_mail(to=to)
    Job.objects.update(attempts=2)


def count_to_three(*, progress):
    for number in range(1, 4):
        progress(done=number, of=3)


def count_after_the_lease(*, progress):
    Job.objects.update(attempts=2)
    progress(done=1, of=3)


@pytest.fixture(autouse=True)
def kinds(settings):
    functions = (
        write_mail,
        write_mail_then_stumble,
        write_mail_then_wait,
        write_mail_while_database_is_busy,
        write_mail_too_slowly,
    )
    settings.JOBS = {f.__name__: JobKind(f"{__name__}.{f.__name__}") for f in functions} | {
        f.__name__: JobKind(f"{__name__}.{f.__name__}", in_pieces=True)
        for f in (count_to_three, count_after_the_lease)
    }


def enqueued(name, **arguments):
    return jobs.enqueue(name=name, key="one", arguments=arguments)


def written():
    return list(SentMail.objects.values_list("to", flat=True))


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────
def test_the_same_key_is_one_job():
    first = enqueued("write_mail", to="first@example.com")
    second = enqueued("write_mail", to="second@example.com")

    assert second.pk == first.pk
    assert Job.objects.get().arguments == {"to": "first@example.com"}


def test_a_job_of_an_unknown_kind_is_refused_when_asked_for():
    with pytest.raises(ValueError, match="no kind of job called “dance”"):
        enqueued("dance")

    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_asked_for_in_a_transaction_that_rolls_back_was_never_asked_for():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueued("write_mail", to="a@example.com")
        _ = 1 / 0

    assert not Job.objects.exists()


def test_the_worker_hears_of_a_job_after_the_commit_and_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as first:
        enqueued("write_mail", to="a@example.com")
    with django_capture_on_commit_callbacks() as second:
        enqueued("write_mail", to="a@example.com")

    assert (len(first), len(second)) == (1, 0)


# ── doing ────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_job_is_done_once_however_often_it_is_run():
    job = enqueued("write_mail", to="a@example.com")

    assert [jobs.run(job_id=job.pk) for _ in range(3)] == [True, False, False]

    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until, job.error) == ("done", 1, None, "")
    assert job.finished_at is not None
    assert written() == ["a@example.com"]


def test_a_job_that_has_gone_is_left_quietly():
    assert jobs.run(job_id=404) is False


def test_a_fault_undoes_the_work_and_stands_on_the_row():
    job = enqueued("write_mail_then_stumble", to="a@example.com")

    with pytest.raises(KeyError):
        jobs.run(job_id=job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "KeyError: 'a fault in the program'")
    assert written() == []


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("write_mail_then_wait", "the server is away"),
        ("write_mail_while_database_is_busy", "database is locked"),
    ],
)
def test_a_temporary_trouble_undoes_the_work_and_waits(kind, reason):
    before = timezone.now()
    job = enqueued(kind, to="a@example.com")

    assert jobs.run(job_id=job.pk) is False

    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("queued", 1, reason)
    assert job.due_at >= before + jobs.FIRST_PAUSE
    assert written() == []


def test_the_pause_doubles_and_the_last_attempt_fails_for_good(settings):
    settings.JOB_ATTEMPTS = 3
    job = enqueued("write_mail_then_wait", to="a@example.com")
    pauses = []

    for _ in range(4):
        before = timezone.now()
        jobs.run(job_id=job.pk)
        job.refresh_from_db()
        pauses.append(round((job.due_at - before).total_seconds()))

    assert pauses[:2] == [30, 60]
    assert (job.state, job.attempts, job.error) == ("failed", 3, "the server is away")


def test_a_worker_that_was_given_up_cannot_finish_and_its_work_is_undone():
    job = enqueued("write_mail_too_slowly", to="a@example.com")

    assert jobs.run(job_id=job.pk) is False

    job.refresh_from_db()
    assert job.state == "running"
    assert written() == []


def test_a_job_in_pieces_tells_how_far_it_is_and_renews_its_lease():
    job = enqueued("count_to_three")

    assert jobs.run(job_id=job.pk) is True

    job.refresh_from_db()
    assert (job.state, job.done_units, job.all_units) == ("done", 3, 3)


def test_a_job_in_pieces_stops_when_it_was_given_to_another():
    job = enqueued("count_after_the_lease")

    assert jobs.run(job_id=job.pk) is False

    job.refresh_from_db()
    assert (job.state, job.done_units) == ("running", 0)


# ── rescuing ─────────────────────────────────────────────────────────────────────────────────────────────
def lost(*, attempts=1):
    now = timezone.now()
    return Job.objects.create(
        name="write_mail",
        key="lost",
        arguments={"to": "a@example.com"},
        state="running",
        attempts=attempts,
        queued_at=now,
        due_at=now,
        started_at=now,
        lease_until=now + timedelta(minutes=5),
    )


def test_a_job_within_its_lease_is_left_to_its_worker():
    job = lost()

    assert jobs.rescue(now=timezone.now()) == 0

    job.refresh_from_db()
    assert job.state == "running"


def test_a_lost_job_is_handed_out_again_and_done():
    job = lost()

    assert jobs.rescue(now=timezone.now() + timedelta(minutes=6)) == 1
    assert jobs.run(job_id=job.pk) is True

    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert written() == ["a@example.com"]


def test_a_job_lost_too_often_is_given_up_in_sight(settings):
    job = lost(attempts=settings.JOB_ATTEMPTS)

    assert jobs.rescue(now=timezone.now() + timedelta(minutes=6)) == 0

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error == "The worker was lost, or held the job for longer than its lease."


def test_a_waiting_job_is_nudged_when_its_message_is_late_and_not_again_at_once():
    enqueued("write_mail", to="a@example.com")
    now = timezone.now()

    nudges = [jobs.rescue(now=now + timedelta(seconds=after)) for after in (0, 31, 32, 62)]

    assert nudges == [0, 1, 0, 1]
