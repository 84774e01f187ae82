"""Who made up a body on a day, as known now or as known then: a Board of forty became fourteen without losing its past."""

from datetime import date

import pytest

from partnerships.composition import Turn, composition, turns
from partnerships.models import Membership
from tests.factories.partnerships import BodyFactory, MembershipFactory, PersonFactory, SeatFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
REFORM = date(2009, 4, 1)


@pytest.fixture
def board():
    return BodyFactory(kind="board")


def holders(found):
    return [row.held.person.name if row.held else None for row in found.seats]


def test_a_board_of_forty_became_fourteen_without_losing_its_past(board):
    for number in range(1, 41):
        seat = SeatFactory(body=board, number=number, to_on=None if number <= 14 else REFORM)
        MembershipFactory(body=board, seat=seat, to_on=seat.to_on)

    before, after = composition(board, date(2009, 3, 31)), composition(board, REFORM)

    assert [(len(one.seats), one.filled, one.vacancies) for one in (before, after)] == [
        (40, 40, 0),
        (14, 14, 0),
    ]


def test_a_seat_that_nobody_holds_is_a_vacancy(board):
    SeatFactory(body=board, number=1)
    MembershipFactory(body=board, seat=SeatFactory(body=board, number=2))

    found = composition(board, ON)

    assert (len(found.seats), found.filled, found.vacancies) == (2, 1, 1)


def test_those_beside_the_seats_do_not_count(board):
    support = MembershipFactory(body=board, seat=None, role="support")

    found = composition(board, ON)

    assert (found.beside, found.filled) == ([support], 0)


def test_a_correction_is_seen_from_the_day_that_it_was_made(board):
    seat = SeatFactory(body=board, number=1)
    wrong, right = PersonFactory(name="Wrong"), PersonFactory(name="Right")
    recorded, corrected = date(2008, 4, 10), date(2008, 9, 1)
    MembershipFactory(body=board, seat=seat, person=wrong, known_from=recorded, known_to=corrected)
    MembershipFactory(body=board, seat=seat, person=right, known_from=corrected)
    day = date(2008, 5, 1)

    assert holders(composition(board, day)) == ["Right"]
    assert holders(composition(board, day, date(2008, 8, 31))) == ["Wrong"]
    assert holders(composition(board, day, corrected)) == ["Right"]
    assert holders(composition(board, day, date(2008, 4, 9))) == [None]


def test_three_queries_however_many_seats(board, django_assert_num_queries):
    for number in range(1, 15):
        seat = SeatFactory(body=board, number=number)
        MembershipFactory(body=board, seat=seat, person__organisation__name=f"Organisation of {number}")

    with django_assert_num_queries(3):
        found = composition(board, ON)
        names = [row.held.person.organisation.name for row in found.seats]

    assert names == [f"Organisation of {number}" for number in range(1, 15)]


def test_the_days_on_which_seats_were_taken_or_given_up_newest_first(board):
    MembershipFactory(body=board, from_on=date(2008, 4, 1), to_on=REFORM)
    MembershipFactory(body=board, from_on=date(2008, 4, 1))
    MembershipFactory(body=board, from_on=REFORM)
    MembershipFactory(body=board, from_on=date(2009, 7, 1))

    assert turns(Membership.objects.all(), until=ON) == [
        Turn(REFORM, joined=1, left=1, filled=2),
        Turn(date(2008, 4, 1), joined=2, left=0, filled=2),
    ]


def test_a_body_without_members_has_no_turns():
    assert turns([], until=ON) == []
