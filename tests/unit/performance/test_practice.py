"""A practice round: people rehearse in it, and nothing of it gets into any published number."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from dorset_lsp.common.changes import Refused
from performance.asking import what_is_owed
from performance.changes import returns, rounds
from performance.models import Edition, Observation, Result, Return, Round
from performance.owed import due_for_reminder, leads_to_tell, waits_for
from performance.periodic import rounds_with_late_returns
from performance.work import work_items
from tests.factories.world import JOB, ON, QUARTER, build_world

pytestmark = pytest.mark.django_db
AFTER = date(2009, 5, 15)


@pytest.fixture
def world(db):
    """The world with its real round published, so that all that is open is practice."""
    world = build_world()
    world.verified(world.ratio)
    world.publish()
    return world


@pytest.fixture
def practice(world):
    """A practice round on the same quarter, in which the ratio is verified."""
    round_ = rounds.plan(
        slug="practice", title="Practice Q4 2008/09", period=QUARTER, opens_on=date(2009, 4, 6), due_on=date(2009, 4, 17),
        closes_on=AFTER, is_practice=True, by=JOB, on=ON,
    )  # fmt: skip
    rounds.open_(round_=round_, by=world.coordinator, on=ON)
    return round_


def rehearse(world, practice, indicator):
    row = Return.objects.select_related("round", "indicator__outcome").get(
        round=practice, indicator=indicator
    )
    returns.submit(return_=row, answer=world.answer(indicator), by=world.owner, on=ON)
    returns.verify(return_=row, by=world.coordinator, on=ON)
    return row


def published():
    return [sorted(model.objects.values_list("pk", flat=True)) for model in (Observation, Result, Edition)]


def test_figures_are_entered_and_verified_and_nothing_is_published(world, practice):
    before = published()

    row = rehearse(world, practice, world.ratio)

    assert (row.state, published()) == ("verified", before)


def test_it_asks_again_for_what_is_published_so_that_there_is_something_to_rehearse(world, practice):
    assert set(practice.returns.values_list("indicator__code", flat=True)) == {"NI 101", "NI 102", "NI 103"}


def test_publishing_it_is_refused(world, practice):
    rehearse(world, practice, world.ratio)

    with pytest.raises(Refused, match="is for practice, so nothing of it is published"):
        rounds.publish(round_=practice, by=world.coordinator, on=AFTER)

    assert world.coordinator.has_perm("performance.publish_round", practice) is False


def test_the_database_itself_keeps_it_from_ever_being_published(practice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=practice.pk).update(state="published")


def test_what_a_real_round_asks_for_is_the_same_with_and_without_it(world, practice):
    asked = what_is_owed(due_on=date(2009, 7, 30))

    rehearse(world, practice, world.split)

    assert what_is_owed(due_on=date(2009, 7, 30)) == asked


def test_nobody_is_reminded_told_or_noted_as_late_because_of_it(world, practice):
    row = Return.objects.select_related("round", "indicator__outcome").get(
        round=practice, indicator=world.ratio
    )
    returns.submit(return_=row, answer=world.answer(world.ratio), by=world.owner, on=date(2009, 4, 6))
    Return.objects.exclude(round=practice).delete()

    assert due_for_reminder(ON) == {}
    assert leads_to_tell(ON) == []
    assert waits_for(world.lead, monday=ON, on=ON) == []
    assert rounds_with_late_returns(ON) == []


def test_it_waits_as_practice_until_it_closes_and_never_to_be_published(world, practice):
    def waiting(person, day):
        return [item.kind for item in work_items(person, day) if "Practice" in (item.kind, item.title[:8])]

    assert waiting(world.owner, ON) == ["Practice"] * 3
    assert (waiting(world.owner, AFTER), waiting(world.coordinator, AFTER)) == ([], [])
