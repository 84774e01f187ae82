"""Which way a figure moves, and whether that is good."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.direction import Reading, direction_of
from performance.enums import Combine, Direction, Polarity
from performance.periods import parse_label


def reading(label, value, definition="1"):
    return Reading(parse_label(label), Fraction(str(value)), definition)


LATEST = reading("Q3 2008/09", 50)


@pytest.mark.parametrize(
    ("polarity", "before", "direction", "arrow"),
    [
        (Polarity.HIGHER, 49, Direction.IMPROVING, "up"),
        (Polarity.HIGHER, 51, Direction.WORSENING, "down"),
        (Polarity.LOWER, 51, Direction.IMPROVING, "down"),
        (Polarity.LOWER, 49, Direction.WORSENING, "up"),
        (Polarity.HIGHER, 50, Direction.STEADY, "level"),
        (Polarity.NEUTRAL, 49, Direction.NOT_COMPARABLE, "up"),
        (Polarity.UNKNOWN, 49, Direction.NOT_COMPARABLE, "up"),
    ],
)
def test_polarity_says_whether_a_movement_is_good(polarity, before, direction, arrow):
    travel = direction_of(LATEST, [reading("Q2 2008/09", before)], polarity=polarity)

    assert (travel.direction, travel.arrow) == (direction, arrow)


@pytest.mark.parametrize(
    ("before", "direction"), [("49.96", Direction.STEADY), ("49.95", Direction.IMPROVING)]
)
def test_a_change_that_rounds_to_nought_is_steady(before, direction):
    travel = direction_of(LATEST, [reading("Q2 2008/09", before)], polarity=Polarity.HIGHER, decimals=1)

    assert travel.direction == direction


EARLIER = [reading("Q3 2007/08", 60), reading("Q2 2008/09", 40)]


@pytest.mark.parametrize(
    ("how", "compared_with"),
    [
        ({}, "Q2 2008/09"),
        ({"seasonal": True}, "Q3 2007/08"),
        ({"combine": Combine.SUM_TO_DATE}, "Q3 2007/08"),
        ({"combine": Combine.RATIO}, "Q2 2008/09"),
    ],
)
def test_seasonal_figures_and_sums_to_date_are_compared_with_last_year(how, compared_with):
    travel = direction_of(LATEST, EARLIER, polarity=Polarity.HIGHER, **how)

    assert travel.compared_with.period.label == compared_with


def test_the_previous_published_period_may_lie_further_back_than_the_last_quarter():
    travel = direction_of(
        LATEST, [reading("Q4 2007/08", 40), reading("Q1 2007/08", 60)], polarity=Polarity.HIGHER
    )

    assert travel.compared_with.period.label == "Q4 2007/08"


def test_nothing_is_compared_across_a_change_of_definition():
    travel = direction_of(LATEST, [reading("Q2 2008/09", 40, definition="2")], polarity=Polarity.HIGHER)

    assert (travel.direction, travel.working[-1].text) == (
        Direction.NOT_COMPARABLE,
        "Q2 2008/09 was measured on another definition, so not comparable",
    )


def test_a_seasonal_figure_without_last_year_s_is_not_comparable():
    travel = direction_of(LATEST, [reading("Q2 2008/09", 40)], polarity=Polarity.HIGHER, seasonal=True)

    assert (travel.direction, travel.working[-1].text) == (
        Direction.NOT_COMPARABLE,
        "no published figure for Q3 2007/08, so not comparable",
    )


@pytest.mark.parametrize(
    ("before", "direction"), [(70, Direction.IMPROVING), (10, Direction.IMPROVING), (52, Direction.WORSENING)]
)
def test_in_a_range_the_distance_to_it_decides(before, direction):
    travel = direction_of(
        LATEST,
        [reading("Q2 2008/09", before)],
        polarity=Polarity.RANGE,
        range_=(Fraction(52), Fraction(60)),
    )

    assert travel.direction == direction


def test_the_working_names_both_figures_and_the_change():
    travel = direction_of(
        reading("Q3 2008/09", 738), [reading("Q3 2007/08", 881)], polarity="higher", combine="sum_to_date"
    )

    assert [line.text for line in travel.working] == [
        "a sum to date is compared with the same period last year",
        "738 against 881 in Q3 2007/08",
        "a change of −143, so worsening",
    ]


@given(st.integers(-99, 99), st.integers(-99, 99), st.sampled_from([Polarity.HIGHER, Polarity.LOWER]))
def test_going_there_and_coming_back_are_opposite_directions(one, other, polarity):
    there = direction_of(reading("Q2 2008/09", one), [reading("Q1 2008/09", other)], polarity=polarity)
    back = direction_of(reading("Q2 2008/09", other), [reading("Q1 2008/09", one)], polarity=polarity)
    opposite = {
        Direction.IMPROVING: Direction.WORSENING,
        Direction.WORSENING: Direction.IMPROVING,
        Direction.STEADY: Direction.STEADY,
    }

    assert back.direction == opposite[there.direction]
