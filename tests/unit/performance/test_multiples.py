"""Little charts on one scale, and the gap between their ends."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Polarity
from performance.multiples import BOTTOM, LEFT, RIGHT, TOP, Reading, gap_between, gap_sentence, multiples

FIGURES = st.lists(st.integers(min_value=0, max_value=100).map(Fraction), min_size=2, max_size=7)


def readings(*values, definition="1"):
    return [Reading(None if value is None else Fraction(value), definition) for value in values]


def gap(*figures, polarity=Polarity.HIGHER, is_count=False):
    named = [(name, None if value is None else Fraction(value)) for name, value in figures]
    return gap_between(named, polarity=polarity, is_count=is_count)


def words(*figures, polarity=Polarity.HIGHER, is_count=False, unit="%"):
    found = gap(*figures, polarity=polarity, is_count=is_count)
    return gap_sentence(found, period="Q3 2008/09", decimals=1, unit=unit)


def test_all_charts_share_the_scale_of_all_figures():
    drawn = multiples([readings(0, 10), readings(5, 20)])

    assert (drawn.low, drawn.high) == (0, 20)
    assert [chart.last for chart in drawn.charts] == [(RIGHT, 38.0), (RIGHT, TOP)]
    assert drawn.charts[0].paths == (f"M{LEFT} {BOTTOM}L{RIGHT} 38",)


def test_a_missing_figure_breaks_the_line():
    assert [len(chart.paths) for chart in multiples([readings(1, None, 3, 4)]).charts] == [2]


def test_a_change_of_definition_breaks_the_line():
    drawn = multiples([[*readings(1, 2), *readings(3, 4, definition="2")]])

    assert len(drawn.charts[0].paths) == 2


def test_a_chart_whose_last_figure_is_missing_has_no_dot():
    assert multiples([readings(1, None)]).charts[0].last is None


def test_no_figure_at_all_is_no_chart():
    assert multiples([readings(None, None)]) is None


@given(st.lists(st.tuples(FIGURES), min_size=1, max_size=6))
def test_every_point_lies_within_the_box(series):
    drawn = multiples([readings(*values) for (values,) in series])
    numbers = [
        tuple(map(float, pair))
        for chart in drawn.charts
        for path in chart.paths
        for pair in re.findall(r"[ML]([\d.]+) ([\d.]+)", path)
    ]

    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in numbers)


def test_the_best_is_the_highest_or_the_lowest_by_what_is_good():
    figures = (("North", 62), ("South", 54), ("West", None))

    assert words(*figures) == (
        "In Q3 2008/09 the best is North with 62.0 % and the worst South with 54.0 %: a gap of 8.0 percentage points."
    )
    assert words(*figures, polarity=Polarity.LOWER, unit="") == (
        "In Q3 2008/09 the best is South with 54.0 and the worst North with 62.0: a gap of 8.0."
    )


@pytest.mark.parametrize(("polarity", "is_count"), [(Polarity.NEUTRAL, False), (Polarity.HIGHER, True)])
def test_where_nobody_can_say_what_is_better_the_ends_are_highest_and_lowest(polarity, is_count):
    told = words(("North", 62), ("South", 54), polarity=polarity, is_count=is_count, unit="")

    assert told.startswith("In Q3 2008/09 the highest is North with 62.0 and the lowest South")


def test_areas_that_are_equal_have_no_gap():
    assert words(("North", 5), ("South", 5), unit="") == "In Q3 2008/09 all areas stand at 5.0."


def test_one_figure_has_no_gap():
    assert gap(("North", 5), ("South", None)) is None


@given(FIGURES)
def test_the_other_polarity_swaps_the_ends_and_keeps_the_gap(values):
    named = [(f"Area {place}", value) for place, value in enumerate(values)]
    higher, lower = (gap(*named, polarity=one) for one in (Polarity.HIGHER, Polarity.LOWER))

    assert (higher.first[1], higher.second[1], higher.size) == (lower.second[1], lower.first[1], lower.size)
    assert higher.first[1] == max(values)
