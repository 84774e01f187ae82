"""Two people at the same moment, on PostgreSQL: exactly one of them wins, and the other is told by whom."""

from datetime import date

import pytest
from django.db import connection

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent
from partnerships.changes import memberships
from partnerships.models import Membership
from performance.changes import returns, rounds
from performance.models import Edition, Observation, Result, Round
from tests.factories.partnerships import MembershipFactory, PersonFactory, SeatFactory
from tests.factories.world import ON, build_world
from tests.infrastructure.together import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    return build_world()


def second_coordinator(world):
    membership = MembershipFactory(
        body=world.board, seat=None, role="support", person=PersonFactory(name="Second"), known_from=ON
    )
    return membership.person


def test_of_two_who_verify_at_once_one_does_and_the_other_reads_who_it_was(world):
    for indicator in (world.ratio, world.split):
        world.submitted(indicator)
        seen = [(world.return_of(indicator), person) for person in (world.lead, world.coordinator)]

        found = both_at_once(
            *(lambda one=one, by=by: returns.verify(return_=one, by=by, on=ON) for one, by in seen)
        )

        kept = world.return_of(indicator)
        [refusal] = [one for one in found if one is not None]
        assert type(refusal) is SomebodyWasFaster
        assert str(refusal) == f"{kept.verified_by.name} was faster: {kept} is now verified."
        assert [one.verb for one in states.history(kept)].count("verify") == 1


def test_of_two_who_save_at_once_one_answer_stands_whole(world):
    for _ in range(TIMES):
        version = world.return_of(world.total).version
        seen = [(world.return_of(world.total), person) for person in (world.owner, world.colleague)]

        found = both_at_once(
            *(
                lambda one=one, by=by, version=version: returns.save(
                    return_=one,
                    version=version,
                    answer=world.answer(world.total, commentary=by.name),
                    by=by,
                    on=ON,
                )
                for one, by in seen
            )
        )

        kept = world.return_of(world.total)
        assert sorted(type(one) for one in found if one is not None) == [SomebodyWasFaster]
        assert (kept.commentary, kept.version, kept.figures.count()) == (kept.saved_by.name, version + 1, 1)


def test_a_round_is_published_once_however_many_press_the_button(world):
    world.verified(world.ratio)
    second = second_coordinator(world)
    seen = [(Round.objects.get(pk=world.round.pk), person) for person in (world.coordinator, second)]

    found = both_at_once(
        *(lambda one=one, by=by: rounds.publish(round_=one, by=by, on=ON) for one, by in seen)
    )

    edition = Edition.objects.get()
    [refusal] = [one for one in found if isinstance(one, Refused)]
    assert str(refusal) == f"{edition.published_by.name} was faster: Q4 2008/09 is now published."
    assert (Result.objects.count(), Observation.objects.filter(edition=edition).count()) == (3, 1)


def test_one_correction_of_two_at_once_is_the_next_edition(world):
    return_ = world.return_in("published")
    returns.reopen(
        return_=return_, reason="Misprint.", open_until=date(2009, 7, 1), by=world.coordinator, on=ON
    )
    returns.submit(return_=return_, answer=world.answer(world.ratio), by=world.owner, on=ON)
    returns.verify(return_=return_, by=world.lead, on=ON)
    second = second_coordinator(world)
    seen = [(Round.objects.get(pk=world.round.pk), person) for person in (world.coordinator, second)]

    found = both_at_once(
        *(
            lambda one=one, by=by: rounds.publish_correction(round_=one, note="Put right.", by=by, on=ON)
            for one, by in seen
        )
    )

    [refusal] = [one for one in found if isinstance(one, Refused)]
    assert str(refusal) == "No corrected figure has been verified, so there is nothing to publish."
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_seat_is_given_once_when_two_are_appointed_at_once(world):
    second = second_coordinator(world)
    for number in range(TIMES):
        seat = SeatFactory(body=world.board, number=20 + number)
        people = PersonFactory.create_batch(2)

        found = both_at_once(
            *(
                lambda person=person, by=by, seat=seat: memberships.appoint(
                    body=world.board, person=person, seat=seat, role="member", from_on=ON, by=by, on=ON
                )
                for person, by in zip(people, (world.coordinator, second), strict=True)
            )
        )

        holder = Membership.objects.get(seat=seat).person
        [refusal] = [one for one in found if isinstance(one, Refused)]
        assert str(refusal) == f"{holder} holds {seat} on some of these days."


def test_of_two_who_open_a_round_at_once_one_asks_and_everybody_is_asked_once(world):
    second = second_coordinator(world)
    round_ = rounds.plan(
        slug="2008-09-q4b", title="Once more", period=world.round.period, opens_on=ON, due_on=date(2009, 4, 30),
        closes_on=date(2009, 5, 15), by=world.coordinator, on=ON,
    )  # fmt: skip
    seen = [(Round.objects.get(pk=round_.pk), person) for person in (world.coordinator, second)]

    found = both_at_once(*(lambda one=one, by=by: rounds.open_(round_=one, by=by, on=ON) for one, by in seen))

    assert sorted(str(one) for one in found if isinstance(one, int)) == ["3"]
    assert round_.returns.count() == 3
    assert AuditEvent.objects.filter(what="round.open", record_id=round_.pk).count() == 1
