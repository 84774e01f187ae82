"""An exception leads to an improvement action, proposed by those who lead."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from partnerships.models import Action
from performance.changes.exceptions import propose_action
from performance.models import ExceptionAction, Result
from tests.factories.world import ON


@pytest.fixture
def result(world):
    world.verified(world.ratio)
    return Result.objects.get(edition=world.publish(), indicator=world.ratio)


def propose(world, result, **changes):
    values = {
        "result": result, "title": "Repair faster", "organisation": world.council, "lead": world.owner,
        "due_on": date(2009, 9, 30), "by": world.lead, "on": ON,
    }  # fmt: skip
    return propose_action(**{**values, **changes})


def test_an_action_is_linked_with_the_result_that_it_came_from(world, result):
    action = propose(world, result)

    assert ExceptionAction.objects.get().result == result
    assert (action.body, action.lead, action.raised_by, action.raised_on) == (
        world.economy, world.owner, world.lead, ON,
    )  # fmt: skip
    assert list(AuditEvent.objects.order_by("-pk").values_list("what", flat=True)[:2]) == [
        "exception.act", "action.propose",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["lead", "coordinator", "chair"])
def test_those_who_lead_propose(world, result, name):
    assert propose(world, result, by=world.people[name]).state == "proposed"


@pytest.mark.parametrize("name", ["owner", "lead2", "group_member", "member", "outsider", "admin"])
def test_nobody_else_proposes(world, result, name):
    with pytest.raises(PermissionDenied):
        propose(world, result, by=world.people[name])

    assert Action.objects.count() == 0


def test_an_action_is_due_on_a_day_to_come(world, result):
    with pytest.raises(Refused, match="An action is due on a day to come"):
        propose(world, result, due_on=date(2009, 4, 19))

    assert propose(world, result, due_on=ON).due_on == ON
