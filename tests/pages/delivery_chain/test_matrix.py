"""The roll-out matrix: who has assessed what, how it moved, what is wanting; and what the page costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delivery_chain.changes import reviews
from delivery_chain.matrix import Matrix
from tests.factories.delivery_chain import AgreedRatingFactory, ReviewFactory, build_chain
from tests.factories.partnerships import BodyFactory, OutcomeFactory
from tests.factories.world import ON

PAGE = reverse("delivery_chain:matrix")
pytestmark = pytest.mark.django_db


def matrix(chain, name, on=ON):
    return Matrix(chain.version.framework, getattr(chain.world, name), on, ON)


def words(found):
    return {
        group.body.name: [
            [cell and f"{cell.rating.value} {cell.words}" for cell in line.cells] for line in group.lines
        ]
        for group in found.groups
    }


def test_a_group_that_never_assessed_stands_there_too(chain):
    chain.agreed("green", "red", "dont_know")

    found = matrix(chain, "chair")

    assert words(found) == {
        "Economy group": [["green first", "red first", "dont_know first"]],
        "Housing group": [],
    }
    assert found.lede == (
        "One of two groups has assessed; Housing group never has. One rating is red. "
        "No group is green on 2 Capacity or 3 Levers."
    )
    assert found.totals == ["1G", "1R", "1?"]


def test_a_second_round_shows_how_it_moved(chain, world):
    closed = chain.closed("amber", "red", "dont_know")
    chain.review = reviews.repeat(
        review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=ON
    )
    chain.agreed("green", "red", "amber")

    found = matrix(chain, "chair")

    assert words(found)["Economy group"] == [["green ▲ better", "red same", "amber was ?"]]
    assert [text for _, text in found.moved] == ["1 better (1 Outcome), 1 known now (3 Levers)"]


def test_ratings_stay_hidden_while_a_group_is_waited_for(chain):
    chain.open()
    chain.submit(1)

    [line] = matrix(chain, "chair").groups[0].lines

    assert (line.cells, line.under_way.in_count, line.under_way.group_count) == ([], 1, 2)


def test_whoever_may_not_see_a_review_under_way_is_not_told_of_it(chain):
    chain.open()

    group = matrix(chain, "lead2").groups[0]

    assert (group.body, group.lines, group.knows_all) == (chain.world.economy, [], False)


def test_as_at_an_earlier_day_it_is_as_it_was(chain):
    chain.agreed()

    assert words(matrix(chain, "chair", date(2009, 4, 19)))["Economy group"] == []


def test_a_task_groups_review_stands_under_its_theme_group(chain, world):
    task_group = BodyFactory(kind="task_group", parent=world.economy, name="Land task group")
    review = ReviewFactory(
        version=chain.version, body=task_group, outcome=OutcomeFactory(short_title="Land", body=task_group),
        state="agreed", agreed_on=ON,
    )  # fmt: skip
    AgreedRatingFactory(review=review, stage=chain.stages[1], value="green")

    lines = matrix(chain, "chair").groups[0].lines

    assert [(line.body.name, line.subject) for line in lines] == [
        ("Land task group", "Land"),
        ("Economy group", "Economy"),
    ]


def test_reds_and_unknowns_say_what_they_lack(chain):
    chain.planned("red", "red", "dont_know")
    chain.draw(1)
    chain.act(2)

    assert [(str(cell.rating.stage), cell.lacks) for _, cell in matrix(chain, "chair").wanting] == [
        ("1 Outcome", "no action"),
        ("2 Capacity", "no chain map"),
        ("3 Levers", "no action"),
    ]


def test_a_group_without_a_review_is_offered_one_to_whoever_may_set_it_up(client, chain, world):
    offers = {}
    for name in ("coordinator", "lead2", "chair"):
        client.force_login(getattr(world, name))
        offers[name] = client.get(PAGE).content.decode().count(f"/set-up/{world.housing.slug}/")

    assert offers == {"coordinator": 1, "lead2": 1, "chair": 0}


def test_the_download_has_a_row_for_each_line_and_each_group_without(client, chain, world):
    chain.agreed("green", "red", "amber")
    client.force_login(world.chair)

    body = client.get(reverse("delivery_chain:matrix-download", args=["csv"])).content.decode("utf-8-sig")

    head, economy, housing = body.splitlines()
    assert head.startswith("Group,What is assessed,By,Round,Agreed,State,1 Outcome,1 Outcome: movement")
    assert (
        economy == "Economy group,Economy,Economy group,1,2009-04-20,Agreed,green,first,red,first,amber,first"
    )
    assert housing.startswith("Housing group,,,,,Never assessed")


def test_another_framework_is_shown_when_asked_for(client, chain, world):
    other = build_chain(world, slug="other", short_title="Other")
    client.force_login(world.chair)

    found = client.get(PAGE, {"framework": "other"}).context["matrix"]

    assert found.framework == other.version.framework


def queries(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(PAGE).status_code == 200
    return len(found)


def test_the_matrix_costs_the_same_at_3_and_at_60_groups(client, chain, world):
    def more(count):
        for _ in range(count):
            body = BodyFactory(kind="theme_group")
            before = ReviewFactory(
                version=chain.version, body=body, state="closed", agreed_on=ON, closed_on=ON
            )
            after = ReviewFactory(
                version=chain.version, body=body, outcome=before.outcome, round=2, previous=before, state="agreed",
                agreed_on=ON,
            )  # fmt: skip
            for review in (before, after):
                for stage in chain.stages.values():
                    AgreedRatingFactory(review=review, stage=stage, value="red", reason="Because")

    client.force_login(world.chair)
    more(1)
    queries(client)
    at_3 = queries(client)
    more(57)

    assert (len(matrix(chain, "chair").groups), queries(client)) == (60, at_3)
