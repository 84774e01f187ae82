"""A forecast's drawing: it begins at the last figure, holds its ends in order, and its labels never touch."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from performance.fan import APART, BOTTOM, LAST, TOP, fan

NAMES = ("highest", "most likely", "lowest", "target")
NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10)


def quarters(values):
    return [
        (date(2007 + place // 4, place % 4 * 3 + 1, 1), f"Q{place}", Fraction(one))
        for place, one in enumerate(values)
    ]


def drawn(values=(60, 62, 63, 65), **changes):
    ends = {
        "low": Fraction(66),
        "value": Fraction(68),
        "high": Fraction(70),
        "target": Fraction(75),
    } | changes
    return fan(quarters(values), until=date(2011, 4, 1), until_label="2010/11", named=NAMES, **ends)


def test_the_range_opens_from_the_last_figure():
    found = drawn()

    x, y = found.last
    assert found.range.startswith(f"M{x:g} {y:g}L{LAST} ")
    assert found.line.endswith(f"{x:g} {y:g}")
    assert (found.first_label, found.last_label) == ("Q0", "2010/11")


def test_without_a_figure_or_a_later_day_there_is_no_fan():
    assert drawn(()) is None
    assert drawn(tuple(range(18))) is None


@given(st.lists(NUMBERS, min_size=1, max_size=12), st.lists(NUMBERS, min_size=3, max_size=3), NUMBERS)
def test_the_ends_stand_in_their_order_and_labels_never_touch(values, ends, target):
    low, value, high = sorted(ends)
    found = drawn(values, low=low, value=value, high=high, target=target)

    heights = [label.y for label in found.labels]
    assert all(later - earlier >= APART - 0.2 for earlier, later in pairwise(heights))
    _, rest = found.range.split(f"L{LAST} ")
    top, bottom = (float(one) for one in rest.rstrip("Z").split("V"))
    assert TOP <= top <= bottom <= BOTTOM
    assert heights[-1] <= BOTTOM


@given(st.lists(NUMBERS, min_size=1, max_size=12), NUMBERS)
def test_the_drawing_does_not_depend_on_where_nought_lies(values, shift):
    assert drawn(values) == drawn(
        [one + shift for one in values],
        low=66 + shift, value=68 + shift, high=70 + shift, target=75 + shift,
    )  # fmt: skip
