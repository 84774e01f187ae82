"""Every role follows from the seats and duties held on a day."""

from datetime import date

import pytest

from partnerships.models import Membership, Person
from partnerships.people_on_duty import coordinators_on
from partnerships.standing import NOBODY, Held
from tests.factories.partnerships import BodyFactory, MembershipFactory, PersonFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


def person_with(kind, role, **span):
    person = PersonFactory()
    beside = {"seat": None} if role in ("support", "adviser", "substitute") else {}
    membership = MembershipFactory(person=person, body=BodyFactory(kind=kind), role=role, **beside, **span)
    return person, membership


@pytest.mark.parametrize(
    ("kind", "role", "is_chair", "is_coordinator", "leads"),
    [
        ("board", "chair", True, False, True),
        ("board", "support", False, True, True),
        ("board", "vice_chair", False, False, True),
        ("board", "member", False, False, False),
        ("board", "adviser", False, False, False),
        ("board", "substitute", False, False, False),
        ("theme_group", "chair", False, False, True),
        ("theme_group", "support", False, False, True),
        ("theme_group", "vice_chair", False, False, True),
        ("theme_group", "member", False, False, False),
    ],
)
def test_a_seat_makes_the_role(kind, role, is_chair, is_coordinator, leads):
    person, membership = person_with(kind, role)

    standing = person.standing(ON)

    assert (standing.is_chair, standing.is_coordinator) == (is_chair, is_coordinator)
    assert standing.led_body_ids == ({membership.body_id} if leads else frozenset())
    assert standing.body_ids == {membership.body_id}
    assert standing.is_member_of_any_body is True


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2008, 3, 31), False),
        (date(2008, 4, 1), True),
        (date(2009, 3, 31), True),
        (date(2009, 4, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_day_up_to_the_first_day_after(day, holds):
    person, _ = person_with("board", "chair", from_on=date(2008, 4, 1), to_on=date(2009, 4, 1))

    assert person.standing(day).is_chair is holds


def test_a_membership_that_was_found_to_be_wrong_gives_no_role():
    person, _ = person_with("board", "chair", known_to=date(2009, 1, 1))

    assert person.standing(ON).held == ()


def test_somebody_without_seats_has_no_role_but_an_organisation():
    person = PersonFactory()

    standing = person.standing(ON)

    assert (standing.held, standing.organisation_id) == ((), person.organisation_id)
    assert standing.is_member_of_any_body is False


def test_a_superuser_without_seats_has_no_role_either():
    person = PersonFactory(is_staff=True, is_superuser=True)

    assert (person.standing(ON).is_coordinator, person.standing(ON).is_chair) == (False, False)


def test_all_that_a_person_holds_is_listed():
    person, board = person_with("board", "member")
    group = MembershipFactory(person=person, body=BodyFactory(kind="theme_group"), role="chair")

    assert person.standing(ON).held == (
        Held(board.body_id, board.body.name, "board", "member"),
        Held(group.body_id, group.body.name, "theme_group", "chair"),
    )


def test_who_somebody_is_is_asked_once(django_assert_num_queries):
    person, _ = person_with("board", "chair")
    person.standing(ON)

    with django_assert_num_queries(0):
        assert person.standing(ON).is_chair is True


def test_nobody_holds_nothing():
    assert (NOBODY.is_member_of_any_body, NOBODY.is_chair, NOBODY.body_ids) == (False, False, frozenset())


def test_the_coordinators_on_duty_are_those_who_may_sign_in_on_that_day():
    here, _ = person_with("board", "support")
    person_with("board", "support", to_on=ON)
    person_with("theme_group", "support")
    gone, _ = person_with("board", "support")
    Person.objects.filter(pk=gone.pk).update(is_active=False)

    assert list(coordinators_on(ON)) == [here]
    assert Membership.objects.filter(role="support").count() == 4
