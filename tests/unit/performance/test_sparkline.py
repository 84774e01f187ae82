"""A trend small enough for a table row."""

import re

from hypothesis import given
from hypothesis import strategies as st

from performance.sparkline import HEIGHT, WIDTH, sparkline

VALUES = st.lists(st.none() | st.fractions(min_value=-999, max_value=999, max_denominator=99), max_size=12)


def places(path):
    """Every point of a path, relative steps added up."""
    found, x, y = [], 0, 0
    for command, numbers in re.findall(r"([Mlh])([^Mlh]+)", path):
        values = [int(number) for number in re.findall(r"-?\d+", numbers)]
        if command == "h":
            values = [values[0], 0]
        for dx, dy in zip(values[::2], values[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            found.append((x, y))
    return found


def test_a_trend_is_one_short_path_with_its_milestone_and_last_figure():
    drawn = sparkline([0, 10, 5], 10)

    assert (drawn.line, drawn.milestone_line, drawn.dot) == ("M3 27l55-24 55 12", "M0 3h116", (113, 15))


def test_a_missing_figure_breaks_the_line():
    assert sparkline([0, 10, None, 5, 0]).line == "M3 27l28-24M86 15l27 12"


def test_a_figure_between_two_gaps_is_a_dot():
    assert sparkline([0, None, 5, None, 10]).line == "M3 27h0M58 15h0M113 3h0"


def test_a_trend_that_never_moves_runs_through_the_middle():
    assert sparkline([7, 7]).line == "M3 15l110 0"


def test_without_any_figure_only_the_milestone_is_drawn():
    drawn = sparkline([None, None], 84)

    assert (drawn.line, drawn.milestone, drawn.dot) == ("", 15, None)


def test_without_figure_and_milestone_nothing_is_drawn():
    assert sparkline([]).milestone_line == ""


@given(VALUES, st.none() | st.integers(-999, 999))
def test_everything_drawn_lies_within_the_box(values, milestone):
    drawn = sparkline(values, milestone)

    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places(drawn.line))
    assert drawn.milestone is None or 0 <= drawn.milestone <= HEIGHT


@given(VALUES)
def test_the_dot_stands_at_the_last_figure(values):
    drawn = sparkline(values)

    assert (places(drawn.line) or [None])[-1] == drawn.dot


@given(VALUES, st.integers(-999, 999))
def test_a_row_s_trend_is_never_longer_than_a_hundred_and_fifty_characters(values, milestone):
    drawn = sparkline(values, milestone)

    assert len(drawn.line + drawn.milestone_line) <= 150
