"""What scrutiny does by itself: run twice, one effect; a day late, nothing missed; the day before, nothing."""

from __future__ import annotations

from datetime import date

import pytest

from dorset_lsp.common import periodic
from dorset_lsp.common.models import Job
from scrutiny.bulletin import content_of, last_quarter, last_year
from scrutiny.changes import progress, recommendations, responses
from scrutiny.models import Bulletin, DeadlineNotice
from tests.factories.scrutiny import ISSUED_ON, ON

DUE = date(2008, 11, 14)
DEADLINES = "tell_scrutiny_deadlines"


def told(on: date, name: str = DEADLINES) -> int:
    return len(periodic.found(name=name, on=on))


def mails_about(start: str) -> list[str]:
    return sorted(
        job.arguments["to"] for job in Job.objects.filter(name="send_mail", key__contains=f"{start}:")
    )


def run(do_jobs, name: str, on: date) -> None:
    periodic.run(name=name, on=on)
    do_jobs()


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2008, 10, 30), 0),
        (date(2008, 10, 31), 2),
        (date(2008, 11, 13), 2),
        (DUE, 2),
        (date(2008, 11, 15), 2),
    ],
)
def test_each_responder_is_told_from_fourteen_days_before_on(world, on, found):
    world.receives(world.sent())

    assert told(on) == found


def test_run_twice_on_a_day_there_is_one_word_a_person(world, do_jobs):
    world.receives(world.sent())
    for _ in range(2):
        run(do_jobs, DEADLINES, DUE)

    assert DeadlineNotice.objects.count() == 2
    assert mails_about("scrutiny-deadline") == sorted([world.responder.email, world.responder2.email])


def test_each_day_of_the_calendar_is_told_once_and_again_each_week_after(world, do_jobs):
    world.receives(world.sent())
    days = [
        date(2008, 10, 31),
        date(2008, 11, 11),
        DUE,
        date(2008, 11, 15),
        date(2008, 11, 17),
        date(2008, 11, 22),
    ]
    for on in days:
        run(do_jobs, DEADLINES, on)

    told_on = DeadlineNotice.objects.filter(person=world.responder).order_by("pk").values_list("kind", "day")
    assert list(told_on) == [
        ("before", date(2008, 10, 31)), ("before", date(2008, 11, 11)), ("on", DUE), ("after", date(2008, 11, 15)),
        ("after", date(2008, 11, 22)),
    ]  # fmt: skip


def test_nobody_is_told_once_it_is_answered(world):
    ask = world.receives(world.sent())
    world.answered(ask=ask)

    assert told(DUE) == 0


@pytest.mark.parametrize("basis", ["have_regard"])
def test_a_duty_to_have_regard_is_never_chased(world, basis):
    world.receives(world.sent(basis))

    assert told(date(2012, 1, 1)) == 0


def test_a_job_that_comes_after_the_answer_says_nothing(world, do_jobs):
    ask = world.receives(world.sent())
    periodic.run(name=DEADLINES, on=DUE)
    world.answered(ask=ask)
    do_jobs()

    assert DeadlineNotice.objects.count() == 0


def test_responders_are_told_when_a_check_has_come(world, do_jobs):
    world.answered()

    assert (
        told(date(2009, 5, 4), "tell_scrutiny_checks"),
        told(date(2009, 5, 5), "tell_scrutiny_checks"),
    ) == (0, 2)
    for _ in range(2):
        run(do_jobs, "tell_scrutiny_checks", date(2009, 5, 6))
    assert DeadlineNotice.objects.filter(kind="check", day=date(2009, 5, 5)).count() == 2


# --- the bulletin -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "span"),
    [
        (date(2009, 4, 1), (date(2009, 1, 1), date(2009, 4, 1))),
        (date(2009, 6, 30), (date(2009, 1, 1), date(2009, 4, 1))),
        (date(2009, 1, 1), (date(2008, 10, 1), date(2009, 1, 1))),
    ],
)
def test_the_last_quarter_is_one_that_has_ended(on, span):
    found = last_quarter(on)

    assert (found.from_on, found.to_on) == span


def test_the_year_begins_in_the_partnerships_own_month():
    assert [last_year(date(2009, 4, 20), month).from_on for month in (4, 1, 7)] == [
        date(2008, 4, 1), date(2008, 1, 1), date(2007, 7, 1),
    ]  # fmt: skip


def test_a_bulletin_says_what_was_asked_answered_changed_and_is_late(world):
    response = world.answered(on=date(2008, 11, 5), ask=world.receives(world.sent()))
    responses.publish(response=response, by=world.clerk, on=date(2008, 11, 10))
    ask = world.ask(response.ask)
    claim = progress.claim(
        ask=ask, progress="implemented", text="Out.", by=world.responder, on=date(2008, 12, 1)
    )
    progress.decide(claim=claim, is_accepted=True, note="", by=world.group_chair, on=date(2008, 12, 2))
    recommendations.judge(
        recommendation=ask.recommendation,
        made="difference",
        because="Seen.",
        by=world.group_chair,
        on=date(2008, 12, 3),
    )

    found = content_of(last_quarter(date(2009, 1, 1)))

    assert [(one["where"], one["what"]) for one in found["answered"] + found["changed"]] == [
        ("North District Council", "1. Say what it does: accepted"),
        ("North District Council", "1. Say what it does: done"),
        ("Joint review", "1. Say what it does: made a difference"),
    ]
    assert (found["asked"], found["late"]) == ([], [])


def test_what_is_not_published_stands_in_no_bulletin(world):
    world.claimed()

    assert content_of(last_quarter(date(2009, 7, 1)))["changed"] == []


def test_a_bulletin_comes_out_once_and_goes_to_every_elected_member(world, do_jobs):
    world.sent()
    for _ in range(2):
        run(do_jobs, "bring_out_bulletins", ON)
    elected = {world.people[name].email for name in ("committee_chair", "group_chair", "member", "member2")}
    keys = Job.objects.filter(name="send_mail", key__contains="bulletin:")

    assert sorted(Bulletin.objects.values_list("kind", "from_on")) == [
        ("quarter", date(2009, 1, 1)), ("year", date(2008, 4, 1)),
    ]  # fmt: skip
    assert ({job.arguments["to"] for job in keys}, keys.count()) == (elected, 8)


def test_without_a_review_there_is_no_bulletin(world):
    assert told(date(2008, 1, 1), "bring_out_bulletins") == 0


def test_a_quarter_of_issue_says_what_was_asked(world):
    world.sent()

    assert [one["what"] for one in content_of(last_quarter(date(2008, 10, 1)))["asked"]] == [
        "1 recommendation"
    ]
    assert date(2008, 10, 1) > ISSUED_ON
