"""At any date a seat has at most one holder; the past is ended, never rubbed out."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from partnerships.changes import memberships
from partnerships.models import Membership
from tests.factories.partnerships import MembershipFactory, PersonFactory, SeatFactory
from tests.factories.world import ON

MAY, JUNE, JULY = date(2009, 5, 1), date(2009, 6, 1), date(2009, 7, 1)


@pytest.fixture
def seat(world):
    return SeatFactory(body=world.board, number=9, from_on=MAY)


@pytest.fixture
def newcomer(db):
    return PersonFactory(name="Newcomer")


def appoint(world, person, seat, **changes):
    values = {
        "body": world.board, "person": person, "seat": seat, "role": "member", "from_on": MAY, "basis": "nominated",
        "by": world.coordinator, "on": ON,
    }  # fmt: skip
    return memberships.appoint(**{**values, **changes})


def test_an_appointment_says_from_when_in_which_role_and_when_it_was_known(world, seat, newcomer):
    membership = appoint(world, newcomer, seat)

    assert (membership.seat, membership.role, membership.from_on, membership.to_on) == (
        seat,
        "member",
        MAY,
        None,
    )
    assert (membership.basis, membership.known_from, membership.known_to) == ("nominated", ON, None)
    event = AuditEvent.objects.get(what="membership.appoint")
    assert event.difference == {"from": [None, "2009-05-01"], "until": [None, None]}


def test_an_administrator_appoints_too_so_that_somebody_can_begin(world, seat, newcomer):
    assert appoint(world, newcomer, seat, by=world.admin).person == newcomer


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "outsider"])
def test_nobody_else_appoints(world, seat, newcomer, name):
    with pytest.raises(PermissionDenied):
        appoint(world, newcomer, seat, by=world.people[name])


def test_the_same_appointment_twice_is_one(world, seat, newcomer):
    assert appoint(world, newcomer, seat) == appoint(world, newcomer, seat)
    assert AuditEvent.objects.filter(what="membership.appoint").count() == 1


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ((MAY, None), (JUNE, None)),
        ((JUNE, None), (MAY, None)),
        ((JUNE, JULY), (MAY, date(2009, 6, 2))),
        ((JUNE, JULY), (date(2009, 6, 30), None)),
        ((MAY, JULY), (JUNE, date(2009, 6, 15))),
    ],
)
def test_a_seat_is_not_given_twice_on_any_day(world, seat, newcomer, held, wanted):
    appoint(world, world.member, seat, from_on=held[0], to_on=held[1])

    with pytest.raises(Refused, match="Member holds The Board, seat 9 on some of these days"):
        appoint(world, newcomer, seat, from_on=wanted[0], to_on=wanted[1])


def test_a_successor_begins_on_the_first_day_after(world, seat, newcomer):
    appoint(world, world.member, seat, to_on=JUNE)
    appoint(world, newcomer, seat, from_on=JUNE)

    holders = [
        [row.person.name for row in seat.memberships.believed().held_on(day)]
        for day in (date(2009, 5, 31), JUNE)
    ]
    assert holders == [["Member"], ["Newcomer"]]


def test_a_row_found_to_be_wrong_does_not_keep_a_seat(world, seat, newcomer):
    MembershipFactory(
        body=world.board, seat=seat, from_on=MAY, known_from=MAY, known_to=ON.replace(year=2010)
    )

    assert appoint(world, newcomer, seat).person == newcomer


@pytest.mark.parametrize(
    ("from_on", "to_on"), [(date(2009, 4, 30), None), (MAY, None), (MAY, date(2009, 7, 2))]
)
def test_nobody_sits_in_a_seat_that_does_not_exist_yet_or_any_more(world, seat, newcomer, from_on, to_on):
    seat.to_on = JULY
    seat.save()

    with pytest.raises(Refused, match="does not exist on all of these days"):
        appoint(world, newcomer, seat, from_on=from_on, to_on=to_on)


@pytest.mark.parametrize(
    ("role", "has_seat"), [("member", False), ("chair", False), ("support", True), ("adviser", True)]
)
def test_role_and_seat_go_together(world, seat, newcomer, role, has_seat):
    with pytest.raises(Refused, match="sits in a seat; everybody else stands beside the seats"):
        appoint(world, newcomer, seat if has_seat else None, role=role)


def test_a_term_does_not_end_before_it_begins(world, seat, newcomer):
    with pytest.raises(Refused, match="cannot end before it has begun"):
        appoint(world, newcomer, seat, to_on=MAY)


def test_an_end_keeps_its_reason_and_the_row(world, seat, newcomer):
    membership = appoint(world, newcomer, seat)

    memberships.end(membership=membership, to_on=JULY, reason="Term over.", by=world.coordinator, on=ON)

    kept = Membership.objects.get(pk=membership.pk)
    event = AuditEvent.objects.get(what="membership.end")
    assert (kept.to_on, kept.end_reason) == (JULY, "Term over.")
    assert (event.difference, event.why) == ({"until": [None, "2009-07-01"]}, "Term over.")


def test_an_end_before_the_beginning_is_refused(world, seat, newcomer):
    membership = appoint(world, newcomer, seat)

    with pytest.raises(Refused, match="began on 1 May 2009"):
        memberships.end(membership=membership, to_on=MAY, reason="", by=world.coordinator, on=ON)


def test_ending_twice_the_same_way_leaves_one_event(world, seat, newcomer):
    membership = appoint(world, newcomer, seat)
    for _ in range(2):
        memberships.end(membership=membership, to_on=JULY, reason="Term over.", by=world.coordinator, on=ON)

    assert AuditEvent.objects.filter(what="membership.end").count() == 1


def test_a_person_who_is_appointed_has_the_standing_at_once(world, newcomer):
    assert newcomer.standing(ON).is_coordinator is False

    appoint(world, newcomer, None, role="support", from_on=ON)

    newcomer.__dict__.pop("_standings")
    assert newcomer.standing(ON).is_coordinator is True


def test_a_person_whose_membership_ends_loses_the_standing_at_once(world):
    assert world.lead.standing(ON).led_body_ids == {world.economy.pk}

    memberships.end(
        membership=world.lead.memberships.get(), to_on=ON, reason="Left.", by=world.coordinator, on=ON
    )

    world.lead.__dict__.pop("_standings")
    assert world.lead.standing(ON).led_body_ids == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [{"seat": None}, {"role": "support"}, {"to_on": date(2007, 4, 1)}, {"known_to": date(2007, 3, 31)}],
)
def test_the_database_refuses_a_role_without_its_seat_and_spans_out_of_order(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**wrong)


# --- handing on, putting right ------------------------------------------------------------------------------


def known(seat, on, known_on=None):
    """Who held the seat on a day, as known now or on an earlier day."""
    rows = seat.memberships.held_on(on)
    rows = rows.as_known_on(known_on) if known_on else rows.believed()
    return [row.person.name for row in rows]


def test_a_seat_is_handed_on_without_a_day_between(world, seat, newcomer):
    first = appoint(world, PersonFactory(name="First"), seat)

    memberships.transfer(
        membership=first, person=newcomer, from_on=JUNE, reason="A new post", by=world.coordinator, on=ON
    )

    assert (known(seat, date(2009, 5, 31)), known(seat, JUNE)) == (["First"], ["Newcomer"])
    assert first.end_reason == "A new post"


def test_a_seat_that_cannot_be_handed_on_stays_with_its_holder(world, seat, newcomer):
    first = appoint(world, PersonFactory(name="First"), seat, to_on=JULY)
    appoint(world, PersonFactory(name="Next"), seat, from_on=JULY)

    with pytest.raises(Refused, match="Next holds"):
        memberships.transfer(
            membership=first, person=newcomer, from_on=JUNE, reason="x", by=world.coordinator, on=ON
        )

    assert known(seat, JUNE) == ["First"]


@pytest.mark.parametrize(
    ("which", "words"), [("same", "holds this seat already"), ("beside", "Only a seat is handed on")]
)
def test_what_is_no_handing_on_is_refused(world, seat, newcomer, which, words):
    held = appoint(world, newcomer, seat)
    beside = appoint(world, newcomer, None, role="adviser")
    membership = held if which == "same" else beside

    with pytest.raises(Refused, match=words):
        memberships.transfer(
            membership=membership, person=newcomer, from_on=JUNE, reason="x", by=world.coordinator, on=ON
        )


def test_what_was_recorded_wrongly_is_put_right_and_both_can_be_asked_for(world, seat, newcomer):
    wrong = appoint(world, PersonFactory(name="Wrong"), seat)
    later = date(2009, 6, 10)

    memberships.correct(
        membership=wrong, person=newcomer, role="member", seat=seat, from_on=MAY, to_on=None, basis="elected",
        reason="The minutes name another.", by=world.coordinator, on=later,
    )  # fmt: skip

    assert (known(seat, JUNE), known(seat, JUNE, known_on=JUNE)) == (["Newcomer"], ["Wrong"])
    assert AuditEvent.objects.get(what="membership.retract").why == "The minutes name another."


def test_what_never_was_is_taken_out_and_the_seat_is_free(world, seat, newcomer):
    wrong = appoint(world, PersonFactory(name="Wrong"), seat)

    memberships.retract(membership=wrong, reason="Never appointed.", by=world.coordinator, on=ON)

    assert known(seat, MAY) == []
    assert appoint(world, newcomer, seat).seat == seat


@pytest.mark.parametrize(("reason", "words"), [("", "Say why"), ("Again.", "put right already")])
def test_putting_right_needs_a_reason_and_is_done_once(world, seat, newcomer, reason, words):
    wrong = appoint(world, newcomer, seat)
    if reason:
        memberships.retract(membership=wrong, reason="First.", by=world.coordinator, on=ON)

    with pytest.raises(Refused, match=words):
        memberships.retract(membership=wrong, reason=reason, by=world.coordinator, on=ON)


@pytest.mark.parametrize("name", ["chair", "lead", "outsider"])
def test_nobody_else_hands_on_or_puts_right(world, seat, newcomer, name):
    held = appoint(world, newcomer, seat)

    with pytest.raises(PermissionDenied):
        memberships.retract(membership=held, reason="x", by=getattr(world, name), on=ON)
