"""The sentence beside every status."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Absence, Frequency, PointLabel, Polarity, Status, TargetState
from performance.rounding import shown
from performance.sentences import Facts, sentence, summary_sentence
from performance.status import judge

HOMES = Facts(
    status=Status.RED,
    value=Fraction(738),
    milestone=Fraction(930),
    streak=3,
    colour_streak=1,
    signal=PointLabel.OUTSIDE,
    signal_side=-1,
    points=12,
)
PLANNING = Facts(
    status=Status.GREEN,
    value=Fraction(664, 10),
    milestone=Fraction(65),
    decimals=1,
    unit="%",
    streak=3,
    colour_streak=3,
    signal=PointLabel.COMMON,
    points=20,
)
FIGURES = st.fractions(min_value=-500, max_value=500, max_denominator=300)


def test_a_red_figure_says_for_how_long_and_whether_it_is_a_signal():
    assert sentence(HOMES) == (
        "738 against a milestone of 930: off target for three quarters; the last quarter fell outside its usual range."
    )


def test_the_brief_sentence_is_short_enough_for_a_table_row():
    assert sentence(PLANNING, brief=True) == (
        "66.4 % against 65.0 %: on target for three quarters, within its usual range."
    )


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            Facts(
                Status.AMBER, value=Fraction(5), milestone=Fraction(6), streak=1, colour_streak=1, points=8
            ),
            "5 against a milestone of 6: just off target for one quarter. 8 of 12 points: no limits yet.",
        ),
        (
            Facts(Status.AMBER, value=Fraction(5), milestone=Fraction(6), streak=4, colour_streak=2),
            "5 against a milestone of 6: off target for four quarters, now just off.",
        ),
        (
            replace(
                PLANNING,
                polarity=Polarity.LOWER,
                value=Fraction(62),
                frequency=Frequency.MONTHLY,
                points=None,
            ),
            "62.0 % against a milestone of 65.0 %, lower is better: on target for three months.",
        ),
        (
            Facts(
                Status.GREEN, polarity=Polarity.RANGE, value=Fraction(12), range_=(Fraction(10), Fraction(15))
            ),
            "12 against a range of 10 to 15: on target.",
        ),
    ],
)
def test_each_colour_has_its_sentence(facts, text):
    assert sentence(facts) == text


@pytest.mark.parametrize(
    ("signal", "side", "end"),
    [
        (PointLabel.COMMON, 0, ", within its usual range."),
        (PointLabel.OUTSIDE, 1, "; the last quarter rose outside its usual range."),
        (PointLabel.TREND, -1, "; falling for seven quarters or more."),
        (PointLabel.SHIFT, 1, "; above its mean for seven quarters or more."),
        (PointLabel.TWO_OF_THREE, -1, "; near the bottom of its usual range."),
    ],
)
def test_a_sentence_ends_with_what_the_chart_says(signal, side, end):
    assert sentence(replace(HOMES, signal=signal, signal_side=side)) == (
        f"738 against a milestone of 930: off target for three quarters{end}"
    )


def test_a_value_shown_equal_to_its_milestone_says_that_it_misses():
    facts = Facts(Status.AMBER, value=Fraction(7196, 100), milestone=Fraction(72), decimals=1, unit="%")

    assert sentence(facts, brief=True) == (
        "72.0 % against 72.0 %: shown as equal, but it is 71.96 % and misses by 0.04."
    )


DUE = date(2009, 6, 30)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            Facts(Status.NOT_DUE, last_status=Status.GREEN, last_period="2007/08", next_due=DUE),
            "Not due. Last published status green, for 2007/08. Next due 30 June 2009.",
        ),
        (
            Facts(Status.NOT_DUE, last_value=Fraction(76), unit="%", last_period="2006/07"),
            "Not due. Last published figure 76 %, for 2006/07.",
        ),
        (Facts(Status.NOT_DUE, next_due=DUE), "Not due. First result expected 30 June 2009."),
        (Facts(Status.NOT_DUE), "Not due. Nothing is published yet."),
        (
            Facts(
                Status.NO_TARGET, target_state=TargetState.PLACEHOLDER, target_note="no baseline until 2009."
            ),
            "Target is a placeholder: no baseline until 2009.",
        ),
        (
            Facts(
                Status.NO_TARGET,
                target_state=TargetState.DEFERRED,
                target_until="2009/10",
                target_note="the survey is late",
            ),
            "Target deferred to 2009/10: the survey is late.",
        ),
        (Facts(Status.NO_TARGET), "No target has been set."),
        (Facts(Status.NO_TARGET, value=Fraction(8), points=5), "8. No target has been set."),
        (
            Facts(Status.NO_TARGET, value=Fraction(8), points=12, signal=PointLabel.SHIFT, signal_side=-1),
            "8; below its mean for seven quarters or more. No target has been set.",
        ),
        (
            Facts(Status.NO_TARGET, value=Fraction(8), points=12, signal=PointLabel.COMMON),
            "8, within its usual range. No target has been set.",
        ),
        (
            Facts(
                Status.NO_TARGET,
                absence=Absence.NOT_YET_DUE,
                last_value=Fraction(17),
                last_period="March 2019",
                unit="%",
            ),
            "17 % for March 2019. No target has been set.",
        ),
        (Facts(Status.NO_TARGET, absence=Absence.LATE, last_value=Fraction(17)), "No target has been set."),
        (
            Facts(Status.NO_TARGET, target_state=TargetState.AGREED),
            "The agreed targets do not cover this period.",
        ),
        (
            Facts(
                Status.NO_DATA, absence=Absence.SUPPRESSED, reason="Fewer than 5 young people in the count"
            ),
            "Fewer than 5 young people in the count: suppressed, so that nobody can be identified.",
        ),
        (
            Facts(Status.NO_DATA, absence=Absence.LATE, reason="system change.", late_for=2),
            "Late for two quarters: system change.",
        ),
        (Facts(Status.NO_DATA, absence=Absence.LATE, late_for=1), "Late: no figure has been returned."),
        (Facts(Status.NO_DATA, absence=Absence.NOT_COLLECTED), "Not collected in this period."),
        (Facts(Status.NO_DATA, absence=Absence.NOT_AVAILABLE, reason="lost"), "Not available: lost."),
        (Facts(Status.NO_DATA), "No figure for this period."),
        (
            Facts(Status.NOT_JUDGED, polarity=Polarity.NEUTRAL, value=Fraction(7)),
            "7, not judged: neither higher nor lower is better.",
        ),
        (
            Facts(Status.NOT_JUDGED, polarity=Polarity.UNKNOWN, absence=Absence.WITHDRAWN),
            "Withdrawn. Not judged: it is not known whether higher or lower is better.",
        ),
    ],
)
def test_every_status_without_a_colour_says_why(facts, text):
    assert sentence(facts) == text


@pytest.mark.parametrize("state", TargetState)
def test_every_state_of_a_target_has_a_sentence_without_a_figure(state):
    text = sentence(Facts(Status.NO_TARGET, target_state=state, value=Fraction(99)))

    assert text.endswith(".")
    assert "99" not in text


def test_a_colour_without_its_figures_is_refused():
    with pytest.raises(ValueError, match="stands on a"):
        sentence(replace(HOMES, milestone=None))


WORDS = {Status.GREEN: "on target", Status.AMBER: "just off target", Status.RED: "off target"}


@given(FIGURES, FIGURES, st.sampled_from([Polarity.HIGHER, Polarity.LOWER]), st.integers(0, 3))
def test_a_sentence_never_disagrees_with_its_status_or_its_figures(value, milestone, polarity, decimals):
    status = judge(polarity=polarity, value=value, milestone=milestone).status
    text = sentence(Facts(status, polarity, decimals=decimals, value=value, milestone=milestone), brief=True)
    opening, _, rest = text.partition(": ")

    assert opening.startswith(f"{shown(value, decimals)} against {shown(milestone, decimals)}")
    assert rest == f"{WORDS[status]}." or (rest.startswith("shown as equal, but") and status != Status.GREEN)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (
            {
                Status.GREEN: 3,
                Status.AMBER: 3,
                Status.RED: 2,
                Status.NO_DATA: 2,
                Status.NO_TARGET: 2,
                Status.NOT_DUE: 2,
            },
            "Three of the eight indicators that can be judged are on target; six of 14 cannot be judged.",
        ),
        ({Status.GREEN: 25, Status.RED: 17}, "25 of the 42 indicators are on target."),
        ({Status.GREEN: 1, Status.RED: 1}, "One of the two indicators is on target."),
        (
            {Status.RED: 2, Status.NOT_DUE: 1},
            "None of the two indicators that can be judged is on target; one of three cannot be judged.",
        ),
        ({Status.GREEN: 1}, "The one indicator is on target."),
        (
            {Status.AMBER: 1, Status.NO_DATA: 1},
            "The one indicator that can be judged is off target; one of two cannot be judged.",
        ),
        ({Status.NOT_DUE: 4}, "None of the four indicators can be judged."),
        ({Status.NOT_DUE: 1}, "The one indicator cannot be judged."),
        ({}, "There is no indicator on this scorecard yet."),
    ],
)
def test_a_scorecard_is_summed_up_with_the_counts_that_it_rests_on(counts, text):
    assert summary_sentence(counts) == text
