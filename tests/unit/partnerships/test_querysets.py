"""Reads of the partnership: lives, seats, and who sees which people and actions."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from partnerships.models import Action, Body, Membership, Organisation, Outcome, Person, Seat
from tests.factories.partnerships import (
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    OutcomeFactory,
    PersonFactory,
    SeatFactory,
)
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
ANYONE = AnonymousUser()


def titles(rows):
    return sorted(row.title for row in rows)


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        (date(2008, 3, 31), False),
        (date(2008, 4, 1), True),
        (date(2009, 3, 31), True),
        (date(2009, 4, 1), False),
    ],
)
def test_a_body_and_a_seat_exist_from_their_first_day_up_to_the_first_day_after(day, exists):
    body = BodyFactory(from_on=date(2008, 4, 1), to_on=date(2009, 4, 1))
    seat = SeatFactory(body=body, from_on=date(2008, 4, 1), to_on=date(2009, 4, 1))

    assert list(Body.objects.existing_on(day)) == ([body] if exists else [])
    assert list(Seat.objects.existing_on(day)) == ([seat] if exists else [])


def test_bodies_organisations_and_outcomes_are_open_to_everybody():
    outcome = OutcomeFactory()
    organisation = OrganisationFactory()

    assert list(Body.objects.visible_to(ANYONE)) == [outcome.body]
    assert list(Outcome.objects.visible_to(ANYONE)) == [outcome]
    assert list(Organisation.objects.visible_to(ANYONE)) == [organisation]


def test_anyone_sees_those_who_hold_or_held_a_seat_and_a_colleague_sees_all():
    seated = MembershipFactory().person
    MembershipFactory(person=seated, to_on=ON)
    beside = MembershipFactory(seat=None, role="support").person
    outside = PersonFactory()

    assert list(Person.objects.visible_to(ANYONE)) == [seated]
    assert set(Person.objects.visible_to(outside)) == {seated, beside, outside}


def test_each_seat_comes_with_its_one_holder_of_the_day():
    body = BodyFactory()
    seat = SeatFactory(body=body, number=1)
    SeatFactory(body=body, number=2)
    MembershipFactory(body=body, seat=seat, to_on=ON)
    holder = MembershipFactory(body=body, seat=seat, from_on=ON)

    held = [seat.held for seat in Seat.objects.with_holder(ON)]

    assert held == [[holder], []]


@pytest.mark.parametrize(
    ("span", "overlaps"),
    [
        ((date(2009, 1, 1), date(2009, 2, 1)), False),
        ((date(2009, 1, 1), date(2009, 2, 2)), True),
        ((date(2009, 2, 28), date(2009, 3, 31)), True),
        ((date(2009, 3, 1), None), False),
        ((date(2009, 1, 1), None), True),
    ],
)
def test_half_open_spans_overlap_when_they_share_a_day(span, overlaps):
    MembershipFactory(from_on=date(2009, 2, 1), to_on=date(2009, 3, 1))

    assert Membership.objects.overlapping(*span).exists() is overlaps


def test_a_term_without_an_end_overlaps_everything_after_it_began():
    MembershipFactory(from_on=date(2009, 2, 1))

    spans = [(date(2020, 1, 1), None), (date(2009, 1, 1), date(2009, 2, 1))]

    assert [Membership.objects.overlapping(*span).exists() for span in spans] == [True, False]


@pytest.mark.parametrize(
    ("to_on", "is_near"),
    [(ON, False), (date(2009, 4, 21), True), (date(2009, 7, 19), True), (date(2009, 7, 20), False)],
)
def test_terms_that_end_within_90_days(to_on, is_near):
    MembershipFactory(to_on=to_on)

    assert Membership.objects.ending_within(90, ON).exists() is is_near


def test_a_member_of_any_body_sees_every_action():
    ActionFactory(title="One")
    ActionFactory(title="Two", state="dropped", drop_reason="No money.", ended_on=ON)
    member = MembershipFactory().person

    assert titles(Action.objects.visible_to(member, ON)) == ["One", "Two"]


def test_others_see_only_what_they_or_their_organisation_lead():
    person, loner = PersonFactory(), PersonFactory(organisation=None)
    ActionFactory(title="Led", lead=person)
    ActionFactory(title="Ours", organisation=person.organisation)
    ActionFactory(title="Another's")

    assert titles(Action.objects.visible_to(person, ON)) == ["Led", "Ours"]
    assert titles(Action.objects.visible_to(loner, ON)) == []
    assert titles(Action.objects.visible_to(ANYONE, ON)) == []


def test_a_member_whose_term_is_over_sees_no_more_than_others():
    ActionFactory()
    person = MembershipFactory(to_on=ON).person

    assert titles(Action.objects.visible_to(person, ON)) == []


def test_live_actions_come_first_then_by_due_date():
    ActionFactory(title="Done", state="done", ended_on=ON, due_on=date(2009, 1, 1))
    ActionFactory(title="Late", due_on=date(2009, 2, 1))
    ActionFactory(title="Later", due_on=date(2009, 8, 1), state="proposed")

    assert [one.title for one in Action.objects.order_by_need()] == ["Late", "Later", "Done"]
    assert titles(Action.objects.live()) == ["Late", "Later"]
    assert titles(Action.objects.overdue(ON)) == ["Late"]
