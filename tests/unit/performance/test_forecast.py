"""Where a trend leads: worked figures, laws of the interval, and a sentence that never disagrees with the figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.changes import rebases
from performance.enums import Combine, Frequency, Polarity, TargetState
from performance.facts import cases_of
from performance.forecast import POINTS_NEEDED, Basis, outlook, predict
from performance.milestones import AgreedPoint
from performance.periods import Period, parse_label
from tests.factories.performance import TargetPointFactory
from tests.factories.world import ON

TEXTBOOK = [(1.0, 2.0), (2.0, 4.0), (3.0, 5.0), (4.0, 4.0), (5.0, 5.0)]
END = date(2011, 4, 1)
FIGURES = st.lists(st.integers(min_value=0, max_value=500).map(Fraction), min_size=4, max_size=12)


def basis(**changes) -> Basis:
    values = {
        "polarity": Polarity.HIGHER, "frequency": Frequency.QUARTERLY, "combine": Combine.POINT, "decimals": 1, "unit": "",
    }  # fmt: skip
    return Basis(**{**values, **changes})


def quarters(count: int, last: str = "Q4 2008/09") -> list[Period]:
    found = [parse_label(last)]
    while len(found) < count:
        found.insert(0, found[0].previous(Frequency.QUARTERLY))
    return found


def told(*values, target=100, state=TargetState.AGREED, at=END, **changes):
    periods = quarters(len(values))
    return outlook(
        basis(**changes),
        list(zip(periods, map(Fraction, values), strict=True)),
        target_state=state,
        points=[AgreedPoint(at, Fraction(target), "2010/11")],
        last_known=periods[-1],
    )


def test_the_textbook_s_interval_comes_out():
    # slope 0.6, intercept 2.2, s² = 0.8, t(3; 0.95) = 2.3534: 5.8 ± 2.3534 × √(0.8 × 2.1)
    found = predict(TEXTBOOK, [6.0])

    assert (found.value, found.points) == (pytest.approx(5.8), 5)
    assert (found.low, found.high) == (pytest.approx(2.7497, abs=1e-4), pytest.approx(8.8503, abs=1e-4))


def test_a_sum_of_two_scatters_less_than_twice_one_and_more_than_one():
    one, two = (
        found.high - found.value for found in (predict(TEXTBOOK, [6.0]), predict(TEXTBOOK, [6.0, 7.0]))
    )

    assert one < two < 2 * predict(TEXTBOOK, [7.0]).high - 2 * predict(TEXTBOOK, [7.0]).value


def test_what_is_known_is_added_and_does_not_scatter():
    bare, more = predict(TEXTBOOK, [6.0]), predict(TEXTBOOK, [6.0], known=10)

    assert (more.value - bare.value, more.high - more.low) == (
        pytest.approx(10),
        pytest.approx(bare.high - bare.low),
    )


@pytest.mark.parametrize("points", [TEXTBOOK[:3], [], [(1.0, 2.0)] * 5])
def test_too_few_points_or_one_place_give_no_forecast(points):
    assert predict(points, [6.0]) is None


def test_a_forecast_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="one place or more"):
        predict(TEXTBOOK, [])


def test_a_straight_line_goes_on_and_leaves_no_doubt():
    found = told(10, 20, 30, 40)

    assert (found.low, found.value, found.high) == ("120.0", "120.0", "120.0")
    assert found.sentence == (
        "If the trend of 4 figures goes on, 2010/11 ends at 120.0 against a target of 100.0: on course to meet it with 20.0 "
        "to spare."
    )


def test_lower_is_better_turns_the_verdict():
    assert told(10, 20, 30, 40, polarity=Polarity.LOWER).verdict == "on course to miss by 20.0"


def test_an_uncertain_trend_may_do_either():
    assert told(40, 70, 50, 90, 60).verdict == "it may be met or missed"


def test_a_share_stays_within_its_whole_and_is_told_in_percentage_points():
    found = told(60, 71, 79, 90, target=95, unit="%", most=100, least=0)

    assert (found.high, found.verdict) == (
        "100.0 %",
        "on course to meet it with 5.0 percentage points to spare",
    )


def test_a_sum_to_date_is_forecast_as_the_sum_of_its_year():
    at_end_of_year = told(10, 20, 30, 40, combine=Combine.SUM_TO_DATE, at=date(2009, 4, 1), target=100)
    next_year = told(10, 20, 30, 40, combine=Combine.SUM_TO_DATE, at=date(2010, 4, 1), target=300)

    assert at_end_of_year is None  # the year is over
    assert (next_year.value, next_year.verdict) == ("260.0", "on course to miss by 40.0")


def test_the_known_quarters_of_the_year_are_taken_as_they_are():
    periods = quarters(5, "Q1 2009/10")
    found = outlook(
        basis(combine=Combine.SUM_TO_DATE),
        list(zip(periods, map(Fraction, (10, 20, 30, 40, 50)), strict=True)),
        target_state=TargetState.AGREED,
        points=[AgreedPoint(date(2010, 4, 1), Fraction(260), "2009/10")],
        last_known=periods[-1],
    )

    assert found.value == "260.0"  # 50, and 60 + 70 + 80 to come


@pytest.mark.parametrize(
    "changes",
    [
        {"state": TargetState.RENEGOTIATION},
        {"polarity": Polarity.NEUTRAL},
        {"at": date(2009, 1, 1)},
        {"at": date(2010, 12, 1)},
    ],
    ids=["not agreed", "no better side", "over", "at the end of no period"],
)
def test_without_a_target_to_come_there_is_no_forecast(changes):
    assert told(10, 20, 30, 40, **changes) is None


def test_below_four_figures_there_is_none():
    assert told(*range(POINTS_NEEDED - 1)) is None


@given(FIGURES, st.integers(min_value=0, max_value=600), st.sampled_from([Polarity.HIGHER, Polarity.LOWER]))
def test_the_verdict_never_disagrees_with_the_printed_figures(values, target, polarity):
    found = told(*values, target=target, polarity=polarity)
    low, high, aim = (
        Fraction(text.replace(",", "").replace("−", "-")) for text in (found.low, found.high, found.target)
    )

    misses = high < aim if polarity == Polarity.HIGHER else low > aim
    meets = low > aim if polarity == Polarity.HIGHER else high < aim
    assert ("miss by" in found.verdict, "to spare" in found.verdict) == (misses, meets)
    assert found.verdict in found.sentence


@given(FIGURES, st.integers(min_value=-300, max_value=300))
def test_the_interval_moves_with_the_figures_and_keeps_its_width(values, shift):
    points = [(float(place), float(value)) for place, value in enumerate(values)]
    one = predict(points, [20.0])
    other = predict([(x, y + shift) for x, y in points], [20.0])

    assert other.value == pytest.approx(one.value + shift, abs=1e-6)
    assert other.high - other.low == pytest.approx(one.high - one.low, abs=1e-6)


@pytest.mark.django_db
def test_publishing_stores_the_forecast_and_never_goes_across_a_rebase(world):
    TargetPointFactory(
        target=world.ratio.targets.get(), from_on=date(2010, 4, 1), to_on=END, label="2010/11", value=90
    )
    world.verified(world.ratio)
    ahead = world.publish().results.get(indicator=world.ratio).forecast
    assert (ahead["points"], ahead["rule_version"]) == (8, "forecast 1.0")

    rebases.rebase(indicator=world.ratio, from_on=date(2008, 10, 1), reason="Anew.", by=world.lead, on=ON)
    assert cases_of([world.ratio], on=ON)[world.ratio.pk].outlook(by=date(2009, 4, 1)) is None
