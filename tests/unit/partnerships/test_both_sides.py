"""Whoever decides for a council does not scrutinise it."""

from __future__ import annotations

from datetime import date

import pytest

from dorset_lsp.common.changes import Refused
from partnerships.changes import memberships
from tests.factories.partnerships import BodyFactory, MembershipFactory, PersonFactory, SeatFactory
from tests.factories.world import JOB, ON

REASON = "A member of a council executive may not sit on a scrutiny body"


def seated(kind: str, person, **span):
    body = BodyFactory(kind=kind)
    return MembershipFactory(body=body, person=person, seat=SeatFactory(body=body), **span)


def appoint(kind: str, person, role: str = "member"):
    body = BodyFactory(kind=kind)
    seat = SeatFactory(body=body) if role == "member" else None
    return memberships.appoint(body=body, person=person, role=role, seat=seat, from_on=ON, by=JOB, on=ON)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("held", "offered"),
    [
        ("council_executive", "scrutiny_committee"),
        ("council_executive", "task_and_finish_group"),
        ("scrutiny_committee", "council_executive"),
        ("task_and_finish_group", "council_executive"),
    ],
)
def test_nobody_sits_in_an_executive_and_in_scrutiny(held, offered):
    person = PersonFactory()
    seated(held, person)

    with pytest.raises(Refused, match=REASON):
        appoint(offered, person)


@pytest.mark.django_db
def test_whoever_has_left_the_executive_may_scrutinise():
    person = PersonFactory()
    seated("council_executive", person, to_on=date(2009, 4, 1))

    assert appoint("task_and_finish_group", person).pk is not None


@pytest.mark.django_db
def test_an_officer_who_supports_a_scrutiny_group_sits_in_neither():
    person = PersonFactory()
    seated("council_executive", person)

    assert appoint("task_and_finish_group", person, role="support").pk is not None


@pytest.mark.django_db
def test_two_seats_in_scrutiny_are_no_matter():
    person = PersonFactory()
    seated("scrutiny_committee", person)

    assert appoint("task_and_finish_group", person).pk is not None
