"""What waits for somebody in the partnership."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from partnerships.models import Membership
from partnerships.work import work_items
from tests.factories.partnerships import ActionFactory, MeetingFactory, PaperFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


def test_an_open_action_waits_for_whoever_leads_it(world):
    action = ActionFactory(
        lead=world.owner, title="Ask the builders", body=world.economy, outcome=world.outcomes["economy"],
        due_on=date(2009, 3, 31),
    )  # fmt: skip
    ActionFactory(lead=world.owner, state="done", ended_on=ON)
    ActionFactory(lead=world.owner, state="proposed")

    [item] = work_items(world.owner, ON)

    assert (item.kind, item.title, item.detail) == ("Action", "Ask the builders", "Economy group: Economy")
    assert (item.due_on, item.is_late(ON), item.url) == (date(2009, 3, 31), True, action.get_absolute_url())
    assert (item.step_label, item.step_url) == (
        "Write progress",
        reverse("partnerships:action-note", args=[action.pk]),
    )


def test_a_proposal_waits_for_those_who_lead_its_group(world):
    ActionFactory(state="proposed", body=world.economy, raised_by=world.owner, title="Meet the lenders")

    waiting = {
        name: [item.title for item in work_items(getattr(world, name), ON)]
        for name in ("lead", "lead2", "member")
    }

    assert waiting == {"lead": ["Meet the lenders"], "lead2": [], "member": []}


@pytest.mark.parametrize(("days", "waits"), [(90, True), (91, False)])
def test_a_term_about_to_end_waits_for_its_holder_and_for_the_coordinator(world, days, waits):
    Membership.objects.filter(person=world.lead).update(to_on=ON + timedelta(days=days + 1))

    titles = [
        [item.title for item in work_items(person, ON)]
        for person in (world.lead, world.coordinator, world.chair)
    ]

    expected = [["Seat on Economy group ends"], ["Lead’s seat on Economy group ends"], []]
    assert titles == (expected if waits else [[], [], []])


def test_more_of_it_costs_no_more_queries(world, django_assert_num_queries):
    ActionFactory.create_batch(5, lead=world.lead, body=world.economy)
    ActionFactory.create_batch(5, state="proposed", body=world.economy)
    for day in range(1, 6):
        MeetingFactory(body=world.economy, starts_at=datetime(2009, 4, day, 9, tzinfo=UTC))
    world.lead.standing(ON)

    with django_assert_num_queries(8):
        assert len(work_items(world.lead, ON)) == 15


def test_a_meeting_waits_to_be_recorded_for_whoever_runs_it_once_its_day_has_come(world):
    ahead = MeetingFactory(body=world.economy)
    past = MeetingFactory(body=world.economy, starts_at=datetime(2009, 4, 16, 9, tzinfo=UTC))

    waiting = {
        name: [item.title for item in work_items(getattr(world, name), ON)]
        for name in ("lead", "group_member")
    }

    assert waiting == {"lead": [f"Record who came: {past}"], "group_member": []}
    assert work_items(world.lead, ahead.day)[-1].title == f"Record who came: {ahead}"


def test_papers_are_brought_by_whoever_leads_and_read_by_the_members_in_the_ten_days_before(world):
    meeting = MeetingFactory(body=world.economy)
    before = meeting.day - timedelta(days=10)
    wanted = [item.title for item in work_items(world.lead, before) if item.kind == "Paper"]
    PaperFactory(meeting=meeting)

    read = [
        (item.title, item.due_on) for item in work_items(world.group_member, before) if item.kind == "Paper"
    ]

    assert wanted == [f"No papers yet for {meeting}"]
    assert read == [(f"Papers for {meeting}", meeting.day)]
    assert not [
        item for item in work_items(world.group_member, before - timedelta(days=1)) if item.kind == "Paper"
    ]
