"""Meetings scheduled, moved, cancelled, and everybody told; what stands on their agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.references import Reference
from partnerships.changes import agendas, meetings
from partnerships.models import Meeting
from tests.factories.partnerships import (
    ActionFactory,
    MeetingFactory,
    PaperFactory,
    StandingItemFactory,
)
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
STARTS = datetime(2009, 5, 14, 9, 0, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


def schedule(world, **given):
    asked = {
        "body": world.economy,
        "starts_at": STARTS,
        "ends_at": STARTS + TWO_HOURS,
        "by": world.lead,
        "on": ON,
    }
    return meetings.schedule(**(asked | given))


def titles(meeting):
    return [item.title for item in meeting.items.all()]


def sent(do_jobs):
    """The calendar part of each e-mail that goes out now, by receiver. E-mails without one are not about meetings."""
    do_jobs()
    parts = {
        message.to[0]: Calendar.from_ical(form.content)
        for message in mail.outbox
        for form in message.alternatives
        if form.mimetype.startswith("text/calendar")
    }
    mail.outbox.clear()
    return parts


# --- scheduling ----------------------------------------------------------------------------------------------


def test_an_agenda_begins_with_the_standing_items_of_such_a_body(world):
    StandingItemFactory(body_kind="theme_group", position=2, title="Any other business")
    StandingItemFactory(body_kind="theme_group", position=1, title="Apologies")
    StandingItemFactory(body_kind="board", position=1, title="Declarations")

    assert titles(schedule(world)) == ["Apologies", "Any other business"]


def test_scheduling_the_same_meeting_twice_is_one(world):
    assert schedule(world) == schedule(world, place="Elsewhere")
    assert Meeting.objects.count() == 1


def test_a_series_leaves_days_on_which_the_body_meets_already(world):
    there = schedule(world, place="Here")
    times = [(STARTS + timedelta(days=91 * n), STARTS + timedelta(days=91 * n) + TWO_HOURS) for n in range(3)]

    made = meetings.schedule_series(body=world.economy, times=times, place="Town hall", by=world.lead, on=ON)

    assert (made[0], made[0].place, Meeting.objects.count()) == (there, "Here", 3)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ends_at": STARTS}, "cannot end before"),
        ({"starts_at": STARTS.replace(year=2006), "ends_at": STARTS}, "does not exist on 14 May 2006"),
    ],
)
def test_what_cannot_be_is_refused(world, given, words):
    with pytest.raises(Refused, match=words):
        schedule(world, **given)


@pytest.mark.parametrize("name", ["group_member", "lead2", "member", "outsider", "admin"])
def test_others_schedule_nothing(world, name):
    with pytest.raises(PermissionDenied):
        schedule(world, by=getattr(world, name))


# --- telling -------------------------------------------------------------------------------------------------


def test_everybody_of_the_body_is_invited_once_with_a_request_for_their_calendar(world, do_jobs):
    meeting = schedule(world, place="Committee Room 1")

    assert meetings.invite(meeting=meeting, by=world.lead, on=ON) == 2
    assert meetings.invite(meeting=meeting, by=world.lead, on=ON) == 0

    parts = sent(do_jobs)
    assert set(parts) == {world.lead.email, world.group_member.email}
    event = parts[world.lead.email].walk("VEVENT")[0]
    assert (parts[world.lead.email]["method"], event["sequence"], event["location"]) == (
        "REQUEST",
        0,
        "Committee Room 1",
    )
    assert (event["dtstart"].dt, event["attendee"]) == (STARTS, f"mailto:{world.lead.email}")


def test_a_moved_meeting_tells_those_who_were_invited_under_the_next_sequence(world, do_jobs):
    meeting = schedule(world)
    meetings.invite(meeting=meeting, by=world.lead, on=ON)
    before = sent(do_jobs)[world.lead.email].walk("VEVENT")[0]
    later = STARTS + timedelta(days=7)

    meetings.alter(
        meeting=meeting,
        revision=0,
        starts_at=later,
        ends_at=later + TWO_HOURS,
        place="",
        title="",
        by=world.lead,
        on=ON,
    )

    event = sent(do_jobs)[world.lead.email].walk("VEVENT")[0]
    assert (event["uid"], event["sequence"], event["dtstart"].dt) == (before["uid"], 1, later)


def test_a_cancelled_meeting_is_taken_out_of_calendars(world, do_jobs):
    meeting = schedule(world)
    meetings.invite(meeting=meeting, by=world.lead, on=ON)
    sent(do_jobs)

    meetings.cancel(meeting=meeting, reason="Snow.", by=world.lead, on=ON)

    calendar = sent(do_jobs)[world.group_member.email]
    event = calendar.walk("VEVENT")[0]
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)


def test_nobody_is_told_of_a_meeting_to_which_nobody_was_invited(world, do_jobs):
    meetings.cancel(meeting=schedule(world), reason="Snow.", by=world.lead, on=ON)

    assert sent(do_jobs) == {}


def test_the_second_of_two_who_move_a_meeting_is_told(world):
    meeting = schedule(world)
    same = Meeting.objects.get(pk=meeting.pk)
    when = {"starts_at": STARTS, "ends_at": STARTS + TWO_HOURS, "title": "", "by": world.lead, "on": ON}
    meetings.alter(meeting=meeting, revision=0, place="Room 1", **when)

    with pytest.raises(SomebodyWasFaster):
        meetings.alter(meeting=same, revision=0, place="Room 2", **when)

    assert Meeting.objects.get().place == "Room 1"


def test_a_meeting_is_not_moved_onto_another(world):
    schedule(world)
    other = schedule(
        world, starts_at=STARTS + timedelta(days=1), ends_at=STARTS + timedelta(days=1) + TWO_HOURS
    )

    with pytest.raises(Refused, match="meets at that time already"):
        meetings.alter(
            meeting=other,
            revision=0,
            starts_at=STARTS,
            ends_at=STARTS + TWO_HOURS,
            place="",
            title="",
            by=world.lead,
            on=ON,
        )


# --- agendas -------------------------------------------------------------------------------------------------


def test_a_record_stands_once_on_an_agenda_however_often_it_is_brought_forward(world):
    meeting, action = schedule(world), ActionFactory(title="Ask the builders")
    thing = agendas.Brought("Action: Ask the builders", "It is late.", "note", Reference.to(action))

    added = [agendas.bring_forward(meeting=meeting, things=[thing], by=world.lead, on=ON) for _ in range(2)]

    assert (added, meeting.items.get().about) == ([1, 0], Reference("partnerships.action", action.pk))


def test_a_title_that_is_too_long_for_an_item_ends_with_a_whole_word_and_an_ellipsis(world):
    meeting, action = schedule(world), ActionFactory(title=f"{'Ask the builders ' * 11}tomorrow")
    thing = agendas.Brought(f"Action: {action.title}", "It is late.", "note", Reference.to(action))

    agendas.bring_forward(meeting=meeting, things=[thing], by=world.lead, on=ON)

    assert titles(meeting) == [f"Action: {'Ask the builders ' * 11}".rstrip() + "…"]
    assert AuditEvent.objects.get(what="agenda.add").difference["item"] == [None, *titles(meeting)]


def test_items_change_places(world):
    meeting = schedule(world)
    first, second = (agendas.add(meeting=meeting, title=title, by=world.lead, on=ON) for title in "ab")

    agendas.move(item=second, up=True, by=world.lead, on=ON)
    assert titles(meeting) == ["b", "a"]

    agendas.move(item=first, up=False, by=world.lead, on=ON)
    assert titles(meeting) == ["b", "a"]


def test_an_item_with_papers_stays_on_the_agenda(world):
    item = agendas.add(meeting=schedule(world), title="The plan", by=world.lead, on=ON)
    PaperFactory(meeting=item.meeting, item=item)

    with pytest.raises(Refused, match="Papers belong to this item"):
        agendas.remove(item=item, by=world.lead, on=ON)


def test_an_agenda_is_closed_once_the_minutes_are_agreed(world):
    meeting = MeetingFactory(body=world.economy, state="agreed", agreed_on=ON)

    with pytest.raises(Refused, match="minutes of this meeting are agreed"):
        agendas.add(meeting=meeting, title="Late thought", by=world.lead, on=date(2009, 5, 20))
