"""Where a figure ought to be on the way to its target."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Combine, Frequency
from performance.milestones import AgreedPoint, cumulative_profile, line_value, milestone_for, step_for
from performance.periods import parse_label

BASELINE = AgreedPoint.of(parse_label("2007/08"), 70, is_baseline=True)
TARGET = AgreedPoint.of(parse_label("2008/09"), 78)
QUARTERS = [parse_label(f"Q{n} 2008/09") for n in (1, 2, 3, 4)]
POINTS = st.lists(
    st.builds(
        AgreedPoint,
        st.dates(date(2000, 1, 1), date(2020, 1, 1)),
        st.fractions(min_value=-1_000, max_value=1_000, max_denominator=100),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda point: point.at,
)


def quarterly(points, period, **given_):
    return milestone_for(points, period, frequency=Frequency.QUARTERLY, **given_)


def test_milestones_lie_on_the_straight_line_from_the_baseline_to_the_target():
    assert [quarterly([BASELINE, TARGET], quarter).value for quarter in QUARTERS] == [72, 74, 76, 78]


def test_the_line_runs_on_across_a_year_without_a_target():
    points = [BASELINE, AgreedPoint.of(parse_label("2009/10"), 78)]

    assert quarterly(points, parse_label("Q4 2008/09")).value == 74


def test_the_working_of_a_milestone_is_its_sum():
    assert quarterly([BASELINE, TARGET], QUARTERS[0], decimals=1).line == (
        "Milestone: straight line in time",
        "70.0 + (78.0 − 70.0) × 3 of 12 months = 72.0",
    )


def test_at_the_end_of_the_year_the_milestone_is_the_agreed_target():
    assert quarterly([BASELINE, TARGET], QUARTERS[3]).line == ("Milestone: agreed target for 2008/09", "78")


@given(POINTS)
def test_the_line_passes_through_every_agreed_point(points):
    assert [line_value(points, point.at) for point in points] == [point.value for point in points]


@given(POINTS, st.data())
def test_between_two_points_the_line_stays_between_their_values(points, data):
    first, second = sorted(points, key=lambda point: point.at)[:2]
    days = data.draw(st.integers(0, (second.at - first.at).days))
    low, high = sorted((first.value, second.value))

    assert low <= line_value(points, first.at + timedelta(days=days)) <= high


@pytest.mark.parametrize("label", ["Q4 2007/08", "Q3 2007/08", "Q1 2009/10"])
def test_nothing_is_asked_at_or_before_the_baseline_or_after_the_last_target(label):
    assert quarterly([BASELINE, TARGET], parse_label(label)) is None


def test_without_a_baseline_only_the_agreed_dates_have_a_milestone():
    assert [quarterly([TARGET], quarter) is None for quarter in QUARTERS] == [True, True, True, False]


def test_an_annual_indicator_has_no_milestone_inside_the_year():
    annual = [
        milestone_for([BASELINE, TARGET], period, frequency=Frequency.ANNUAL)
        for period in (QUARTERS[1], QUARTERS[3], parse_label("2008/09"))
    ]

    assert [one and one.value for one in annual] == [None, None, 78]


def test_two_points_cannot_stand_at_one_date():
    with pytest.raises(ValueError, match="Two agreed points"):
        quarterly([TARGET, TARGET], QUARTERS[0])


def to_date(period, **given_):
    points = [AgreedPoint.of(parse_label("2008/09"), 1240)]
    return quarterly(points, period, combine=Combine.SUM_TO_DATE, **given_)


def test_a_sum_to_date_is_due_in_equal_quarters():
    assert [to_date(quarter).value for quarter in QUARTERS] == [310, 620, 930, 1240]


def test_a_sum_to_date_may_have_a_profile_of_its_own():
    assert [to_date(quarter, profile=(20, 45, 70, 100)).value for quarter in QUARTERS] == [
        248,
        558,
        868,
        1240,
    ]


def test_the_working_of_a_sum_to_date_is_the_year_s_target_by_its_profile():
    assert to_date(QUARTERS[2]).line == ("Milestone: year's target by profile", "1,240 × 75 % = 930")


def test_a_sum_to_date_by_months_is_due_in_twelfths():
    points = [AgreedPoint.of(parse_label("2008/09"), 120)]
    july = milestone_for(
        points, parse_label("July 2008"), frequency=Frequency.MONTHLY, combine=Combine.SUM_TO_DATE
    )

    assert july.value == 40


def test_a_sum_to_date_takes_a_year_without_a_target_from_the_line_between_the_years():
    points = [
        AgreedPoint.of(parse_label("2007/08"), 1000, is_baseline=True),
        AgreedPoint.of(parse_label("2009/10"), 1400),
    ]

    assert quarterly(points, QUARTERS[1], combine=Combine.SUM_TO_DATE).value == 600


@pytest.mark.parametrize(
    ("profile", "says"), [((50, 100), "has 4 shares, not 2"), ((25, 50, 75, 90), "ends at 100 %")]
)
def test_a_profile_fits_the_quarters_and_ends_at_the_whole(profile, says):
    with pytest.raises(ValueError, match=says):
        to_date(QUARTERS[0], profile=profile)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_the_targets_of_the_single_quarters_add_up_to_the_year(shares):
    profile = (*sorted(shares), 100)
    points = [AgreedPoint.of(parse_label("2008/09"), Decimal("1240.5"))]
    steps = [
        step_for(points, q, frequency=Frequency.QUARTERLY, combine=Combine.SUM_TO_DATE, profile=profile)
        for q in QUARTERS
    ]

    assert sum(steps) == Fraction("1240.5")


def test_a_period_that_does_not_divide_the_year_has_no_profile():
    with pytest.raises(ValueError, match="divide the year"):
        cumulative_profile((), parse_label("1 May 2005 to 30 April 2008"))


def test_an_agreed_range_holds_until_the_next_one():
    points = [
        AgreedPoint.of(parse_label("2008/09"), 10, high=15),
        AgreedPoint.of(parse_label("2009/10"), 12, high=14),
    ]
    ranges = [quarterly(points, parse_label(label)).range_ for label in ("Q2 2008/09", "Q1 2009/10")]

    assert ranges == [(10, 15), (12, 14)]
