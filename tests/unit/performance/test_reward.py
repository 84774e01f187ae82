"""What an agreement pays: worked cases, real grants to the penny, and laws of the rule."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.reward import Stake, estimate, share_of, split

GRANTS = list(
    csv.DictReader((Path(__file__).parents[2] / "data/reward_grant_2010_11.csv").read_text().splitlines())
)
"""Performance Reward Grant Determination 2010/11, 8 March 2011."""
POT = 120_000_00
FIGURES = st.integers(min_value=-1000, max_value=1000)


def pence(pounds: str) -> int:
    return int(Fraction(pounds) * 100)


def stakes(*actuals, target="", without=60, with_=70):
    return [
        Stake(
            f"T{place}",
            target or f"T{place}",
            without,
            with_,
            None if actual is None else Fraction(str(actual)),
        )
        for place, actual in enumerate(actuals)
    ]


@pytest.mark.parametrize(
    ("actual", "paid"),
    [("65.99", 0), ("66", 24_000_00), ("68", 32_000_00), ("70", 40_000_00), ("75", 40_000_00)],
)
def test_a_third_of_the_pot_is_earned_by_the_share_of_the_improvement(actual, paid):
    found = estimate(POT, stakes(actual, 60, 60))

    assert (found.lines[0].part, found.lines[0].paid, found.paid) == (40_000_00, paid, paid)


def test_lower_is_better_needs_no_other_rule():
    assert share_of(without=20, with_=10, actual=12) == Fraction(4, 5)


def test_sub_targets_share_the_part_of_their_target():
    found = estimate(POT, [*stakes(70, 70, target="one"), *stakes(70, target="two")])

    assert [line.paid for line in found.lines] == [30_000_00, 30_000_00, 60_000_00]


def test_what_rounding_leaves_over_is_shown():
    found = estimate(100, stakes(70, 70, 70))

    assert ([line.part for line in found.lines], found.remainder, found.paid) == ([33, 33, 33], 1, 99)


def test_a_half_penny_is_rounded_up():
    assert [line.paid for line in estimate(1, stakes(70, 70)).lines] == [1, 1]


def test_a_target_without_a_figure_has_its_part_and_pays_nothing_that_is_known():
    found = estimate(POT, stakes(70, None, 70))

    assert (found.lines[1].part, found.lines[1].paid, found.unknown, found.paid) == (
        40_000_00,
        None,
        1,
        80_000_00,
    )


def test_no_improvement_cannot_be_rewarded():
    with pytest.raises(ValueError, match="no improvement"):
        share_of(without=70, with_=70, actual=70)


def test_a_pot_is_not_negative():
    with pytest.raises(ValueError, match="not negative"):
        estimate(-1, stakes(70))


@pytest.mark.parametrize("grant", GRANTS, ids=lambda grant: grant["authority"])
def test_the_grants_of_ten_councils_are_split_to_the_penny(grant):
    assert split(pence(grant["total_gbp"])) == (
        pence(grant["capital_grant_gbp"]),
        pence(grant["revenue_grant_gbp"]),
    )


def test_all_ten_councils_are_there():
    assert len(GRANTS) == 10


@given(st.integers(min_value=0, max_value=10**9), st.lists(st.integers(0, 150), min_size=1, max_size=35))
def test_never_more_than_the_parts_and_the_split_adds_up(pot, actuals):
    found = estimate(pot, stakes(*actuals))

    assert all(0 <= line.paid <= line.part for line in found.lines)
    assert found.capital + found.revenue == found.paid
    assert found.paid <= sum(line.part for line in found.lines) == pot - found.remainder


@given(FIGURES, FIGURES.filter(bool), FIGURES)
def test_a_mirror_of_all_three_figures_earns_the_same_share(without, gain, actual):
    turned = share_of(without=-without, with_=-(without + gain), actual=-actual)

    assert share_of(without=without, with_=without + gain, actual=actual) == turned
