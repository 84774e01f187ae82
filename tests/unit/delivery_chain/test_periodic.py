"""What delivery chains do by themselves: on which day, for whom, and once."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from delivery_chain import periodic
from delivery_chain.changes import notices, reviews
from dorset_lsp.schedule import JOBS, PERIODIC
from tests.factories.world import ON

DUE = date(2009, 4, 30)


def do(found, run, do_jobs):
    """Do everything that was found, as the timetable would, and send what it says."""
    for item in found:
        run(**item.arguments)
    mail.outbox.clear()
    do_jobs()
    return sorted(message.to[0] for message in mail.outbox)


@pytest.mark.parametrize(
    ("day", "count"),
    [(ON, 0), (date(2009, 4, 26), 0), (date(2009, 4, 27), 3), (DUE, 3), (date(2009, 5, 7), 3)],
)
def test_groups_are_reminded_on_the_days_of_figures(chain, day, count):
    chain.open()

    assert len(periodic.sheets_to_remind_of(day)) == count


def test_only_those_whose_sheet_is_wanting_are_reminded_and_once(chain, world, do_jobs):
    chain.open()
    chain.submit(1)
    do_jobs()
    found = periodic.sheets_to_remind_of(DUE)

    told = do(found, periodic.remind_of_sheet, do_jobs)

    assert told == sorted([world.owner.email, world.member.email])
    assert periodic.sheets_to_remind_of(DUE) == []
    assert do(found, periodic.remind_of_sheet, do_jobs) == []


def test_a_sheet_that_came_in_meanwhile_is_not_reminded_of(chain, do_jobs):
    chain.open()
    found = periodic.sheets_to_remind_of(DUE)
    chain.submit(1)
    chain.submit(2)
    do_jobs()

    assert do(found, periodic.remind_of_sheet, do_jobs) == []


def test_a_next_round_is_told_on_its_day_and_once(chain, world, do_jobs):
    due_on = chain.closed().next_round_on
    do_jobs()
    assert periodic.next_rounds(date(2010, 4, 19)) == []

    told = do(periodic.next_rounds(due_on), periodic.tell_next_round, do_jobs)

    assert (told, periodic.next_rounds(due_on)) == ([world.lead.email], [])


def test_a_round_that_was_set_up_is_not_told(chain, world):
    closed = chain.closed()
    reviews.repeat(review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=ON)

    assert periodic.next_rounds(closed.next_round_on) == []


def test_a_late_action_of_a_closed_review_is_told_once_a_month(chain, world, do_jobs):
    chain.closed()
    do_jobs()
    assert periodic.undone_actions(date(2009, 6, 30)) == []

    told = do(periodic.undone_actions(date(2009, 7, 1)), periodic.tell_undone, do_jobs)

    assert told == [world.owner.email]
    assert periodic.undone_actions(date(2009, 7, 31)) == []
    assert len(periodic.undone_actions(date(2009, 8, 1))) == 1


def test_a_review_that_is_not_closed_chases_nobody(chain):
    chain.planned()
    chain.act(2)

    assert periodic.undone_actions(date(2009, 7, 1)) == []


def test_no_person_sends_what_the_timetable_sends(chain, world):
    chain.open()

    with pytest.raises(PermissionDenied):
        notices.remind_of_sheet(group=chain.group(1), person=world.owner, by=world.lead, on=ON)


def test_every_job_is_on_the_timetable():
    names = {job.name for job in PERIODIC.values()}

    assert {"remind_of_sheets", "tell_next_rounds", "tell_undone_actions"} <= names
    assert {"remind_of_sheet", "tell_next_round", "tell_undone"} <= JOBS.keys()
