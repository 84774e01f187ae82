"""Where everything on an indicator's chart stands."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.chart import BOTTOM, LINE_HEIGHT, NARROW, TOP, WIDE, Slot, _named, draw
from performance.enums import Frequency
from performance.periods import parse_label, periods_between
from performance.spc import xmr

QUARTERS = list(periods_between(Frequency.QUARTERLY, date(2003, 4, 1), date(2010, 4, 1)))
WORKED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
VALUES = st.lists(st.none() | st.fractions(-999, 999, max_denominator=50), min_size=1, max_size=24)


def slots(values, **given_):
    return [
        Slot(period, None if value is None else Fraction(value), **given_)
        for period, value in zip(QUARTERS, values, strict=False)
    ]


def charted(values, rebase_at=(), **given_):
    known = [value for value in values if value is not None]
    return draw(slots(values), xmr(known, polarity="higher", rebase_at=rebase_at), **given_)


def test_a_missing_figure_breaks_the_line_and_leaves_a_column():
    drawn = draw([*slots([1, 2]), Slot(QUARTERS[2], absence="late"), Slot(QUARTERS[3], Fraction(3))])

    assert (len(drawn.series), [column.text for column in drawn.columns]) == (2, ["Q3 late"])


def test_nothing_is_joined_across_a_rebase():
    drawn = charted(WORKED[5:] * 2, rebase_at=[13], rebase_reasons={1: "definition 2"})

    assert (len(drawn.series), [rebase.text for rebase in drawn.rebases]) == (2, ["definition 2"])


@pytest.mark.parametrize(("count", "kinds"), [(11, []), (12, ["mean", "upper", "lower"])])
def test_limits_are_drawn_from_twelve_points_on(count, kinds):
    assert [rule.kind for rule in charted(WORKED[5:][:count]).rules] == kinds


def test_a_signal_is_marked_by_its_shape_and_its_words():
    signal = charted(WORKED).marks[4]

    assert (signal.shape, signal.judgement, signal.title) == (
        "up",
        "improvement",
        "Q1 2004/05: 10, improvement: outside its usual range",
    )


def test_the_last_signal_is_said_in_words_beside_it():
    callout = charted([*WORKED, -9]).callout

    assert (callout.title, callout.box.text) == ("Concern: −9 in Q3 2007/08", "below the lower limit of −1")


def test_usual_variation_needs_no_words():
    assert charted(WORKED).callout is None


def test_a_target_is_a_step_where_it_changes():
    drawn = draw(
        [
            Slot(QUARTERS[0], Fraction(0), target=Fraction(10)),
            Slot(QUARTERS[1], Fraction(0), target=Fraction(10)),
            Slot(QUARTERS[2], Fraction(0), target=Fraction(5)),
        ]
    )

    assert drawn.targets == (f"M{WIDE.left} {TOP}H448V{(TOP + BOTTOM) // 2}H{WIDE.right}",)


def test_the_years_are_written_once_under_their_quarters():
    assert [year.label for year in charted(WORKED).years] == [
        "2003/04",
        "2004/05",
        "2005/06",
        "2006/07",
        "2007/08",
    ]


def test_labels_that_would_run_into_each_other_are_left_out_from_april_on():
    months = list(periods_between(Frequency.MONTHLY, date(2016, 4, 1), date(2019, 4, 1)))

    ticks = draw([Slot(period, Fraction(5)) for period in months]).x_ticks
    assert [tick.label for tick in ticks][:7] == ["Apr", "Jun", "Aug", "Oct", "Dec", "Feb", "Apr"]
    assert len(ticks) == 18


@pytest.mark.parametrize(
    ("label", "tick"),
    [
        ("March 2009", "Mar"),
        ("Q4 2008/09", "Q4"),
        ("H2 2008/09", "H2"),
        ("2008/09", "2008/09"),
        ("2008", "2008"),
        ("1 October 2007 to 30 September 2008", "Sep 2008"),
    ],
)
def test_a_slot_is_named_by_what_fits_under_it(label, tick):
    assert draw([Slot(parse_label(label), Fraction(1))]).x_ticks[0].label == tick


def test_today_stands_within_its_quarter():
    drawn = draw(slots([1, 2, 3, 4]), today=date(2003, 7, 1))

    assert (drawn.today.x, drawn.x_of(date(2003, 3, 31)), drawn.x_of(date(2004, 4, 1))) == (208.0, None, None)


def test_the_chart_and_its_slots_have_the_same_figures():
    with pytest.raises(ValueError, match="one point for each slot"):
        draw(slots([1, 2, None]), xmr([1, 2, 3]))


def test_words_at_the_edge_do_not_overlap():
    values = [Fraction(100 + n % 2, 100) for n in range(12)]
    points = [Slot(one.period, one.value, target=Fraction(101, 100)) for one in slots(values)]
    edge = [text.y for text in draw(points, xmr(values)).texts if text.x > WIDE.right]

    assert all(round(after - before, 1) >= LINE_HEIGHT for before, after in pairwise(edge))
    assert len(edge) == 4


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ((0, 10), ["0", "2", "4", "6", "8", "10"]),
        ((Fraction(1, 10), Fraction(3, 10)), ["0.10", "0.15", "0.20", "0.25", "0.30"]),
    ],
)
def test_the_axis_has_round_ticks(values, labels):
    assert [tick.label for tick in draw(slots(values)).y_ticks] == labels


def test_an_empty_chart_has_no_shapes():
    drawn = draw([])

    assert (drawn.series, drawn.marks, drawn.columns, drawn.years) == ((), (), (), ())


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@given(VALUES)
def test_every_figure_is_drawn_within_the_plot(frame, values):
    drawn = charted(values, frame=frame)
    numbers = [float(n) for path in drawn.series for n in re.findall(r"-?[\d.]+", path.replace("h0", ""))]

    assert frame.left <= drawn.left < drawn.right <= frame.right
    assert all(drawn.left <= x <= drawn.right for x in numbers[::2])
    assert all(TOP <= y <= BOTTOM for y in numbers[1::2])


@given(st.lists(st.fractions(-99999, 99999, max_denominator=10), min_size=12, max_size=24))
def test_words_beside_a_narrow_plot_are_not_cut_off(values):
    drawn = draw(slots(values, target=Fraction(5)), xmr(values), decimals=1, frame=NARROW)
    edge = [text for text in drawn.texts if text.x > drawn.right]

    assert {text.kind for text in edge} == {"limit", "mean", "target"}
    assert all(text.x + 6.5 * len(text.text) <= NARROW.width for text in edge)
    assert all(6.5 * len(tick.label) < drawn.left for tick in drawn.y_ticks)


def test_a_narrow_plot_leaves_its_signal_to_the_sentence_above_it():
    assert charted([*WORKED, -9], frame=NARROW).callout is None


def test_years_that_would_run_into_each_other_are_written_from_the_last_one_backwards():
    drawn = draw(slots([1] * 24), frame=replace(NARROW, right=280))

    assert [year.label for year in drawn.years] == ["", "2004/05", "", "2006/07", "", "2008/09"]


def test_narrow_columns_side_by_side_have_no_words_that_would_run_into_each_other():
    missing = [Slot(period, absence="late") for period in QUARTERS[21:24]]
    drawn = draw([*slots([1] * 21), *missing], frame=NARROW)

    assert [column.text for column in drawn.columns] == ["Q2 late", "", "Q4 late"]


@given(VALUES)
def test_a_higher_figure_never_stands_lower(values):
    marks = {mark.x: mark.y for mark in charted(values).marks}
    known = sorted(
        (value, marks[tick.at])
        for value, tick in zip(values, charted(values).x_ticks, strict=True)
        if value is not None
    )

    assert [y for _, y in known] == sorted((y for _, y in known), reverse=True)


def test_a_long_reason_stays_inside_the_drawing_on_the_wider_side_of_its_line():
    reason = (
        "The night service that takes people home after six in the evening began in October of that year."
    )
    for x in (80.0, 300.0, 420.0, 630.0):
        named = _named(x, reason, WIDE.left, WIDE.right)
        room = WIDE.right - x if named.anchor == "start" else x - WIDE.left
        assert len(named.text) * 6.5 <= room
        assert room >= (WIDE.right - WIDE.left) / 2
        assert named.text == reason or named.text.endswith("…")
