"""Signal or noise: the XmR chart."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Assurance, Judgement, PointLabel
from performance.spc import xmr

WORKED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
SERIES = st.lists(st.integers(-40, 40), min_size=1, max_size=40)
MIRROR = {
    Judgement.COMMON: Judgement.COMMON,
    Judgement.IMPROVEMENT: Judgement.CONCERN,
    Judgement.CONCERN: Judgement.IMPROVEMENT,
}


def labels(chart):
    return [point.label for point in chart.points]


def judgements(chart):
    return [point.judgement for point in chart.points]


# --- limits


@pytest.mark.parametrize(
    ("screen", "limits", "left_out"), [(True, (1.94, -0.72, 4.60), 2), (False, (1.94, -3.06, 6.95), 0)]
)
def test_the_worked_example_has_its_limits_to_the_last_digit(screen, limits, left_out):
    segment = xmr(WORKED, screen_outliers=screen).segments[0]

    assert (round(segment.mean, 2), round(segment.lower, 2), round(segment.upper, 2)) == limits
    assert segment.screened == left_out


@pytest.mark.parametrize(("jump", "left_out"), [(3266, 0), (3267, 1)])
def test_a_moving_range_of_exactly_the_bound_is_left_out(jump, left_out):
    # The other ranges are chosen so that the average of all of them is 1000.
    rest = 10_000 - jump
    values = [0]
    for step in (*[rest // 9] * 8, rest - rest // 9 * 8, jump):
        values.append(values[-1] + step)

    assert xmr(values).segments[0].screened == left_out


def test_screening_looks_once_and_not_again_at_what_is_left():
    # Ranges 0 x 10, 1, 100: the 100 goes; the 1 would go too if the screen were applied again.
    values = [0] * 11 + [1, 101]

    assert xmr(values).segments[0].screened == 1


def test_the_mean_keeps_the_points_whose_ranges_were_screened():
    assert xmr(WORKED).segments[0].mean == pytest.approx(35 / 18)


def test_a_series_that_never_moves_has_its_limits_on_the_mean_and_no_signal():
    chart = xmr([5] * 14)

    assert (chart.segments[0].lower, chart.segments[0].upper, set(labels(chart))) == (
        5,
        5,
        {PointLabel.COMMON},
    )


def test_limits_are_never_clamped_at_nought():
    assert xmr([0, 9, 0, 9, 0, 9]).segments[0].lower < 0


def test_a_segment_of_one_point_has_no_limits():
    segment = xmr([7]).segments[0]

    assert (segment.mean, segment.lower, segment.upper) == (7, None, None)


@pytest.mark.parametrize(("count", "enough"), [(11, False), (12, True)])
def test_twelve_points_in_the_last_segment_are_enough(count, enough):
    chart = xmr([1, 2] * 10 + list(range(count)), rebase_at=[20])

    assert (chart.last_count, chart.enough) == (count, enough)


# --- labels


def test_a_point_on_the_limit_is_not_outside_it():
    # The first two points give a mean of 50 and limits 266 on either side of it.
    chart = xmr([0, 100, 316, 317], fix_after=2)

    assert labels(chart) == [PointLabel.COMMON] * 3 + [PointLabel.OUTSIDE]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([-3, -2, -1, 0, 1, 2, 3], PointLabel.TREND),
        ([-3, -2, -1, 1, 2, 3], PointLabel.COMMON),
        ([-3, -2, -1, -1, 1, 2, 3], PointLabel.COMMON),
        ([3, 2, 1, 0, -1, -2, -3], PointLabel.TREND),
    ],
    ids=["seven rising", "six rising", "a tie", "seven falling"],
)
def test_seven_points_strictly_one_way_are_a_trend(values, found):
    # Wide fixed limits around nought keep the other rules out of the way.
    chart = xmr([-1000, 1000, 0, *values], fix_after=2)

    assert labels(chart)[3:] == [found] * len(values)


def test_a_trend_is_judged_by_its_movement_on_either_side_of_the_mean():
    rising = xmr([1, 2, 3, 4, 5, 6, 7], polarity="higher")
    falling = xmr([7, 6, 5, 4, 3, 2, 1], polarity="higher")

    assert (judgements(rising)[1:6], judgements(falling)[1:6]) == (
        [Judgement.IMPROVEMENT] * 5,
        [Judgement.CONCERN] * 5,
    )


def test_the_point_between_two_trends_belongs_to_the_later_one():
    peak = [-1000, 1000, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1]

    assert [point.side for point in xmr(peak, fix_after=2).points][7:10] == [1, -1, -1]


NEAR = 180  # beyond 177.3, two thirds of the way from 0 to the limit of 266


def against_hundred(values):
    """The values held against a mean of 0 and limits of 266 on either side."""
    return xmr([-50, 50, *values], fix_after=2)


@pytest.mark.parametrize(
    ("values", "near_points"),
    [
        ([NEAR, 10, NEAR], [True, False, True]),
        ([NEAR, NEAR, 10], [True, True, False]),
        ([NEAR, -10, NEAR], [False, False, False]),
        ([NEAR, 0, NEAR], [False, False, False]),
        ([NEAR, 10, 10], [False, False, False]),
        ([-NEAR, -10, -NEAR], [True, False, True]),
        ([NEAR, 10, -NEAR], [False, False, False]),
        ([177, 10, 177], [False, False, False]),
    ],
)
def test_two_of_three_near_one_limit_are_labelled_and_the_third_is_not(values, near_points):
    found = [label == PointLabel.TWO_OF_THREE for label in labels(against_hundred(values))[2:]]

    assert found == near_points


def test_a_point_at_exactly_two_thirds_of_the_way_is_not_near():
    third = Fraction(266, 3)

    assert PointLabel.TWO_OF_THREE not in labels(against_hundred([2 * third, 2 * third, 2 * third]))


def test_a_point_beyond_the_limit_is_not_one_of_two_near_it():
    assert labels(against_hundred([300, 10, NEAR]))[2:] == [
        PointLabel.OUTSIDE,
        PointLabel.COMMON,
        PointLabel.COMMON,
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([9, 8, 9, 8, 9, 8, 9], PointLabel.SHIFT),
        ([9, 8, 9, 0, 9, 8, 9], PointLabel.COMMON),
        ([9, 8, 9, -1, 9, 8, 9], PointLabel.COMMON),
        ([-9, -8, -9, -8, -9, -8, -9], PointLabel.SHIFT),
    ],
    ids=["above", "one on the mean", "one below", "all below"],
)
def test_seven_points_on_one_side_of_the_mean_are_a_shift(values, found):
    # The 50 before them would lengthen the run, so it is parted from them by a point on the mean.
    assert labels(against_hundred([0, *values]))[3:] == [found] * 7


def test_the_first_rule_that_matches_gives_the_label():
    rising_out = against_hundred([0, 10, 40, 80, 120, 180, 200, 300])

    assert labels(rising_out)[2:] == [PointLabel.TREND] * 7 + [PointLabel.OUTSIDE]


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        ("higher", Judgement.IMPROVEMENT, Judgement.CONCERN),
        ("lower", Judgement.CONCERN, Judgement.IMPROVEMENT),
        ("neutral", Judgement.HIGH, Judgement.LOW),
        ("range", Judgement.HIGH, Judgement.LOW),
        ("unknown", Judgement.HIGH, Judgement.LOW),
    ],
)
def test_polarity_turns_a_signal_into_a_judgement(polarity, high, low):
    chart = xmr([-50, 50, 300, -300], fix_after=2, polarity=polarity)

    assert judgements(chart)[2:] == [high, low]


def test_variation_is_the_last_point_s_judgement():
    assert xmr([-50, 50, 300, -300], fix_after=2, polarity="higher").variation == Judgement.CONCERN


def test_a_chart_without_points_has_nothing_to_say():
    chart = xmr([])

    assert (chart.points, chart.segments, chart.variation, chart.enough) == ((), (), None, False)


# --- segments


@given(SERIES, SERIES)
def test_a_rebase_starts_everything_anew(before, after):
    whole = xmr([*before, *after], rebase_at=[len(before)])

    assert labels(whole) == labels(xmr(before)) + labels(xmr(after))


def test_fixed_limits_hold_for_all_points():
    chart = xmr([-50, 50, 10, 10, 10], fix_after=2)

    assert (chart.segments[0].upper, chart.segments[0].count) == (266, 5)


def test_a_chart_is_not_rebased_and_fixed_at_once():
    with pytest.raises(ValueError, match="not both"):
        xmr([1, 2, 3], rebase_at=[1], fix_after=2)


@pytest.mark.parametrize("wrong", [{"rebase_at": [3]}, {"rebase_at": [-1]}, {"fix_after": 0}])
def test_a_place_outside_the_series_is_refused(wrong):
    with pytest.raises(ValueError, match=r"A rebase starts|Limits are fixed"):
        xmr([1, 2, 3], **wrong)


# --- assurance


@pytest.mark.parametrize(
    ("target", "polarity", "assurance"),
    [
        (267, "higher", Assurance.FAILING),
        (266, "higher", Assurance.HIT_AND_MISS),
        (-266, "higher", Assurance.HIT_AND_MISS),
        (-267, "higher", Assurance.PASSING),
        (267, "lower", Assurance.PASSING),
        (-267, "lower", Assurance.FAILING),
        (0, "lower", Assurance.HIT_AND_MISS),
        (267, "neutral", None),
        (None, "higher", None),
    ],
)
def test_assurance_holds_the_target_against_the_limits(target, polarity, assurance):
    assert xmr([-50, 50], polarity=polarity, target=target).assurance == assurance


def test_without_limits_there_is_no_assurance():
    assert xmr([1, 2, 3], rebase_at=[2], polarity="higher", target=9).assurance is None


# --- laws


@given(SERIES, st.fractions(max_denominator=50))
def test_labels_do_not_depend_on_where_nought_lies(values, shift):
    assert labels(xmr([value + shift for value in values])) == labels(xmr(values))


@given(SERIES, st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50))
def test_labels_do_not_depend_on_the_unit(values, factor):
    assert labels(xmr([value * factor for value in values])) == labels(xmr(values))


@given(SERIES)
def test_the_other_polarity_turns_improvement_into_concern(values):
    higher = judgements(xmr(values, polarity="higher"))

    assert judgements(xmr(values, polarity="lower")) == [MIRROR[one] for one in higher]


@given(SERIES)
def test_a_series_turned_upside_down_is_judged_alike_with_the_other_polarity(values):
    upside_down = xmr([-value for value in values], polarity="lower")

    assert judgements(upside_down) == judgements(xmr(values, polarity="higher"))


@given(SERIES)
def test_screening_never_widens_the_limits(values):
    screened, whole = (xmr(values, screen_outliers=screen).segments[0] for screen in (True, False))

    assert (screened.moving_range or 0) <= (whole.moving_range or 0)
