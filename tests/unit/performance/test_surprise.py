"""Is a figure possible, and is it what one would expect?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.surprise import check

SHARES = [Decimal(one) for one in ("21.2", "22.9", "21.0", "22.6", "23.8", "21.9", "22.7", "22.4")]


def test_a_surprise_says_its_sum_and_refuses_nothing():
    found = check(Decimal("13.7"), earlier=SHARES, previous_label="Q3", decimals=1, unit="%")

    (sentence,) = found.surprising
    assert sentence == (
        "It moves by 8.7 points from Q3 (22.4 %). The last 7 moves were 1.3 points on average; "
        "anything over three times that (4.0) is asked about. It is not refused."
    )
    assert not found.is_refused


@pytest.mark.parametrize(("value", "asks"), [(16, False), (17, True), (4, False), (3, True)])
def test_only_more_than_three_times_the_mean_move_is_a_surprise(value, asks):
    assert check(value, earlier=[10, 12, 10, 12, 10]).asks_to_confirm == asks


@pytest.mark.parametrize(("earlier", "asks"), [([10, 12, 10, 12], False), ([10, 12, 10, 12, 10], True)])
def test_four_earlier_moves_are_needed_before_anything_surprises(earlier, asks):
    assert check(1000, earlier=earlier).asks_to_confirm == asks


def test_only_the_last_eight_moves_are_counted():
    quiet = [100, 0, 1, 0, 1, 0, 1, 0, 1, 0]

    assert check(4, earlier=quiet).asks_to_confirm


def test_after_figures_that_never_moved_any_change_is_a_surprise():
    (sentence,) = check(6, earlier=[5] * 5, previous_label="Q3").surprising

    assert sentence == (
        "It moves by 1 from Q3 (5). The last 4 moves were all nought, so any change is asked about. "
        "It is not refused."
    )


def test_after_figures_that_never_moved_the_same_again_is_none():
    assert not check(5, earlier=[5] * 5).asks_to_confirm


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (11, ()),
        (10, ()),
        (9, ("9 is below 10, the lowest expected. It is not refused.",)),
        (21, ("21 is above 20, the highest expected. It is not refused.",)),
    ],
)
def test_a_value_outside_the_stated_range_is_a_surprise(value, says):
    assert check(value, minimum=10, maximum=20).surprising == says


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"value": Fraction(10001, 100), "is_share": True},
            "A share cannot be over 100 %. This one is 100.01 %.",
        ),
        (
            {"value": -1, "is_share": True, "unit": "%"},
            "A share cannot be less than nought. This one is −1 %.",
        ),
        ({"value": -3, "is_count": True}, "A count cannot be negative. This one is −3."),
        ({"value": 1, "numerator": -1}, "The numerator is a count and cannot be negative."),
        ({"value": 1, "denominator": -1}, "The denominator is a count and cannot be negative."),
    ],
)
def test_the_impossible_is_refused(facts, says):
    assert check(**facts).impossible == (says,)


@pytest.mark.parametrize(
    "facts", [{"value": 100, "is_share": True}, {"value": 0, "is_count": True}, {"value": -3}]
)
def test_what_is_possible_is_not_refused(facts):
    assert not check(**facts).is_refused


@given(st.lists(st.integers(-50, 50), min_size=5, max_size=12), st.integers(-300, 300), st.integers(-99, 99))
def test_a_surprise_does_not_depend_on_where_nought_lies(earlier, value, shift):
    moved = check(value + shift, earlier=[one + shift for one in earlier])

    assert moved.asks_to_confirm == check(value, earlier=earlier).asks_to_confirm
