"""Panels below each other on one time axis: laws of the drawing."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.explorer import APART, NARROW, WIDE, Dot, Panel, Series, draw
from performance.periods import parse_label

QUARTERS = [
    parse_label(f"Q{quarter} {year}")
    for year in ("2006/07", "2007/08", "2008/09")
    for quarter in (1, 2, 3, 4)
]
VALUES = st.lists(st.one_of(st.none(), st.integers(-500, 500).map(Fraction)), min_size=1, max_size=12)


def series(*values, name="County", definition="1"):
    return Series(
        name,
        tuple(
            Dot(period, None if value is None else Fraction(value), definition)
            for period, value in zip(QUARTERS, values, strict=False)
        ),
    )


def panel(*lines):
    return Panel("NI 1 A measure", "homes", tuple(lines))


def test_panels_share_the_axis_and_have_scales_of_their_own():
    drawn = draw([panel(series(1, 2, 3)), panel(series(100, 300))])

    first, second = drawn.panels
    assert [line.dots[0][0] for line in (first.lines[0], second.lines[0])] == [WIDE.left, WIDE.left]
    assert (first.lines[0].dots[-1][0], second.lines[0].dots[-1][0]) == (WIDE.right, 400.0)
    assert ([label for _, label in first.ticks][-1], [label for _, label in second.ticks][-1]) == (
        "3.0",
        "300",
    )
    assert first.bottom < second.title_y


def test_missing_figures_and_new_definitions_break_a_line():
    broken = draw([panel(series(1, None, 3, 4))]).panels[0].lines[0]
    changed = Series("County", series(1, 2).dots + series(0, 0, 3, 4, definition="2").dots[2:])

    assert (len(broken.paths), len(broken.dots)) == (2, 3)
    assert len(draw([panel(changed)]).panels[0].lines[0].paths) == 2


def test_lines_differ_in_dash_as_well_as_in_colour():
    lines = draw([panel(*(series(1, 2, name=name) for name in "ABCD"))]).panels[0].lines

    assert len({line.dash for line in lines}) == len({line.colour for line in lines}) == 4


def test_names_at_the_ends_never_lie_on_each_other():
    lines = draw([panel(*(series(1, 2, name=name) for name in "ABCD"))]).panels[0].lines
    heights = sorted(line.name_y for line in lines)

    assert all(after - before >= APART for before, after in itertools.pairwise(heights))


def test_a_line_without_figures_has_no_name():
    lines = draw([panel(series(1, 2), series(None, name="North"))]).panels[0].lines

    assert [line.name for line in lines] == ["County", ""]


def test_without_any_figure_nothing_is_drawn():
    assert draw([]) is None
    assert draw([panel(series(None, None))]) is None


def test_years_stand_at_their_ends():
    assert [label for _, label in draw([panel(series(*range(12)))]).years] == [
        "2006/07",
        "2007/08",
        "2008/09",
    ]


def test_a_narrow_drawing_cuts_its_titles_and_names_to_their_room():
    long = Panel(
        "NI 2 " + "A measure of many things " * 4, "homes", (series(1, 2, name="Weymouth and Portland"),)
    )
    (narrow,) = draw([long], NARROW).panels
    (wide,) = draw([long]).panels

    assert (narrow.title, narrow.lines[0].name) == (
        "NI 2 A measure of many things A…",
        "Weymouth…",
    )
    assert (wide.title, wide.lines[0].name) == (long.title, "Weymouth and Portland")


def test_beside_the_longest_unit_a_narrow_title_keeps_its_code():
    long = Panel("NI 2 A measure of many things", "x" * 60, (series(1, 2),))
    (narrow,) = draw([long], NARROW).panels

    assert narrow.title == "NI 2 A…"
    assert 6.5 * len(f"{narrow.title} ({narrow.unit})") <= NARROW.width


def test_years_that_would_run_into_each_other_are_left_out_from_the_last_backwards():
    twelve = draw([panel(series(*range(12)))], replace(NARROW, right=130))

    assert [label for _, label in twelve.years] == ["2006/07", "2008/09"]


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_every_dot_lies_inside_its_panel(frame, lists):
    drawn = draw([panel(series(*values)) for values in lists], frame)
    for one in drawn.panels if drawn else ():
        for line in one.lines:
            places = [
                tuple(map(float, pair))
                for path in line.paths
                for pair in re.findall(r"([\d.]+) ([\d.]+)", path)
            ]
            assert places == [tuple(dot) for dot in line.dots]
            assert all(drawn.left <= x <= drawn.right and one.top <= y <= one.bottom for x, y in places)
