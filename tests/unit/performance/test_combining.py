"""How figures combine over periods and areas."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.combining import Part, last, over, ratio, ratio_of_sums, to_date, total, weighted_mean
from performance.enums import Absence, Combine
from performance.periods import parse_label

QUARTERS = [parse_label(f"Q{n} 2008/09") for n in (1, 2, 3, 4)]


def test_a_ratio_is_exact():
    found = ratio(29, 211, per=100, decimals=1)

    assert (found.value, found.working) == (Fraction(2900, 211), "29 ÷ 211 × 100 = about 13.744")


def test_a_denominator_of_nought_is_not_available():
    found = ratio(3, 0, per=100)

    assert (found.value, found.absence, found.working) == (
        None,
        Absence.NOT_AVAILABLE,
        "3 ÷ 0 × 100: the denominator is 0, so not available",
    )


def test_a_sum_to_date_adds_the_quarters_of_its_year():
    figures = [
        (parse_label("Q4 2007/08"), Fraction(309)),
        *zip(QUARTERS, map(Fraction, (300, 290, 148)), strict=False),
    ]
    found = to_date(figures, QUARTERS[2])

    assert (found.value, found.working) == (738, "300 + 290 + 148 = 738")


@pytest.mark.parametrize("second", [[], [(QUARTERS[1], None)]], ids=["never came", "came without a number"])
def test_a_missing_quarter_makes_the_sum_absent(second):
    found = to_date([(QUARTERS[0], Fraction(300)), *second, (QUARTERS[2], Fraction(148))], QUARTERS[2])

    assert (found.value, found.absence, found.missing) == (None, Absence.NOT_AVAILABLE, ("Q2",))


def test_a_year_s_own_figure_stands_alone():
    year = parse_label("2008")

    assert to_date([(year, Fraction(7))], year).value == 7


@given(st.lists(st.fractions(max_denominator=99), min_size=4, max_size=4))
def test_each_sum_to_date_is_the_one_before_it_and_its_own_quarter(values):
    figures = list(zip(QUARTERS, values, strict=True))
    sums = [to_date(figures, quarter).value for quarter in QUARTERS]

    assert [sums[0], *(after - before for before, after in pairwise(sums))] == values


def test_a_period_has_one_figure():
    with pytest.raises(ValueError, match="one figure"):
        to_date([(QUARTERS[0], Fraction(1)), (QUARTERS[0], Fraction(2))], QUARTERS[0])


DISTRICTS = [
    Part("East", value=80, weight=60, numerator=8, denominator=10),
    Part("West", value=50, weight=40, numerator=20, denominator=40),
]


@pytest.mark.parametrize(
    ("found", "value", "working"),
    [
        (total(DISTRICTS), 130, "80 + 50 = 130"),
        (weighted_mean(DISTRICTS), 68, "(80 × 60 + 50 × 40) ÷ 100 = 68"),
        (ratio_of_sums(DISTRICTS, per=100), 56, "28 ÷ 50 × 100 = 56"),
    ],
    ids=["sum", "weighted mean", "ratio of sums"],
)
def test_a_county_is_made_from_its_districts(found, value, working):
    assert (found.value, found.working) == (value, working)


@pytest.mark.parametrize("combine", [total, weighted_mean, ratio_of_sums])
def test_a_missing_district_makes_the_county_absent_and_is_named(combine):
    found = combine([*DISTRICTS, Part("North", weight=Fraction(1))])

    assert (found.value, found.working) == (None, "2 of 3 are in; missing: North")


@given(st.fractions(max_denominator=50), st.lists(st.integers(1, 99), min_size=1, max_size=6))
def test_districts_that_are_alike_make_a_county_like_them(value, weights):
    assert weighted_mean([Part(str(weight), value, weight) for weight in weights]).value == value


@pytest.mark.parametrize("weight", [None, -1])
def test_a_weight_is_nought_or_more(weight):
    with pytest.raises(ValueError, match="weight of nought or more"):
        weighted_mean([Part("East", 1, weight)])


def test_weights_that_add_up_to_nought_leave_nothing_to_say():
    assert weighted_mean([Part("East", 1, 0)]).absence == Absence.NOT_AVAILABLE


@pytest.mark.parametrize(
    ("combine", "value"),
    [(Combine.SUM_TO_DATE, 130), (Combine.MEAN, 65), (Combine.LAST, 50), (Combine.RATIO, Fraction(56, 100))],
)
def test_a_longer_period_is_made_in_the_indicator_s_own_way(combine, value):
    assert over(combine, DISTRICTS).value == value


def test_periods_that_stand_alone_do_not_combine():
    with pytest.raises(ValueError, match="stand alone"):
        over(Combine.POINT, DISTRICTS)


def test_nothing_combines_to_nothing():
    assert (last([]).absence, total([]).absence) == (Absence.NOT_AVAILABLE, Absence.NOT_AVAILABLE)


def test_a_long_sum_is_not_written_out():
    found = total([Part(str(n), n) for n in range(1, 13)])

    assert found.working == "1 + 2 + … + 12 (12 parts) = 78"
