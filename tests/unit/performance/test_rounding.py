"""Exact figures and how they are shown."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.rounding import apart, exact, in_full, rounded, shown, with_unit

FRACTIONS = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=9_999)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(7196, 100), 1, "72.0"),
        (Decimal("0.25"), 1, "0.3"),
        (Decimal("0.35"), 1, "0.4"),
        (Fraction(5, 2), 0, "3"),
        (1240, 0, "1,240"),
        (Fraction(-385, 2), 0, "−193"),
        (Decimal("-0.04"), 1, "0.0"),
        (1234567.891, 2, "1,234,567.89"),
    ],
)
def test_a_figure_is_shown_half_up_with_its_decimals(value, decimals, text):
    assert shown(value, decimals) == text


@given(FRACTIONS, st.integers(0, 6))
def test_rounding_moves_a_figure_by_at_most_half_a_unit(value, decimals):
    assert abs(exact(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.integers(-9_999, 9_999), st.integers(0, 4))
def test_a_half_is_always_rounded_away_from_nought(whole, decimals):
    half = Fraction(2 * abs(whole) + 1, 2 * 10**decimals)

    assert exact(rounded(half, decimals)) == Fraction(abs(whole) + 1, 10**decimals)


@given(FRACTIONS, st.integers(0, 6))
def test_a_figure_and_its_mirror_image_are_rounded_alike(value, decimals):
    assert rounded(-value, decimals) == -rounded(value, decimals)


@given(FRACTIONS, FRACTIONS, st.integers(0, 4))
def test_rounding_keeps_the_order_of_figures(one, other, decimals):
    low, high = sorted((one, other))

    assert rounded(low, decimals) <= rounded(high, decimals)


def test_a_float_means_the_decimal_that_it_prints_as():
    assert exact(0.1) == Fraction(1, 10)


@pytest.mark.parametrize("nothing", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_no_figure(nothing):
    with pytest.raises(ValueError, match="is not a figure"):
        exact(nothing)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(72, "%", "72.0 %"), (1200, "£", "£1,200.0"), (-3, "£", "−£3.0"), (738, "homes", "738.0")],
)
def test_only_a_unit_that_is_a_sign_stands_with_the_figure(value, unit, text):
    assert with_unit(value, 1, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(93, 2), "46.5"),
        (930, "930"),
        (Fraction(1, 3), "about 0.33"),
        (Fraction(-2, 3), "about −0.67"),
    ],
)
def test_a_sum_on_paper_keeps_every_decimal_that_ends(value, text):
    assert in_full(value) == text


def test_two_figures_are_told_apart_by_as_many_decimals_as_it_takes():
    assert (apart(Decimal("71.96"), 72, 1), apart(72, 72, 1)) == (2, None)
