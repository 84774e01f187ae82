"""Interests declared, training noted, and what a body says of itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from partnerships.changes import bodies, interests, trainings
from partnerships.models import Body, Interest, Training
from partnerships.training import shown_to
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
SINCE = date(2008, 1, 1)


def declare(world, by="lead", **given):
    asked = {"person": world.lead, "kind": "land", "text": "Two fields", "from_on": SINCE, "on": ON}
    return interests.declare(**(asked | given), by=getattr(world, by))


def test_an_interest_is_declared_once_and_ends_without_being_rubbed_out(world):
    interest = declare(world)
    assert declare(world) == interest

    interests.end(interest=interest, to_on=ON, by=world.lead, on=ON)

    assert Interest.objects.get().last_day == ON - timedelta(days=1)


def test_the_coordinator_declares_for_somebody_and_nobody_else_does(world):
    assert declare(world, by="coordinator").person == world.lead
    with pytest.raises(PermissionDenied):
        declare(world, by="chair", text="Another")


@pytest.mark.parametrize(
    ("given", "words"), [({"from_on": ON + timedelta(days=1)}, "cannot be in the future")]
)
def test_an_interest_to_come_is_refused(world, given, words):
    with pytest.raises(Refused, match=words):
        declare(world, **given)


def test_interests_are_seen_by_members_of_bodies_and_one_s_own_by_oneself(world):
    declare(world)
    own = declare(world, by="coordinator", person=world.outsider)

    seen = {
        name: set(Interest.objects.visible_to(getattr(world, name), ON)) for name in ("member", "outsider")
    }

    assert seen == {"member": set(Interest.objects.all()), "outsider": {own}}


def test_a_session_is_noted_for_each_person_once(world):
    people = [world.lead, world.owner]
    session = {"topic": "returns", "shown_on": ON, "trainer": "Priya", "by": world.coordinator, "on": ON}

    assert trainings.note(people=people, **session) == 2
    assert trainings.note(people=[*people, world.chair], **session) == 1
    assert Training.objects.count() == 3


def test_a_session_to_come_is_refused_and_only_the_coordinator_notes_one(world):
    session = {"people": [world.lead], "topic": "returns", "on": ON}
    with pytest.raises(Refused, match="once it has been"):
        trainings.note(**session, shown_on=ON + timedelta(days=1), by=world.coordinator)
    with pytest.raises(PermissionDenied):
        trainings.note(**session, shown_on=ON, by=world.chair)


def test_the_matrix_has_the_last_day_of_each_topic(world):
    for day in (SINCE, ON):
        trainings.note(people=[world.lead], topic="returns", shown_on=day, by=world.coordinator, on=ON)

    first, second = shown_to([world.lead, world.owner], Training.objects.all())

    assert (first.days[0], first.count, second.count) == (ON, 1, 0)


def test_what_a_body_says_of_itself_is_changed_by_the_coordinator(world):
    body = world.economy
    values = {"purpose": "Work that pays.", "quorum": 3, "support_pence": 620_000}

    bodies.describe(body=body, seen={}, values=values, by=world.coordinator, on=ON)

    assert list(Body.objects.filter(pk=body.pk).values(*values)) == [values]
    with pytest.raises(PermissionDenied):
        bodies.describe(body=body, seen={}, values={"quorum": 1}, by=world.lead, on=ON)


def test_the_second_who_changes_a_body_does_not_overwrite_the_first(world):
    body = world.economy
    seen = {"quorum": body.quorum, "purpose": body.purpose}
    mine = Body.objects.get(pk=body.pk)
    bodies.describe(body=body, seen=seen, values={"purpose": "Theirs"}, by=world.coordinator, on=ON)

    with pytest.raises(SomebodyWasFaster):
        bodies.describe(body=mine, seen=seen, values={"purpose": "Mine"}, by=world.coordinator, on=ON)

    assert Body.objects.get(pk=body.pk).purpose == "Theirs"
