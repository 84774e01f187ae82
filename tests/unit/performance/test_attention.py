"""What a round's latest edition calls attention to, and in which order."""

from datetime import date

import pytest

from performance.attention import Attention, change_of, rank_of
from performance.changes.exceptions import propose_action
from performance.models import Result
from tests.factories.partnerships import OutcomeFactory
from tests.factories.performance import EditionFactory, IndicatorFactory, ResultFactory
from tests.factories.world import ON

DUE = date(2009, 9, 30)


@pytest.mark.parametrize(
    ("fields", "rank"),
    [
        ({"status": "red", "direction": "worsening"}, 0),
        ({"status": "red", "direction": "steady", "variation": "concern"}, 0),
        ({"status": "red", "direction": "improving"}, 1),
        ({"status": "no_data", "absence": "late"}, 2),
        ({"status": "no_data", "absence": "not_available"}, 2),
        ({"status": "no_data", "absence": "suppressed"}, None),
        ({"status": "no_data", "absence": "not_collected"}, None),
        ({"status": "amber", "direction": "worsening"}, 3),
        ({"status": "amber", "direction": "steady"}, None),
        ({"status": "green", "direction": "worsening"}, 4),
        ({"status": "green", "direction": "improving"}, None),
        ({"status": "no_target", "direction": "worsening"}, None),
        ({"status": "not_due"}, None),
        ({"status": "not_judged", "direction": "not_comparable"}, None),
    ],
)
def test_each_kind_of_exception_has_its_rank(fields, rank):
    assert rank_of(Result(**fields)) == rank


@pytest.mark.parametrize(
    ("before", "after", "is_better"),
    [
        ("red", "amber", True),
        ("amber", "green", True),
        ("green", "red", False),
        ("green", "amber", False),
        ("green", "green", None),
        ("no_data", "green", None),
        ("red", "no_data", None),
        ("", "red", None),
    ],
)
def test_only_a_change_of_colour_is_better_or_worse(before, after, is_better):
    change = change_of(Result(previous_status=before, status=after))

    assert (change.is_better if change else None) is is_better


def in_edition(edition, code, **fields):
    return ResultFactory(edition=edition, indicator=IndicatorFactory(code=code), **fields)


@pytest.mark.django_db
def test_within_a_rank_the_longest_off_target_comes_first():
    edition = EditionFactory()
    in_edition(edition, "LI 1", status="red", streak=2)
    in_edition(edition, "LI 2", status="red", streak=5)
    in_edition(edition, "LI 3", status="green", direction="worsening", streak=9)
    in_edition(edition, "LI 4", status="red", streak=2)
    in_edition(edition, "LI 5", status="green")

    assert [(one.result.code, one.rank) for one in Attention(edition).exceptions] == [
        ("LI 2", 1), ("LI 1", 1), ("LI 4", 1), ("LI 3", 4),
    ]  # fmt: skip


@pytest.mark.django_db
def test_another_edition_calls_no_attention_here():
    edition = EditionFactory()
    in_edition(EditionFactory(), "LI 1", status="red")

    assert Attention(edition).exceptions == []


@pytest.mark.django_db
def test_getting_better_is_a_better_colour_or_an_improvement_beyond_the_usual_range():
    edition = EditionFactory()
    in_edition(edition, "LI 1", status="green", previous_status="red")
    in_edition(edition, "LI 2", status="red", previous_status="red", variation="improvement")
    in_edition(edition, "LI 3", status="green", previous_status="amber", variation="improvement")
    in_edition(edition, "LI 4", status="amber", previous_status="green")

    assert sorted(one.code for one in Attention(edition).getting_better) == ["LI 1", "LI 2", "LI 3"]


@pytest.mark.django_db
def test_the_outcomes_count_their_indicators_by_status_and_name_what_changed():
    edition = EditionFactory()
    first, second = OutcomeFactory(position=1), OutcomeFactory(position=2)
    ResultFactory(edition=edition, indicator__outcome=first, status="green", previous_status="amber")
    ResultFactory(edition=edition, indicator__outcome=first, status="no_data")
    ResultFactory(edition=edition, indicator__outcome=second, status="red")

    rows = Attention(edition).by_outcome

    assert [row.outcome for row in rows] == [first, second]
    assert dict(rows[0].counts) == {
        "green": 1, "amber": 0, "red": 0, "no_data": 1, "no_target": 0, "not_due": 0, "not_judged": 0,
    }  # fmt: skip
    assert [(row.total, len(row.changes)) for row in rows] == [(2, 1), (1, 0)]


@pytest.mark.django_db
def test_on_target_never_stands_without_what_it_rests_on():
    edition = EditionFactory()
    for status in ("green", "red", "no_data", "no_target"):
        ResultFactory(edition=edition, status=status)
    attention = Attention(edition)

    assert attention.on_target == (1, 2)
    assert attention.summary == (
        " No indicator changed colour since the round before."
        " Two of 4 cannot be judged: one has no data, one has no target."
    )
    assert dict(attention.totals) == {
        "green": 1, "amber": 0, "red": 1, "no_data": 1, "no_target": 1, "not_due": 0, "not_judged": 0,
    }  # fmt: skip


def test_an_exception_shows_the_live_action_that_it_led_to(world):
    world.verified(world.ratio)
    result = Result.objects.get(edition=world.publish(), indicator=world.ratio)
    Result.objects.filter(pk=result.pk).update(status="red")
    action = propose_action(
        result=result, title="Repair faster", organisation=world.council, lead=world.owner, due_on=DUE,
        by=world.lead, on=ON,
    )  # fmt: skip

    [exception] = Attention(world.editions[0]).exceptions

    assert [link.action for link in exception.actions] == [action]
    assert (action.body, action.outcome, action.state) == (
        world.economy,
        world.outcomes["economy"],
        "proposed",
    )


@pytest.mark.django_db
def test_a_fixed_number_of_queries_however_many_indicators(django_assert_num_queries):
    edition = EditionFactory()
    ResultFactory.create_batch(25, edition=edition, status="red", previous_status="green")

    with django_assert_num_queries(2):
        attention = Attention(edition)
        assert (len(attention.exceptions), len(attention.by_outcome), len(attention.changes)) == (25, 25, 25)
