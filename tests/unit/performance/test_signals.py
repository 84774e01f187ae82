"""Marks and words of a control chart: one mark for each judgement, and words that never disagree with the figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.colours import ASSURANCES, VARIATIONS
from performance.enums import Assurance, Judgement, PointLabel, Polarity
from performance.rounding import shown
from performance.signals import assurance_mark, assurance_words, too_few, variation_mark, variation_words
from performance.spc import xmr

STEADY = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10]
SERIES = st.lists(st.integers(min_value=0, max_value=200), min_size=12, max_size=30)


def in_tenths(value: Fraction) -> str:
    return shown(value, 1)


def words_of(*last: int, polarity: str = Polarity.HIGHER) -> str:
    return variation_words(xmr([*STEADY, *last], polarity=polarity), in_tenths)


@pytest.mark.parametrize(
    ("judgement", "side", "mark"),
    [
        (Judgement.IMPROVEMENT, 1, "improvement_high"),
        (Judgement.IMPROVEMENT, -1, "improvement_low"),
        (Judgement.CONCERN, 1, "concern_high"),
        (Judgement.CONCERN, -1, "concern_low"),
        (Judgement.HIGH, 1, "unusually_high"),
        (Judgement.LOW, -1, "unusually_low"),
        (Judgement.COMMON, 0, "usual_variation"),
        ("", 0, ""),
    ],
)
def test_each_judgement_has_one_mark_for_high_and_one_for_low(judgement, side, mark):
    assert variation_mark(judgement, side) == mark


def test_every_mark_that_a_chart_can_give_is_drawn():
    variations = {variation_mark(judgement, side) for judgement in Judgement for side in (-1, 0, 1)}
    assert (variations, {assurance_mark(one) for one in Assurance}) == (set(VARIATIONS), set(ASSURANCES))


@pytest.mark.parametrize(
    ("points", "words"), [(0, ""), (1, "1 of 12 points"), (11, "11 of 12 points"), (12, "")]
)
def test_too_few_points_are_counted_out_of_twelve(points, words):
    assert too_few(points) == words


def test_below_twelve_points_nothing_is_said_of_a_range():
    chart = xmr(STEADY, polarity=Polarity.HIGHER, target=11)

    assert (variation_words(chart, in_tenths), assurance_words(chart, Fraction(11), in_tenths)) == ("", "")


def test_a_point_outside_is_named_with_the_limit_that_it_passed():
    assert words_of(40) == "40.0 lies above the upper limit of 18.7"
    assert words_of(0) == "0.0 lies below the lower limit of 4.7"


def test_a_point_within_the_limits_is_named_with_both():
    assert words_of(12) == "12.0 lies within 5.7 to 16.3, with no pattern"


def test_a_trend_and_a_shift_are_told_apart():
    rising = variation_words(xmr([10, 30, 5, 28, 9, 31, 6, 12, 14, 15, 16, 17, 18, 19]), in_tenths)
    shifted = variation_words(xmr([10, 30, 9, 31, 8, 12, 20, 22, 20, 22, 20, 22, 20]), in_tenths)

    assert rising == "19.0 is one of 7 or more points that rise one after another"
    assert shifted == "20.0 is one of 7 or more points above the mean of 18.9"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (11, "the target of 11.0 lies inside 5.7 to 16.3"),
        (40, "the target of 40.0 lies above 5.7 to 16.3"),
        (1, "the target of 1.0 lies below 5.7 to 16.3"),
    ],
)
def test_assurance_says_where_the_target_lies(target, words):
    chart = xmr([*STEADY, 12], polarity=Polarity.LOWER, target=target)

    assert assurance_words(chart, Fraction(target), in_tenths) == words


def test_without_a_target_there_are_no_words_of_assurance():
    assert assurance_words(xmr([*STEADY, 12], polarity=Polarity.HIGHER), None, in_tenths) == ""


@given(SERIES, st.sampled_from([Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL]))
def test_the_words_never_disagree_with_the_last_point(values, polarity):
    chart = xmr(values, polarity=polarity)
    point, words = chart.points[-1], variation_words(chart, in_tenths)

    assert words.startswith(f"{values[-1]}.0 ")
    assert ("limit of" in words) == (point.label == PointLabel.OUTSIDE)
    assert ("no pattern" in words) == (variation_mark(point.judgement, point.side) == "usual_variation")


@given(SERIES, st.integers(min_value=0, max_value=200), st.sampled_from([Polarity.HIGHER, Polarity.LOWER]))
def test_a_target_is_said_to_lie_inside_exactly_where_it_is_hit_and_missed(values, target, polarity):
    chart = xmr(values, polarity=polarity, target=target)

    inside = "lies inside" in assurance_words(chart, Fraction(target), in_tenths)
    assert inside == (assurance_mark(str(chart.assurance)) == "hit_and_miss")


@given(SERIES)
def test_the_other_polarity_turns_the_mark_and_leaves_the_words(values):
    higher, lower = (xmr(values, polarity=one) for one in (Polarity.HIGHER, Polarity.LOWER))
    turned = {"improvement": "concern", "concern": "improvement", "usual": "usual"}
    marks = [variation_mark(chart.points[-1].judgement, chart.points[-1].side) for chart in (higher, lower)]

    kind, _, where = marks[0].partition("_")
    assert marks[1] == f"{turned[kind]}_{where}"
    assert variation_words(higher, in_tenths) == variation_words(lower, in_tenths)
