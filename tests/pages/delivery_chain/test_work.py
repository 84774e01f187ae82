"""What waits for somebody in delivery chains, and what the chair is shown."""

from datetime import date

import pytest

from delivery_chain.attention import without_action
from delivery_chain.changes import reviews
from delivery_chain.work import work_items
from partnerships.models import Action
from tests.factories.delivery_chain import build_chain, build_everything
from tests.factories.world import ON


def waiting(person, on=ON):
    return [(item.title, item.step_label, item.due_on) for item in work_items(person, on)]


def test_a_sheet_waits_for_everybody_of_its_group_until_it_is_in(chain, world):
    chain.open()
    due = date(2009, 4, 30)
    assert waiting(world.member) == [("Rate the stages: Economy", "Fill in the sheet", due)]

    chain.submit(2, by=world.owner)

    assert (waiting(world.member), len(waiting(world.group_member))) == ([], 1)


def test_whoever_has_not_rated_alone_is_asked_for_that_first(world):
    build_chain(world, mode="anonymous").open()

    assert [step for _, step, _ in waiting(world.owner)] == ["Rate alone"]


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("set_up", ["Open it"]),
        ("assessing", []),
        ("comparing", ["Compare and agree"]),
        ("agreed", ["Begin planning"]),
        ("planning", ["Plan and close"]),
        ("closed", []),
    ],
)
def test_the_next_step_waits_for_whoever_runs_the_review(chain, world, state, step):
    chain.in_state(state)

    assert [label for _, label, _ in waiting(world.lead)] == step
    assert waiting(world.lead2) == []


def test_a_next_round_waits_once_it_is_due(chain, world):
    closed = chain.closed()
    due = closed.next_round_on
    assert waiting(world.lead, date(2010, 4, 19)) == []

    assert waiting(world.lead, due) == [("Economy: next round", "Set it up", due)]


def test_red_and_unknown_without_an_action_are_the_chairs_to_see(client, chain, world):
    chain.planned("red", "dont_know", "amber")
    assert [str(one.stage) for one in without_action(world.chair, ON)] == ["1 Outcome", "2 Capacity"]

    chain.act(1)

    assert [str(one.stage) for one in without_action(world.chair, ON)] == ["2 Capacity"]


def test_only_the_latest_agreed_round_counts(chain, world):
    closed = chain.closed()
    chain.review = reviews.repeat(
        review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=ON
    )
    chain.agreed("red", "green", "green")

    assert [str(one) for one in without_action(world.chair, ON)] == ["1 Outcome, A strong economy, round 2"]


def test_an_actions_page_says_which_stage_or_link_it_came_from(client, world):
    chain = build_everything(world)
    client.force_login(world.chair)
    stage_action, link_action = Action.objects.filter(body=world.economy).order_by("pk")

    pages = [client.get(action.get_absolute_url()) for action in (stage_action, link_action)]

    assert str(pages[0].context["from_stage"].rating.stage) == "2 Capacity"
    assert pages[1].context["from_link"].link.map.review == chain.review
    assert (pages[0].context["from_link"], pages[1].context["from_stage"]) == (None, None)
