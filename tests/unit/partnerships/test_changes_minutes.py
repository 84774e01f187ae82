"""Who came, what was decided, and that it is fixed once the minutes are agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused
from partnerships.attendance import expected_at, quorum_of
from partnerships.changes import agendas, minutes
from partnerships.changes.minutes import Came
from partnerships.enums import Presence
from partnerships.models import Body, Decision, DecisionAction
from tests.factories.partnerships import DecisionFactory, MeetingFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
MEETS = datetime(2009, 4, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def meeting(world):
    """A meeting of the economy group four days ago, which nobody has recorded."""
    Body.objects.filter(pk=world.economy.pk).update(quorum=2)
    return MeetingFactory(body=Body.objects.get(pk=world.economy.pk), starts_at=MEETS)


def came(meeting, *presences):
    """The body's register with these answers, in the order of its seats."""
    return [
        Came(line.person, line.seat, presence)
        for line, presence in zip(expected_at(meeting), presences, strict=True)
    ]


def hold(world, meeting, *presences):
    minutes.hold(meeting=meeting, came=came(meeting, *presences), by=world.lead, on=ON)
    return meeting


def settle(world, meeting):
    minutes.draft(meeting=meeting, by=world.lead, on=ON)
    minutes.agree(meeting=meeting, by=world.lead, on=ON)


# --- who came ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("presences", "sentence"),
    [
        (("present", "present"), "Quorate: 2 seats filled, 2 needed."),
        (("present", "apologies"), "Not quorate: 1 seat filled, 2 needed."),
        (("absent", "absent"), "Not quorate: 0 seats filled, 2 needed."),
    ],
)
def test_a_meeting_is_quorate_by_the_seats_that_are_filled(world, meeting, presences, sentence):
    hold(world, meeting, *presences)

    assert quorum_of(meeting, meeting.attendances.all()).sentence == sentence


def test_a_substitute_fills_the_seat_of_whoever_sent_apologies(world, meeting):
    lead, other = expected_at(meeting)
    register = [
        Came(lead.person, lead.seat, Presence.PRESENT),
        Came(other.person, other.seat, Presence.APOLOGIES),
        Came(world.member, other.seat, Presence.SUBSTITUTE),
    ]

    minutes.hold(meeting=meeting, came=register, by=world.lead, on=ON)

    assert quorum_of(meeting, meeting.attendances.all()).is_quorate is True


def test_support_beside_the_seats_does_not_count(world, meeting):
    register = [Came(world.coordinator, None, Presence.PRESENT), Came(world.chair, None, Presence.PRESENT)]

    minutes.hold(meeting=meeting, came=register, by=world.lead, on=ON)

    assert quorum_of(meeting, meeting.attendances.all()).filled == 0


def test_the_quorum_of_the_day_stays_with_the_meeting(world, meeting):
    hold(world, meeting, "present", "present")

    Body.objects.filter(pk=world.economy.pk).update(quorum=9)

    meeting.refresh_from_db()
    assert quorum_of(meeting, meeting.attendances.all()).needed == 2


def test_a_body_without_a_quorum_is_not_judged(world, meeting):
    Body.objects.filter(pk=world.economy.pk).update(quorum=None)
    meeting.body.refresh_from_db()

    hold(world, meeting, "present", "absent")

    assert quorum_of(meeting, meeting.attendances.all()).sentence == "1 seat filled; this body has no quorum."


def test_two_people_cannot_sit_in_one_seat(world, meeting):
    lead, _ = expected_at(meeting)
    register = [
        Came(lead.person, lead.seat, Presence.PRESENT),
        Came(world.member, lead.seat, Presence.SUBSTITUTE),
    ]

    with pytest.raises(Refused, match="Two people cannot sit in one seat"):
        minutes.hold(meeting=meeting, came=register, by=world.lead, on=ON)

    meeting.refresh_from_db()
    assert meeting.state == "scheduled"


def test_a_meeting_is_not_held_before_its_day(world, meeting):
    with pytest.raises(Refused, match="cannot have been held yet"):
        minutes.hold(meeting=meeting, came=[], by=world.lead, on=date(2009, 4, 15))


# --- decisions -----------------------------------------------------------------------------------------------


def test_decisions_are_numbered_in_their_meeting(world, meeting):
    hold(world, meeting, "present", "present")
    item = agendas.add(meeting=meeting, title="Homes", by=world.lead, on=ON)

    made = [
        minutes.decide(meeting=meeting, wording=words, item=item, by=world.lead, on=ON)
        for words in ("To build.", "To ask.", "To wait.")
    ]

    assert [one.number for one in made] == [1, 2, 3]


def test_taking_one_out_moves_the_later_ones_up(world, meeting):
    hold(world, meeting, "present", "present")
    first, *_ = [
        minutes.decide(meeting=meeting, wording=words, by=world.lead, on=ON) for words in ("a", "b", "c")
    ]

    minutes.strike(decision=first, reason="Recorded twice.", by=world.lead, on=ON)

    assert list(meeting.decisions.values_list("number", "wording")) == [(1, "b"), (2, "c")]


def test_agreed_minutes_fix_every_decision(world, meeting):
    hold(world, meeting, "present", "present")
    decision = minutes.decide(meeting=meeting, wording="To build.", by=world.lead, on=ON)
    settle(world, meeting)
    decision.refresh_from_db()

    for attempt in (
        lambda: minutes.reword(decision=decision, wording="Not to.", item=None, by=world.lead, on=ON),
        lambda: minutes.strike(decision=decision, reason="No.", by=world.lead, on=ON),
        lambda: minutes.decide(meeting=meeting, wording="More.", by=world.lead, on=ON),
        lambda: minutes.write(meeting=meeting, said={}, minutes="More.", by=world.lead, on=ON),
        lambda: minutes.note_attendance(meeting=meeting, came=[], by=world.lead, on=ON),
    ):
        with pytest.raises(Refused, match="minutes agreed"):
            attempt()

    assert list(Decision.objects.values_list("wording", "fixed_on")) == [("To build.", ON)]


def test_drafted_minutes_can_be_taken_back_with_a_reason(world, meeting):
    hold(world, meeting, "present", "present")
    minutes.draft(meeting=meeting, by=world.lead, on=ON)

    with pytest.raises(Refused, match="Say why"):
        minutes.take_back(meeting=meeting, reason=" ", by=world.lead, on=ON)
    minutes.take_back(meeting=meeting, reason="A name was wrong.", by=world.lead, on=ON)

    assert meeting.state == "held"


def test_minutes_without_anybody_present_are_not_drafted(world, meeting):
    minutes.hold(meeting=meeting, came=[], by=world.lead, on=ON)

    with pytest.raises(Refused, match="Note who came"):
        minutes.draft(meeting=meeting, by=world.lead, on=ON)


def test_a_decision_and_its_action_name_each_other_and_the_action_is_open(world, meeting):
    hold(world, meeting, "present", "present")
    decision = minutes.decide(meeting=meeting, wording="To ask.", by=world.lead, on=ON)

    action = minutes.ask_for_action(
        decision=decision, title="Ask the builders", organisation=world.council, lead=world.owner,
        due_on=date(2009, 6, 1), by=world.lead, on=ON,
    )  # fmt: skip

    link = DecisionAction.objects.get()
    assert (link.decision, link.action, action.state, action.body) == (
        decision,
        action,
        "open",
        world.economy,
    )
    with pytest.raises(Refused, match="An action comes from this decision"):
        minutes.strike(decision=decision, reason="No.", by=world.lead, on=ON)


@pytest.mark.parametrize("name", ["group_member", "lead2", "outsider", "admin"])
def test_others_record_nothing(world, meeting, name):
    decision = DecisionFactory(meeting=meeting)

    with pytest.raises(PermissionDenied):
        minutes.reword(decision=decision, wording="x", item=None, by=getattr(world, name), on=ON)
