"""What PostgreSQL itself holds about the partnership, and two people at the same moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from dorset_lsp.common.changes import Refused
from partnerships.changes import memberships, minutes
from partnerships.models import Decision, Meeting, Membership
from tests.factories.partnerships import (
    AttendanceFactory,
    DecisionFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.factories.world import ON, build_world
from tests.infrastructure.test_performance_on_postgresql import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
MAY, JUNE, JULY = date(2009, 5, 1), date(2009, 6, 1), date(2009, 7, 1)


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    return build_world()


def test_two_terms_in_one_seat_cannot_overlap_even_past_the_changes(world):
    seat = SeatFactory(body=world.board, number=9)
    MembershipFactory(body=world.board, seat=seat, from_on=MAY, to_on=JULY)

    with pytest.raises(IntegrityError, match="terms_in_a_seat_never_overlap"), transaction.atomic():
        MembershipFactory(body=world.board, seat=seat, from_on=JUNE)


def test_the_day_after_and_a_row_that_is_no_longer_believed_are_free(world):
    seat = SeatFactory(body=world.board, number=9)
    MembershipFactory(body=world.board, seat=seat, from_on=MAY, to_on=JUNE)
    MembershipFactory(body=world.board, seat=seat, from_on=MAY, known_to=ON)

    assert MembershipFactory(body=world.board, seat=seat, from_on=JUNE).seat == seat


def test_people_beside_the_seats_are_many(world):
    for _ in range(2):
        MembershipFactory(body=world.board, seat=None, role="adviser", from_on=MAY)

    assert Membership.objects.filter(role="adviser").count() == 2


def test_the_last_seat_is_handed_on_to_one_of_two_at_once(world):
    held = Membership.objects.get(person=world.lead)
    first, second = PersonFactory(name="First"), PersonFactory(name="Second")

    def hand_on(person):
        mine = Membership.objects.get(pk=held.pk)
        return memberships.transfer(
            membership=mine, person=person, from_on=MAY, reason="New post", by=world.coordinator, on=ON
        )

    found = both_at_once(lambda: hand_on(first), lambda: hand_on(second))

    assert sorted(isinstance(one, Refused) for one in found) == [False, True]
    assert held.seat.memberships.believed().held_on(MAY).count() == 1


@pytest.mark.parametrize(
    "sql", ["UPDATE partnerships_decision SET number = 9", "DELETE FROM partnerships_decision"]
)
def test_a_fixed_decision_is_neither_changed_nor_removed_by_plain_sql(world, sql):
    DecisionFactory(fixed_on=ON)

    with pytest.raises(IntegrityError, match="fixed once its minutes are agreed"), transaction.atomic():
        connection.cursor().execute(sql)

    assert Decision.objects.count() == 1


def test_a_decision_recorded_while_the_minutes_are_agreed_is_fixed_with_them_or_refused(world):
    meeting = MeetingFactory(
        body=world.economy, starts_at=datetime(2009, 4, 16, 9, tzinfo=UTC), state="drafted"
    )
    AttendanceFactory(meeting=meeting)

    both_at_once(
        lambda: minutes.agree(meeting=Meeting.objects.get(pk=meeting.pk), by=world.lead, on=ON),
        lambda: minutes.decide(
            meeting=Meeting.objects.get(pk=meeting.pk), wording="To build.", by=world.coordinator, on=ON
        ),
    )

    meeting.refresh_from_db()
    assert meeting.state == "agreed"
    assert set(meeting.decisions.values_list("fixed_on", flat=True)) <= {ON}
