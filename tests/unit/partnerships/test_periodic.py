"""The partnership's periodic jobs: run twice, run late, run the day before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from dorset_lsp.common import periodic as timetable
from partnerships import periodic
from partnerships.models import Body, Membership, Notice
from tests.factories.partnerships import ActionFactory, AgendaItemFactory, MeetingFactory, PaperFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def run(world, do_jobs):
    """Run one periodic job for a day and do what it asked for; gives the receivers of the e-mails that went out."""
    do_jobs()

    def go(name: str, on: date) -> list[str]:
        mail.outbox.clear()
        timetable.run(name=name, on=on)
        do_jobs()  # the thing itself
        do_jobs()  # its e-mails
        return sorted(message.to[0] for message in mail.outbox)

    return go


# --- terms ---------------------------------------------------------------------------------------------------


@pytest.fixture
def term(world):
    """The lead's term ends on 19 July 2009, 90 days after 20 April."""
    Membership.objects.filter(person=world.lead).update(to_on=date(2009, 7, 20))
    return Membership.objects.get(person=world.lead)


def test_a_term_is_flagged_90_days_ahead_to_its_holder_and_the_coordinator(world, term, run):
    assert run("flag_terms", ON - DAY) == []
    assert run("flag_terms", ON) == sorted([world.lead.email, world.coordinator.email])


def test_a_term_is_flagged_once_and_a_day_late_too(world, term, run):
    first, second = run("flag_terms", ON + 3 * DAY), run("flag_terms", ON + 4 * DAY)

    assert (len(first), second) == (2, [])


def test_another_end_is_another_notice(world, term, run):
    run("flag_terms", ON)
    Membership.objects.filter(pk=term.pk).update(to_on=date(2009, 6, 1))

    assert len(run("flag_terms", ON + DAY)) == 2


# --- series --------------------------------------------------------------------------------------------------


@pytest.fixture
def quarterly(world):
    """The economy group meets four times a year; its last meeting was on 12 March, so the next falls on 11 June."""
    Body.objects.filter(pk=world.economy.pk).update(meetings_a_year=4)
    return MeetingFactory(body=world.economy, starts_at=datetime(2009, 3, 12, 10, tzinfo=UTC), state="held")


def test_whoever_acts_for_a_body_hears_60_days_before_its_next_meeting_would_fall(world, quarterly, run):
    sixty_before = date(2009, 6, 11) - 60 * DAY

    assert run("continue_series", sixty_before - DAY) == []
    assert run("continue_series", sixty_before) == [world.lead.email]
    assert run("continue_series", sixty_before + DAY) == []


def test_a_meeting_in_the_calendar_leaves_nothing_to_tell(world, quarterly, run):
    MeetingFactory(body=world.economy, starts_at=datetime(2009, 6, 11, 10, tzinfo=UTC))

    assert run("continue_series", ON) == []


def test_a_cancelled_meeting_does_not_count(world, quarterly, run):
    MeetingFactory(
        body=world.economy,
        starts_at=datetime(2009, 6, 11, 10, tzinfo=UTC),
        state="cancelled",
        cancel_reason="Snow",
    )

    assert run("continue_series", ON) == [world.lead.email]


# --- papers --------------------------------------------------------------------------------------------------


def test_papers_are_asked_of_those_who_present_and_of_who_runs_the_meeting(world, run):
    meeting = MeetingFactory(body=world.economy, starts_at=datetime(2009, 4, 30, 10, tzinfo=UTC))
    AgendaItemFactory(meeting=meeting, presenter=world.member)
    done = AgendaItemFactory(meeting=meeting, presenter=world.owner)
    PaperFactory(meeting=meeting, item=done)

    assert run("ask_for_papers", ON - DAY) == []
    assert run("ask_for_papers", ON) == sorted([world.lead.email, world.member.email])
    assert run("ask_for_papers", ON + DAY) == []


def test_a_meeting_that_moved_is_asked_for_again(world, run):
    meeting = MeetingFactory(body=world.economy, starts_at=datetime(2009, 4, 30, 10, tzinfo=UTC))
    run("ask_for_papers", ON)
    type(meeting).objects.filter(pk=meeting.pk).update(
        starts_at=datetime(2009, 5, 7, 10, tzinfo=UTC), ends_at=datetime(2009, 5, 7, 12, tzinfo=UTC)
    )

    assert run("ask_for_papers", date(2009, 4, 28)) == [world.lead.email]


# --- actions -------------------------------------------------------------------------------------------------


@pytest.fixture
def action(world):
    """Due on 4 May, so that its first day for a reminder is 20 April."""
    return ActionFactory(lead=world.owner, due_on=date(2009, 5, 4), raised_on=date(2009, 2, 2))


def test_a_lead_is_reminded_on_the_days_and_in_one_message(world, action, run):
    ActionFactory(lead=world.owner, due_on=date(2009, 4, 20))

    days = {day: run("remind_of_actions", date(2009, 4, 1) + day * DAY) for day in range(25, 38)}

    assert [day for day, receivers in days.items() if receivers] == [25, 26, 30, 33]
    assert {len(receivers) for receivers in days.values()} <= {0, 1}


def test_twice_on_a_day_is_one_reminder_and_a_late_run_misses_nothing(world, action, run):
    assert run("remind_of_actions", ON + 2 * DAY) == [world.owner.email]
    assert run("remind_of_actions", ON + 2 * DAY) == []
    assert run("remind_of_actions", ON + 3 * DAY) == []


def test_an_action_that_is_done_is_not_reminded_of(world, run):
    ActionFactory(lead=world.owner, due_on=ON, state="done", ended_on=ON)

    assert run("remind_of_actions", ON) == []


def test_a_job_that_comes_late_looks_again(world, action):
    type(action).objects.filter(pk=action.pk).update(state="done", ended_on=ON)

    periodic.remind_of_actions(person_id=world.owner.pk, on=ON.isoformat())

    assert Notice.objects.count() == 0


@pytest.mark.parametrize("name", ["flag_terms", "continue_series", "ask_for_papers", "remind_of_actions"])
def test_nothing_is_found_where_nothing_is_due(world, name):
    assert timetable.found(name=name, on=ON) == []
