"""Periodic jobs: what a run leaves behind, what is late, what is caught up; and the timetable itself."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.utils.module_loading import import_string

from dorset_lsp.celery import app as celery
from dorset_lsp.common import periodic, setup, tasks
from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.models import Job, PeriodicRun, SentMail
from dorset_lsp.common.periodic import Item
from dorset_lsp.schedule import JobKind, PeriodicJob
from tests.factories.common import PeriodicRunFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SENTENCE = "Each day at 07:00, letters are written"


# ── a periodic job for these tests ───────────────────────────────────────────────────────────────────────
def letters_to_write(on):
    """Two letters on the fourth of a month and after, while they have not been written."""
    if on < ON:
        return []
    written = set(SentMail.objects.values_list("subject", flat=True))
    names = [name for name in ("Ann", "Bob") if name not in written]
    return [Item(f"letter:{name}", f"Write to {name}", {"name": name}) for name in names]


def write(*, name):
    SentMail.objects.create(to=f"{name}@example.com", subject=name, text="t", sent_at=NOW)


def stumble(on):
    raise KeyError("a fault in the finder")


@pytest.fixture(autouse=True)
def timetable(settings):
    settings.JOBS = {"write": JobKind(f"{__name__}.write")}
    settings.PERIODIC_JOBS = {
        SENTENCE: PeriodicJob("letters", f"{__name__}.letters_to_write", "write", time(7)),
    }


@pytest.fixture
def broken(settings):
    settings.PERIODIC_JOBS = {SENTENCE: PeriodicJob("letters", f"{__name__}.stumble", "write", time(7))}


def report(now=NOW):
    return periodic.reports(now=now)[0]


# ── running ──────────────────────────────────────────────────────────────────────────────────────────────
def test_run_twice_before_the_work_is_done_asks_once(do_jobs):
    runs = [periodic.run(name="letters", on=ON) for _ in range(2)]

    assert [(run.found, run.enqueued) for run in runs] == [(2, 2), (2, 0)]
    assert do_jobs() == ["write", "write"]
    assert periodic.run(name="letters", on=ON).found == 0
    assert sorted(SentMail.objects.values_list("subject", flat=True)) == ["Ann", "Bob"]


def test_the_day_before_brings_nothing_and_a_day_late_misses_nothing():
    assert periodic.run(name="letters", on=ON - timedelta(days=1)).found == 0
    assert periodic.run(name="letters", on=ON + timedelta(days=1)).enqueued == 2


def test_a_finder_that_fails_is_noted_and_raised(broken):
    with pytest.raises(KeyError):
        periodic.run(name="letters", on=ON)

    run = PeriodicRun.objects.get()
    assert run.error == "KeyError: 'a fault in the finder'"
    assert run.finished_at is not None


def test_the_task_runs_for_the_partnerships_day():
    setup.state_today(day=ON, by=NamedJob("setting the day"), on=ON)

    tasks.periodic(name="letters")

    assert PeriodicRun.objects.get().on == ON


# ── what is late, what is caught up ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-03-04T06:59:00+00:00", "2026-03-03T07:00:00+00:00", "2026-03-04T07:00:00+00:00"),
        ("2026-03-04T07:00:00+00:00", "2026-03-04T07:00:00+00:00", "2026-03-05T07:00:00+00:00"),
        # In a British summer seven is six in Greenwich, and the night of the change is an hour short.
        ("2026-03-29T05:59:00+00:00", "2026-03-28T07:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        ("2026-07-01T06:00:00+00:00", "2026-07-01T06:00:00+00:00", "2026-07-02T06:00:00+00:00"),
    ],
)
def test_times_are_those_of_this_place(now, last, following):
    found = periodic.due_times(time(7), datetime.fromisoformat(now))

    assert found == (datetime.fromisoformat(last), datetime.fromisoformat(following))


@pytest.mark.parametrize(
    ("started", "is_late"),
    [
        (datetime(2026, 3, 4, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 4, 11, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 7, 0, tzinfo=UTC), True),
    ],
)
def test_a_job_is_late_when_no_run_followed_its_time(started, is_late):
    PeriodicRunFactory(name="letters", started_at=started, on=started.date())

    assert (report().is_late, report().is_missed) == (is_late, is_late)


def test_a_job_is_not_late_within_minutes_of_its_time():
    PeriodicRunFactory(name="letters", started_at=datetime(2026, 3, 3, 7, 0, tzinfo=UTC))

    assert not report(now=datetime(2026, 3, 4, 7, 9, tzinfo=UTC)).is_late
    assert report(now=datetime(2026, 3, 4, 7, 10, tzinfo=UTC)).is_late


@pytest.mark.parametrize("trouble", [{"error": "KeyError"}, {"finished_at": None}])
def test_a_run_that_failed_or_was_lost_is_tried_again_but_not_at_once(trouble):
    PeriodicRunFactory(name="letters", started_at=NOW, **trouble)

    soon, later = report(now=NOW + timedelta(minutes=1)), report(now=NOW + timedelta(minutes=11))

    assert [(soon.is_late, soon.is_missed), (later.is_late, later.is_missed)] == [(True, False), (True, True)]


def test_when_the_stated_day_is_moved_the_jobs_run_for_it_at_once():
    setup.state_today(day=ON, by=NamedJob("setting the day"), on=ON)
    PeriodicRunFactory(name="letters", started_at=NOW, on=ON)
    before = report().is_missed
    setup.state_today(day=ON + timedelta(days=7), by=NamedJob("setting the day"), on=ON)

    assert (before, report().is_missed, report().is_late) == (False, True, False)


def test_what_was_missed_is_handed_out_and_what_was_not_is_left():
    assert periodic.catch_up(now=NOW) == ["letters"]

    PeriodicRunFactory(name="letters", started_at=NOW)

    assert periodic.catch_up(now=NOW) == []


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────
def by_hand(capsys, *words):
    call_command("run_job", *words)
    return capsys.readouterr().out.splitlines()


def test_a_dry_run_says_what_it_would_do_and_does_nothing(capsys):
    said = by_hand(capsys, "letters", "--on", "2026-03-04", "--dry-run")

    assert said == ["letters on Wednesday 4 March 2026: 2 due.", "  Write to Ann", "  Write to Bob"]
    assert (Job.objects.count(), PeriodicRun.objects.count()) == (0, 0)


def test_by_hand_it_is_handed_to_a_worker_or_done_now(capsys):
    asked = by_hand(capsys, "letters", "--on", "2026-03-04")
    done = by_hand(capsys, "letters", "--on", "2026-03-04", "--now")

    assert asked[-1] == "2 asked for."
    assert done[1] == "  Write to Ann (asked for already: queued)"
    assert done[-2:] == ["0 asked for.", "2 done. E-mails go out by a worker."]
    assert SentMail.objects.count() == 2


def test_an_unknown_name_lists_the_known_ones_and_a_day_must_be_one():
    with pytest.raises(CommandError, match=r"There is no periodic job “dance”\. There are: letters\."):
        call_command("run_job", "dance")
    with pytest.raises(CommandError, match="“soon” is not a day"):
        call_command("run_job", "letters", "--on", "soon")


# ── the real timetable ───────────────────────────────────────────────────────────────────────────────────
def test_every_sentence_says_its_time_and_every_entry_leads_somewhere():
    from dorset_lsp.schedule import JOBS, PERIODIC, TIMETABLE

    for sentence, job in PERIODIC.items():
        assert sentence.startswith(f"Each day at {job.at:%H:%M}, ")
        assert callable(import_string(job.finder))
        assert callable(import_string(JOBS[job.doing].path))
        assert TIMETABLE[sentence]["kwargs"] == {"name": job.name}
        assert TIMETABLE[sentence]["schedule"].hour == {job.at.hour}
        assert TIMETABLE[sentence]["schedule"].minute == {job.at.minute}
    celery.loader.import_default_modules()
    assert {one["task"] for one in TIMETABLE.values()} <= set(celery.tasks)
    assert django_settings.CELERY_TIMEZONE == "Europe/London"


def test_rounds_open_before_anybody_is_reminded_of_them():
    from dorset_lsp.schedule import PERIODIC

    times = {job.name: job.at for job in PERIODIC.values()}
    order = [times[name] for name in ("open_rounds", "mark_late", "remind_owners", "tell_leads")]

    assert all(first < second for first, second in pairwise(order))
