"""Periods as the field names them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.enums import Frequency
from performance.periods import (
    Period,
    available_on,
    due_period,
    last_ended,
    parse_label,
    period_containing,
    periods_between,
)

Q2 = Period(date(2008, 7, 1), date(2008, 10, 1))
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
YEARLY_OR_SHORTER = st.sampled_from([one for one in Frequency if one != Frequency.BIENNIAL])


@pytest.mark.parametrize(
    ("from_on", "to_on", "label", "long_label"),
    [
        (date(2008, 7, 1), date(2008, 10, 1), "Q2 2008/09", "July to September 2008"),
        (date(2009, 1, 1), date(2009, 4, 1), "Q4 2008/09", "January to March 2009"),
        (date(2008, 4, 1), date(2009, 4, 1), "2008/09", "April 2008 to March 2009"),
        (date(1999, 4, 1), date(2000, 4, 1), "1999/00", "April 1999 to March 2000"),
        (date(2008, 1, 1), date(2009, 1, 1), "2008", "January to December 2008"),
        (date(2009, 3, 1), date(2009, 4, 1), "March 2009", "March 2009"),
        (date(2008, 4, 1), date(2008, 10, 1), "H1 2008/09", "April to September 2008"),
        (date(2008, 10, 1), date(2009, 4, 1), "H2 2008/09", "October 2008 to March 2009"),
        (date(2005, 5, 1), date(2008, 5, 1), "1 May 2005 to 30 April 2008", "May 2005 to April 2008"),
        (
            date(2008, 9, 29),
            date(2008, 12, 20),
            "29 September 2008 to 19 December 2008",
            "29 September 2008 to 19 December 2008",
        ),
    ],
)
def test_a_period_is_named_as_the_field_names_it(from_on, to_on, label, long_label):
    period = Period(from_on, to_on)

    assert (period.label, period.long_label) == (label, long_label)


@given(DAYS, YEARLY_OR_SHORTER, st.integers(1, 12))
def test_the_label_of_a_period_leads_back_to_it(day, frequency, start_month):
    period = period_containing(frequency, day, year_start_month=start_month)

    assert parse_label(period.label) == period


@given(DAYS, st.integers(1, 2_000))
def test_the_label_of_any_span_of_days_leads_back_to_it(day, length):
    period = Period(day, day + timedelta(days=length))

    assert parse_label(period.label) == period


@pytest.mark.parametrize("text", ["  q2   2008/09 ", "Q2 2008-09", "Q2 2008/2009", "Q2 2008–09"])
def test_a_label_is_read_in_the_ways_that_people_write_it(text):
    assert parse_label(text) == Q2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Q5 2008/09", "Write a quarter as “Q2 2008/09”"),
        ("2008/10", "the year after 2008 is 2009"),
        ("Octember 2008", "there is no month called Octember"),
        ("31 February 2008 to 1 March 2008", "day is out of range for month"),
        ("2 May 2008 to 1 May 2008", "A period ends after it begins"),
        ("", "is not a period"),
    ],
)
def test_what_is_no_label_is_refused_with_a_sentence(text, says):
    with pytest.raises(ValueError, match=says):
        parse_label(text)


def test_a_period_without_a_day_cannot_be_made():
    with pytest.raises(ValueError, match="ends after it begins"):
        Period(date(2008, 4, 1), date(2008, 4, 1))


def test_the_same_period_last_year_is_twelve_months_earlier():
    assert Q2.same_last_year.label == "Q2 2007/08"


def test_the_financial_year_of_a_winter_quarter_began_the_april_before():
    assert parse_label("Q4 2008/09").financial_year.label == "2008/09"


@pytest.mark.parametrize(("beside", "label"), [("Q4 2008/09", "Q2"), ("Q2 2009/10", "Q2 2008/09")])
def test_a_quarter_is_named_shortly_beside_one_of_the_same_year(beside, label):
    assert Q2.label_beside(parse_label(beside)) == label


@given(DAYS, YEARLY_OR_SHORTER)
def test_a_day_lies_in_exactly_one_period_of_a_kind(day, frequency):
    period = period_containing(frequency, day)

    assert [one.covers(day) for one in (period.previous(frequency), period, period.following(frequency))] == [
        False,
        True,
        False,
    ]


@given(DAYS, YEARLY_OR_SHORTER)
def test_one_period_ends_where_the_next_begins(day, frequency):
    period = period_containing(frequency, day)

    assert period.following(frequency).from_on == period.to_on


def test_a_quarter_has_ended_on_the_first_day_after_it():
    ended = [last_ended(Frequency.QUARTERLY, day).label for day in (date(2009, 3, 31), date(2009, 4, 1))]

    assert ended == ["Q3 2008/09", "Q4 2008/09"]


def test_a_year_may_begin_in_another_month():
    period = period_containing(Frequency.ANNUAL, date(2008, 3, 1), year_start_month=10)

    assert period.label == "1 October 2007 to 30 September 2008"


def test_a_biennial_indicator_is_measured_in_every_second_year():
    years = periods_between(Frequency.BIENNIAL, date(2004, 4, 1), date(2011, 4, 1), anchor_year=2008)

    assert [year.label for year in years] == ["2004/05", "2006/07", "2008/09", "2010/11"]


def test_no_biennial_period_lies_in_a_year_left_out():
    assert period_containing(Frequency.BIENNIAL, date(2009, 6, 1), anchor_year=2008) is None


def test_a_biennial_indicator_needs_to_know_one_of_its_years():
    with pytest.raises(ValueError, match="one year in which it is measured"):
        last_ended(Frequency.BIENNIAL, date(2009, 6, 1))


def test_only_whole_periods_lie_between_two_days():
    quarters = periods_between(Frequency.QUARTERLY, date(2008, 4, 2), date(2009, 1, 1))

    assert [quarter.label for quarter in quarters] == ["Q2 2008/09", "Q3 2008/09"]


@pytest.mark.parametrize(
    ("lag_days", "due"), [(0, "Q4 2008/09"), (30, "Q4 2008/09"), (31, "Q3 2008/09"), (150, "Q2 2008/09")]
)
def test_a_round_asks_for_the_latest_period_whose_lag_has_passed(lag_days, due):
    assert due_period(Frequency.QUARTERLY, date(2009, 4, 30), lag_days=lag_days).label == due


@given(DAYS, YEARLY_OR_SHORTER, st.integers(0, 400))
def test_the_period_due_is_available_and_the_next_is_not(day, frequency, lag_days):
    period = due_period(frequency, day, lag_days=lag_days)

    assert available_on(period, lag_days) <= day < available_on(period.following(frequency), lag_days)
