"""What a round asks for: the latest period that can be known and has no published figure."""

from datetime import date, timedelta

import pytest

from performance.asking import what_is_owed
from performance.periods import Period
from tests.factories.performance import IndicatorFactory, ObservationFactory

pytestmark = pytest.mark.django_db
DUE = date(2009, 4, 30)


def owed(due_on=DUE):
    return {indicator.code: period.label for indicator, period in what_is_owed(due_on=due_on)}


@pytest.mark.parametrize(
    ("frequency", "label"),
    [
        ("monthly", "March 2009"),
        ("quarterly", "Q4 2008/09"),
        ("half_yearly", "H2 2008/09"),
        ("annual", "2008/09"),
    ],
)
def test_the_latest_period_that_has_ended_is_asked_for(frequency, label):
    IndicatorFactory(code="LI 1", frequency=frequency)

    assert owed() == {"LI 1": label}


def test_a_period_whose_lag_has_not_passed_is_left_for_the_next_round():
    IndicatorFactory(code="LI 1", lag_days=31)

    assert owed(DUE) == {"LI 1": "Q3 2008/09"}
    assert owed(DUE + timedelta(days=1)) == {"LI 1": "Q4 2008/09"}


def test_a_biennial_indicator_is_asked_for_its_own_years():
    IndicatorFactory(code="LI 1", frequency="biennial", first_year=2007)

    assert owed() == {"LI 1": "2007/08"}
    assert owed(date(2010, 4, 30)) == {"LI 1": "2009/10"}


def test_what_has_a_published_figure_is_not_asked_for_again():
    indicator = IndicatorFactory(code="LI 1")
    ObservationFactory(indicator=indicator, period_from=date(2009, 1, 1), period_to=date(2009, 4, 1))

    assert owed() == {}


def test_a_published_figure_of_another_indicator_or_period_changes_nothing():
    IndicatorFactory(code="LI 1")
    ObservationFactory(
        indicator=IndicatorFactory(code="LI 2"), period_from=date(2009, 1, 1), period_to=date(2009, 4, 1)
    )
    ObservationFactory(indicator=IndicatorFactory(code="LI 3"))

    assert owed() == {"LI 1": "Q4 2008/09", "LI 3": "Q4 2008/09"}


def test_an_indicator_whose_first_figure_comes_later_owes_nothing_yet():
    IndicatorFactory(code="LI 1", first_figure_on=date(2009, 5, 1))
    IndicatorFactory(code="LI 2", first_figure_on=DUE)

    assert owed() == {"LI 2": "Q4 2008/09"}


def test_the_parts_of_an_indicator_are_asked_and_the_whole_and_the_withdrawn_are_not():
    whole = IndicatorFactory(code="NI 195")
    IndicatorFactory(code="NI 195a", part_of=whole)
    IndicatorFactory(code="LI 9", withdrawn_on=date(2009, 1, 1))

    assert owed() == {"NI 195a": "Q4 2008/09"}


def test_calendar_years_are_asked_for_as_such():
    IndicatorFactory(code="LI 1", frequency="annual", year_start_month=1)

    [(_, period)] = what_is_owed(due_on=DUE)

    assert period == Period(date(2008, 1, 1), date(2009, 1, 1))


def test_two_queries_however_many_indicators(django_assert_num_queries):
    IndicatorFactory.create_batch(12)

    with django_assert_num_queries(2):
        assert len(what_is_owed(due_on=DUE)) == 12
