"""The days of a series of meetings."""

from __future__ import annotations

from datetime import date

import pytest

from partnerships.series import days_of, following, in_words


def test_four_a_year_keep_to_the_second_thursday_of_every_third_month():
    assert days_of(date(2009, 5, 14), 4, date(2010, 2, 28)) == [
        date(2009, 5, 14), date(2009, 8, 13), date(2009, 11, 12), date(2010, 2, 11),
    ]  # fmt: skip


def test_a_fifth_weekday_becomes_the_last_where_there_is_no_fifth():
    assert days_of(date(2009, 4, 29), 12, date(2009, 7, 31)) == [
        date(2009, 4, 29), date(2009, 5, 27), date(2009, 6, 24), date(2009, 7, 29),
    ]  # fmt: skip


def test_more_than_twelve_a_year_keep_to_whole_weeks():
    assert days_of(date(2009, 5, 4), 26, date(2009, 6, 3)) == [
        date(2009, 5, 4), date(2009, 5, 18), date(2009, 6, 1),
    ]  # fmt: skip


def test_a_series_that_ends_before_it_begins_has_no_day():
    assert days_of(date(2009, 5, 14), 4, date(2009, 5, 13)) == []


def test_a_series_needs_a_number():
    with pytest.raises(ValueError, match="at least one"):
        days_of(date(2009, 5, 14), 0, date(2010, 5, 14))


def test_the_next_one_and_the_interval_in_words():
    assert following(date(2009, 2, 12), 4) == date(2009, 5, 14)
    assert [in_words(number) for number in (1, 3, 4, 6, 12, 26, 52)] == [
        "each year", "every 4 months", "every 3 months", "every 2 months", "each month", "every 2 weeks", "each week",
    ]  # fmt: skip
