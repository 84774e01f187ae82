"""The colour rule and the order of the statuses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Absence, Polarity, Status, TargetState, ToleranceKind
from performance.status import Tolerance, judge, shown_equal_but_misses, status_of

FIGURES = st.fractions(min_value=-500, max_value=500, max_denominator=200)
TOLERANCES = st.builds(
    Tolerance, st.fractions(min_value=0, max_value=50, max_denominator=50), st.sampled_from(ToleranceKind)
)
RANK = {Status.RED: 0, Status.AMBER: 1, Status.GREEN: 2}


def colour(value, milestone=None, polarity=Polarity.HIGHER, **given_):
    return judge(polarity=polarity, value=Decimal(value), milestone=milestone, **given_).status


@pytest.mark.parametrize(
    ("value", "status"),
    [("80.0", Status.GREEN), ("79.99", Status.AMBER), ("76.0", Status.AMBER), ("75.99", Status.RED)],
)
def test_five_per_cent_of_eighty_leaves_four_points_of_amber(value, status):
    assert colour(value, 80) == status


@pytest.mark.parametrize(
    ("value", "status"), [("20", Status.GREEN), ("21", Status.AMBER), ("21.01", Status.RED)]
)
def test_where_lower_is_better_amber_lies_above_the_milestone(value, status):
    assert colour(value, 20, Polarity.LOWER, tolerance=Tolerance(1, ToleranceKind.ABSOLUTE)) == status


@pytest.mark.parametrize(("value", "status"), [("0", Status.GREEN), ("-0.01", Status.RED)])
def test_a_percentage_of_nought_leaves_no_amber(value, status):
    assert colour(value, 0) == status


def test_the_tolerance_of_a_negative_milestone_is_taken_of_its_size():
    assert [colour(value, -20) for value in ("-20", "-21", "-21.01")] == [
        Status.GREEN,
        Status.AMBER,
        Status.RED,
    ]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("10", Status.GREEN),
        ("30", Status.GREEN),
        ("31", Status.AMBER),
        ("9", Status.AMBER),
        ("31.01", Status.RED),
        ("8.99", Status.RED),
    ],
)
def test_in_a_range_the_tolerance_is_taken_of_its_width(value, status):
    assert colour(value, polarity=Polarity.RANGE, range_=(10, 30)) == status


@given(FIGURES, FIGURES, FIGURES, TOLERANCES)
def test_a_better_value_never_has_a_worse_status(one, other, milestone, tolerance):
    worse, better = sorted((one, other))
    statuses = [
        judge(polarity=Polarity.HIGHER, value=value, milestone=milestone, tolerance=tolerance).status
        for value in (worse, better)
    ]

    assert RANK[statuses[0]] <= RANK[statuses[1]]


@given(FIGURES, FIGURES, TOLERANCES)
def test_lower_is_better_is_the_mirror_image_of_higher_is_better(value, milestone, tolerance):
    higher = judge(polarity=Polarity.HIGHER, value=value, milestone=milestone, tolerance=tolerance)
    lower = judge(polarity=Polarity.LOWER, value=-value, milestone=-milestone, tolerance=tolerance)

    assert (higher.status, higher.gap, higher.tolerance) == (lower.status, lower.gap, lower.tolerance)


@given(FIGURES, FIGURES, TOLERANCES)
def test_the_last_line_of_the_working_names_the_status(value, milestone, tolerance):
    judged = judge(polarity=Polarity.HIGHER, value=value, milestone=milestone, tolerance=tolerance)

    assert judged.working[-1].text.endswith(f"so {judged.status.label}")


def test_the_working_shows_every_step_of_the_sum():
    judged = judge(polarity=Polarity.HIGHER, value=738, milestone=930, value_working="300 + 290 + 148 = 738")

    assert list(judged.working) == [
        ("Value", "300 + 290 + 148 = 738"),
        ("Milestone", "930"),
        ("Gap, higher is better", "738 − 930 = −192"),
        ("Tolerance", "5 % of 930 = 46.5"),
        ("Rule status 1.0", "green from 0 up; amber down to −46.5; red below."),
        ("Result", "−192 is below −46.5, so Red"),
    ]


def test_the_working_tells_apart_what_rounding_would_make_alike():
    judged = judge(polarity=Polarity.HIGHER, value=Fraction(2279999, 30000), milestone=80, decimals=1)

    assert judged.working[-1].text == "about −4.00003 is below −4.0, so Red"


ORDER = [
    ({"polarity": Polarity.NEUTRAL}, Status.NOT_JUDGED),
    ({"polarity": Polarity.UNKNOWN}, Status.NOT_JUDGED),
    ({"target_state": TargetState.PLACEHOLDER}, Status.NO_TARGET),
    ({"target_state": None}, Status.NO_TARGET),
    ({"milestone": None}, Status.NO_TARGET),
    ({"absence": Absence.NOT_YET_DUE, "value": None}, Status.NOT_DUE),
    ({"absence": Absence.NOT_YET_DUE, "value": None, "milestone": None}, Status.NOT_DUE),
    ({"absence": Absence.LATE, "value": None}, Status.NO_DATA),
    ({"absence": Absence.SUPPRESSED, "value": None}, Status.NO_DATA),
    ({"value": None}, Status.NO_DATA),
    ({}, Status.GREEN),
]


@pytest.mark.parametrize(("differs", "status"), ORDER)
def test_the_first_status_that_applies_is_the_status(differs, status):
    facts = {
        "polarity": Polarity.HIGHER,
        "target_state": TargetState.AGREED,
        "value": 9,
        "milestone": 8,
        **differs,
    }

    assert status_of(**facts).status == status


def test_not_judged_comes_before_no_target_and_no_target_before_not_due():
    absent = {"value": None, "absence": Absence.NOT_YET_DUE}
    found = [
        status_of(polarity=Polarity.NEUTRAL, target_state=None, **absent).status,
        status_of(polarity=Polarity.HIGHER, target_state=TargetState.DEFERRED, **absent).status,
    ]

    assert found == [Status.NOT_JUDGED, Status.NO_TARGET]


def test_a_figure_is_not_both_a_number_and_a_reason_for_none():
    with pytest.raises(ValueError, match="not both"):
        status_of(polarity=Polarity.HIGHER, target_state=TargetState.AGREED, value=1, absence=Absence.LATE)


@pytest.mark.parametrize(
    "facts", [{"polarity": Polarity.NEUTRAL, "milestone": 1}, {"polarity": Polarity.HIGHER}]
)
def test_a_colour_needs_a_good_side_and_a_target(facts):
    with pytest.raises(ValueError, match="which way is better"):
        judge(value=1, **facts)


def test_a_range_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends where it begins, or above"):
        judge(polarity=Polarity.RANGE, value=1, range_=(3, 2))


def test_a_tolerance_is_never_negative():
    with pytest.raises(ValueError, match="nought or more"):
        Tolerance(-1)


def test_a_value_shown_equal_to_its_milestone_says_by_how_much_it_misses():
    assert shown_equal_but_misses(Decimal("71.96"), 72, 1) == ("71.96", "0.04")


@pytest.mark.parametrize("value", ["72", "72.04", "71.94"])
def test_a_value_that_meets_its_milestone_or_is_shown_below_it_says_nothing(value):
    assert shown_equal_but_misses(Decimal(value), 72, 1) is None


def test_a_hidden_miss_of_a_range_is_against_the_end_that_was_passed():
    misses = [
        shown_equal_but_misses(Decimal(value), None, 0, polarity=Polarity.RANGE, range_=(10, 15))
        for value in ("9.6", "15.4", "12")
    ]

    assert misses == [("9.6", "0.4"), ("15.4", "0.4"), None]
