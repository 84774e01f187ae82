"""What the database itself holds about meetings."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partnerships.enums import MeetingState, Presence
from partnerships.models import Decision
from tests.factories.partnerships import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2009, 4, 20)


def test_a_fixed_decision_cannot_be_reworded_by_any_way():
    decision = DecisionFactory(fixed_on=DAY)

    with pytest.raises(IntegrityError, match="fixed once its minutes are agreed"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(wording="Something else.")

    assert Decision.objects.get().wording == decision.wording


def test_a_decision_whose_minutes_are_not_agreed_can_be_reworded():
    decision = DecisionFactory()

    Decision.objects.filter(pk=decision.pk).update(wording="Something else.")

    assert Decision.objects.get().wording == "Something else."


def test_a_body_meets_once_at_a_time():
    meeting = MeetingFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body=meeting.body, starts_at=meeting.starts_at)


def test_a_cancelled_meeting_leaves_its_time_free():
    gone = MeetingFactory(state=MeetingState.CANCELLED, cancel_reason="Snow")

    assert MeetingFactory(body=gone.body, starts_at=gone.starts_at).starts_at == gone.starts_at


def test_two_people_cannot_fill_one_seat_at_a_meeting():
    meeting, seat = MeetingFactory(), SeatFactory()
    AttendanceFactory(meeting=meeting, seat=seat)

    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(meeting=meeting, seat=seat, presence=Presence.SUBSTITUTE)


def test_decisions_are_told_to_the_body_and_after_the_minutes_to_everybody():
    member, stranger = MembershipFactory(), PersonFactory()
    draft = DecisionFactory(meeting=MeetingFactory(body=member.body))
    agreed = DecisionFactory(meeting=MeetingFactory(state=MeetingState.AGREED, agreed_on=DAY))

    assert set(Decision.objects.visible_to(member.person, DAY)) == {draft, agreed}
    assert set(Decision.objects.visible_to(stranger, DAY)) == {agreed}
