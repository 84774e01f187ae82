"""Diagnosis beside movement on an outcome's page: what stands red since when, who repairs it, whether the figure moved."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery_chain.changes import reviews
from dorset_lsp.site.diagnosis import NO_CAUSE, Diagnosis
from partnerships.changes import actions
from partnerships.models import Action
from performance.chart import WIDE
from tests.factories.delivery_chain import AgreedRatingFactory, ReviewFactory, build_chain
from tests.factories.partnerships import OutcomeFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(world):
    return build_chain(world)


def diagnosis(world, outcome=None, reader="chair", on=ON, **asked):
    return Diagnosis(outcome or world.outcomes["economy"], getattr(world, reader), on, **asked)


def test_an_outcome_that_was_never_assessed_says_so(client, world):
    client.force_login(world.lead)

    page = client.get(world.outcomes["economy"].get_absolute_url())

    assert (page.context["diagnosis"].lines, page.context["may_set_up"]) == ([], True)
    assert "Never assessed" in page.content.decode()


def test_it_reads_as_a_chair_would_ask(chain, world):
    chain.planned("green", "red", "dont_know")
    chain.act(2)
    world.verified(world.ratio)
    world.publish()

    found = diagnosis(world, on=date(2009, 7, 1))

    assert found.sentence == (
        "2 Capacity has been red since 20 April 2009. "
        "No figure of NI 101 has been published for a period that ended after 20 April 2009. "
        f"Of the one action on what is red, 1 is late. {NO_CAUSE}"
    )


def test_red_stands_since_the_first_review_that_found_it_so_without_a_break(world):
    first = ReviewFactory(
        outcome=world.outcomes["economy"], body=world.economy, state="closed", agreed_on=date(2007, 6, 1),
        closed_on=date(2007, 7, 1),
    )  # fmt: skip
    second = ReviewFactory(
        outcome=first.outcome, body=world.economy, version=first.version, round=2, previous=first, state="agreed",
        agreed_on=date(2008, 6, 2),
    )  # fmt: skip
    stage = AgreedRatingFactory(review=first, value="red", reason="No money").stage
    AgreedRatingFactory(review=second, stage=stage, value="red", reason="Still none")

    [line] = diagnosis(world).lines

    assert (line.red_since, line.moved, line.owners) == (date(2007, 6, 1), "same", [])


@pytest.mark.parametrize(
    ("after", "since"), [("amber", None), ("dont_know", None), ("red", date(2008, 6, 2))]
)
def test_what_is_no_longer_red_is_red_since_no_day(world, after, since):
    review = ReviewFactory(outcome=world.outcomes["economy"], state="agreed", agreed_on=date(2008, 6, 2))
    AgreedRatingFactory(review=review, value=after, reason="So it is")

    assert [line.red_since for line in diagnosis(world).lines] == [since]


def test_who_owns_the_repair_leads_an_action_that_is_still_to_be_done(chain, world):
    chain.planned()
    chain.act(2)
    assert [line.owners for line in diagnosis(world).lines] == [[], [world.owner], []]

    action = Action.objects.get()
    actions.agree(action=action, by=world.lead, on=ON)
    actions.complete(action=action, by=world.lead, on=ON)

    assert [line.owners for line in diagnosis(world).lines] == [[], [], []]


def test_a_figure_that_left_its_range_since_is_named_with_its_period(world):
    review = ReviewFactory(outcome=world.outcomes["economy"], state="agreed", agreed_on=date(2007, 6, 1))
    AgreedRatingFactory(review=review, value="red", reason="No")

    words = diagnosis(world, asked_for="ni-101")._figure_words

    assert words == "NI 101 has 7 of 12 points, too few for a usual range."


def test_ratings_stand_on_the_axis_of_the_chart(world):
    days = [date(2006, 1, 1), date(2008, 4, 1), date(2010, 1, 1)]
    found = diagnosis(world, asked_for="ni-101")

    before, within, after = (found.x_of(day) for day in days)

    assert (before, after) == (WIDE.left, WIDE.right + 10)
    assert WIDE.left < within < WIDE.right


def test_an_outcome_without_a_figure_borrows_one_of_the_group_above(world):
    from tests.factories.partnerships import BodyFactory

    task_group = BodyFactory(kind="task_group", parent=world.economy)
    found = diagnosis(world, OutcomeFactory(body=task_group))

    assert ([one.code for one in found.indicators], found.is_borrowed) == (["NI 101", "NI 103"], True)


def test_a_reader_who_sees_no_actions_is_told_of_none(chain, world):
    chain.planned()
    chain.act(2)

    seen = {name: len(diagnosis(world, reader=name).lines[1].actions) for name in ("chair", "outsider")}

    assert seen == {"chair": 1, "outsider": 0}


def test_nothing_is_told_before_it_is_agreed(chain, world):
    chain.compared()
    chain.settle()

    assert diagnosis(world).lines == []


def cost(client, outcome):
    with CaptureQueriesContext(connection) as found:
        assert client.get(outcome.get_absolute_url()).status_code == 200
    return len(found)


def test_it_costs_the_same_for_one_round_and_for_three(client, chain, world):
    outcome = world.outcomes["economy"]
    client.force_login(world.chair)
    closed = chain.closed()
    cost(client, outcome)
    once = cost(client, outcome)
    for _ in range(2):
        chain.review = reviews.repeat(
            review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=ON
        )
        closed = chain.closed()

    assert cost(client, outcome) == once
