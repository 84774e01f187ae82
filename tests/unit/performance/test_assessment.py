"""Everything that a page says about one indicator in one period."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from performance.assessment import IndicatorFacts, Published, TargetFacts, assess, limits_line
from performance.enums import (
    Absence,
    Assurance,
    Combine,
    Direction,
    Frequency,
    Judgement,
    PointLabel,
    Polarity,
    Status,
    TargetState,
)
from performance.milestones import AgreedPoint
from performance.periods import parse_label, periods_between
from performance.status import Tolerance

TODAY = date(2009, 4, 20)
Q3, Q4 = parse_label("Q3 2008/09"), parse_label("Q4 2008/09")

# The housing case: two definitions of twelve quarters each, the last quarter far below the others.
FIRST = (241, 262, 228, 255, 270, 246, 233, 259, 238, 265, 226, 247)
SECOND = (322, 268, 312, 276, 330, 284, 318, 279, 309, 300, 290, 148)
QUARTERS = list(periods_between(Frequency.QUARTERLY, date(2003, 1, 1), date(2009, 1, 1)))
HOMES = IndicatorFacts(Polarity.HIGHER, Frequency.QUARTERLY, Combine.SUM_TO_DATE, is_count=True)
HOMES_TARGET = TargetFacts(
    TargetState.AGREED,
    (
        AgreedPoint.of(parse_label("2007/08"), 1190, is_baseline=True),
        AgreedPoint.of(parse_label("2008/09"), 1240),
    ),
)
HOMES_SERIES = [
    Published(period, value, definition="1" if number < 12 else "2")
    for number, (period, value) in enumerate(zip(QUARTERS, FIRST + SECOND, strict=True))
]

SHARE = IndicatorFacts(Polarity.HIGHER, Frequency.QUARTERLY, Combine.RATIO, decimals=1, unit="%", per=100)
SHARE_TARGET = TargetFacts(TargetState.AGREED, (AgreedPoint.of(Q3, 72),))


@pytest.fixture(scope="module")
def homes():
    return assess(HOMES, HOMES_TARGET, HOMES_SERIES, Q3, today=TODAY)


def share(*observations, period=Q3, target=SHARE_TARGET, **given_):
    return assess(SHARE, target, observations, period, today=TODAY, **given_)


def test_the_housing_case_is_red_with_its_whole_sum(homes):
    assert [tuple(line) for line in homes.working] == [
        ("Value", "300 + 290 + 148 = 738"),
        ("Milestone: year's target by profile", "1,240 × 75 % = 930"),
        ("Gap, higher is better", "738 − 930 = −192"),
        ("Tolerance", "5 % of 930 = 46.5"),
        ("Rule status 1.0", "green from 0 up; amber down to −46.5; red below."),
        ("Result", "−192 is below −46.5, so Red"),
    ]


def test_the_housing_case_has_the_sentence_that_goes_with_it(homes):
    assert homes.brief_sentence == (
        "738 against 930: off target for three quarters; the last quarter fell outside its usual range."
    )


def test_the_housing_case_shows_its_figures_to_date_and_of_the_quarter(homes):
    assert (homes.shown_value, homes.shown_own_value, homes.shown_milestone) == ("738", "148", "930")


def test_the_housing_case_is_worsening_against_last_year_s_sum(homes):
    assert (homes.direction, homes.arrow, homes.direction_working[1].text) == (
        Direction.WORSENING,
        "down",
        "738 against 881 in Q3 2007/08",
    )


def test_the_housing_case_is_charted_since_its_definition_changed(homes):
    assert (homes.points, homes.signal, homes.variation, homes.assurance) == (
        12,
        PointLabel.OUTSIDE,
        Judgement.CONCERN,
        Assurance.HIT_AND_MISS,
    )
    assert [round(line) for line in (homes.chart.segments[-1].lower, homes.chart.segments[-1].upper)] == [
        166,
        407,
    ]


def test_the_limits_have_a_working_too(homes):
    assert limits_line(homes.chart).text == (
        "rule XmR 1.0, 12 points since the rebase, mean 286.3 ± 2.66 × 45.3; no moving range screened out"
    )


def test_a_figure_owed_later_is_not_due_and_shows_the_last_published():
    found = assess(HOMES, HOMES_TARGET, HOMES_SERIES, Q4, today=TODAY, due_on=date(2009, 4, 30))

    assert (found.status, found.last.period, found.last.shown, found.last.status) == (
        Status.NOT_DUE,
        Q3,
        "738",
        "red",
    )
    assert found.sentence == "Not due. Last published status red, for Q3 2008/09. Next due 30 April 2009."


def test_a_figure_owed_earlier_is_late():
    found = assess(HOMES, HOMES_TARGET, HOMES_SERIES, Q4, today=date(2009, 5, 1), due_on=date(2009, 4, 30))

    assert (found.status, found.absence, found.mark) == (Status.NO_DATA, Absence.LATE, "no_data_late")


@pytest.mark.parametrize(
    ("today", "status"), [(date(2009, 4, 30), Status.NOT_DUE), (date(2009, 5, 1), Status.NO_DATA)]
)
def test_on_the_day_itself_a_figure_is_still_not_due(today, status):
    due = assess(HOMES, HOMES_TARGET, HOMES_SERIES, Q4, today=today, due_on=date(2009, 4, 30))
    lagged = assess(replace(HOMES, lag_days=30), HOMES_TARGET, HOMES_SERIES, Q4, today=today)

    assert (due.status, lagged.status) == (status, status)


def test_later_figures_do_not_change_an_earlier_period(homes):
    later = [*HOMES_SERIES, Published(Q4, 999, definition="2")]

    assert assess(HOMES, HOMES_TARGET, later, Q3, today=TODAY) == homes


def test_the_order_of_the_figures_does_not_matter(homes):
    assert assess(HOMES, HOMES_TARGET, HOMES_SERIES[::-1], Q3, today=TODAY) == homes


def test_a_missing_quarter_leaves_no_sum_to_judge():
    gappy = [one for one in HOMES_SERIES if one.period.label != "Q2 2008/09"]
    found = assess(HOMES, HOMES_TARGET, gappy, Q3, today=TODAY)

    assert (found.status, found.absence, found.value, found.own_value) == (
        Status.NO_DATA,
        Absence.NOT_AVAILABLE,
        None,
        148,
    )
    assert found.sentence == "Not available: 2 of 3 are in; missing: Q2."


def test_a_ratio_is_judged_exactly_and_says_when_it_only_looks_equal():
    found = share(Published(Q3, numerator=1799, denominator=2500))

    assert (found.status, found.shown_value, found.shown_milestone, found.hidden_miss) == (
        Status.AMBER,
        "72.0 %",
        "72.0 %",
        ("71.96", "0.04"),
    )
    assert (
        found.brief_sentence == "72.0 % against 72.0 %: shown as equal, but it is 71.96 % and misses by 0.04."
    )


def test_a_ratio_over_nought_is_not_available():
    found = share(Published(Q3, numerator=0, denominator=0))

    assert (found.status, found.absence, found.mark) == (Status.NO_DATA, Absence.NOT_AVAILABLE, "no_data")


@pytest.mark.parametrize(
    ("absence", "mark"),
    [
        (Absence.SUPPRESSED, "suppressed"),
        (Absence.WITHDRAWN, "withdrawn"),
        (Absence.LATE, "no_data_late"),
        (Absence.NOT_COLLECTED, "no_data"),
        (Absence.NOT_YET_DUE, "not_due"),
    ],
)
def test_each_absence_has_its_mark_and_shows_no_figure(absence, mark):
    found = share(Published(Q3, absence=absence))

    assert (found.mark, found.shown_value) == (mark, "")


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        (TargetState.PLACEHOLDER, "no_target_placeholder"),
        (TargetState.DEFERRED, "no_target_deferred"),
        (TargetState.WITHDRAWN, "no_target"),
        (None, "no_target"),
    ],
)
def test_each_state_of_a_target_has_its_mark_and_shows_no_milestone(state, mark):
    found = share(Published(Q3, 70), target=TargetFacts(state, SHARE_TARGET.points))

    assert (found.mark, found.shown_milestone) == (mark, "")


def test_a_suppressed_figure_cannot_be_carried_along():
    with pytest.raises(ValueError, match="not both"):
        Published(Q3, 3, absence=Absence.SUPPRESSED)


def test_a_period_has_one_figure():
    with pytest.raises(ValueError, match="one published figure"):
        share(Published(Q3, 3), Published(Q3, 4))


@pytest.mark.parametrize(
    ("values", "streak", "words"),
    [
        ((70, 71, 71), 3, "just off target for three quarters"),
        ((60, 71, 71), 3, "off target for three quarters, now just off"),
        ((80, 60, 60), 2, "off target for two quarters"),
        ((60, 72, 73), 2, "on target for two quarters"),
    ],
)
def test_a_streak_counts_the_periods_running_on_or_off_target(values, streak, words):
    points = tuple(AgreedPoint.of(parse_label(f"Q{n} 2008/09"), 72) for n in (1, 2, 3))
    series = [
        Published(parse_label(f"Q{n} 2008/09"), value) for n, value in zip((1, 2, 3), values, strict=True)
    ]
    found = share(*series, target=TargetFacts(TargetState.AGREED, points))

    assert (found.streak, words in found.sentence) == (streak, True)


def test_a_missing_figure_ends_a_streak():
    points = tuple(AgreedPoint.of(parse_label(f"Q{n} 2008/09"), 72) for n in (1, 2, 3))
    series = [Published(parse_label("Q1 2008/09"), 60), Published(Q3, 60)]

    assert share(*series, target=TargetFacts(TargetState.AGREED, points)).streak == 1


def test_lateness_is_counted_over_the_periods():
    found = share(Published(parse_label("Q1 2008/09"), 60))

    assert found.sentence == "Late for two quarters: no figure has been returned."


@pytest.mark.parametrize(("is_count", "text"), [(True, "226 or fewer"), (False, "226 or less")])
def test_a_milestone_to_stay_under_says_so(is_count, text):
    lower = IndicatorFacts(Polarity.LOWER, Frequency.QUARTERLY, is_count=is_count)
    target = TargetFacts(TargetState.AGREED, (AgreedPoint.of(Q3, 226),))

    assert assess(lower, target, [Published(Q3, 214)], Q3, today=TODAY).shown_milestone == text


def test_an_indicator_in_a_range_is_judged_by_it():
    inside = IndicatorFacts(Polarity.RANGE, Frequency.QUARTERLY, tolerance=Tolerance(5))
    target = TargetFacts(TargetState.AGREED, (AgreedPoint.of(Q3, 10, high=15),))
    found = assess(inside, target, [Published(Q3, 12)], Q3, today=TODAY)

    assert (found.status, found.shown_milestone) == (Status.GREEN, "10 to 15")
    assert found.sentence == (
        "12 against a range of 10 to 15: on target for one quarter. 1 of 12 points: no limits yet."
    )


def test_an_annual_indicator_says_nothing_of_limits_that_it_will_not_have():
    annual = IndicatorFacts(Polarity.HIGHER, Frequency.ANNUAL)
    year = parse_label("2007/08")
    target = TargetFacts(TargetState.AGREED, (AgreedPoint.of(year, 10),))

    assert assess(annual, target, [Published(year, 12)], year, today=TODAY).sentence == (
        "12 against a milestone of 10: on target for one year."
    )


def test_a_figure_for_an_odd_span_is_left_out_of_the_series():
    odd = Published(parse_label("1 May 2005 to 30 April 2008"), 99)

    assert share(odd, Published(Q3, 70)).points == 1


@pytest.mark.parametrize(
    ("values", "needs"),
    [((60, 80), False), ((60, 71), True), ((80, 79), True), ((80, 80), False)],
    ids=["green and improving", "amber", "green and worsening", "green and steady"],
)
def test_commentary_is_needed_off_target_or_when_worsening(values, needs):
    found = share(Published(Q3.previous(Frequency.QUARTERLY), values[0]), Published(Q3, values[1]))

    assert found.needs_commentary == needs


def test_the_sparkline_breaks_where_a_figure_is_missing():
    series = [Published(parse_label("Q1 2008/09"), 60), Published(Q3, 72)]

    assert share(*series).sparkline.line == "M3 27h0M113 3h0"


def test_the_sparkline_begins_after_a_change_of_definition():
    series = [
        Published(parse_label("Q1 2008/09"), 60, definition="1"),
        Published(parse_label("Q2 2008/09"), 50, definition="2"),
        Published(Q3, 72, definition="2"),
    ]

    assert share(*series).sparkline.line == "M3 27l110-24"


def test_a_value_may_come_as_a_decimal_or_a_fraction():
    found = [share(Published(Q3, value)).status for value in (72, Fraction(72), Fraction(7199, 100))]

    assert found == [Status.GREEN, Status.GREEN, Status.AMBER]
