"""What councils print in the cells of an agreement, and what it means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.printed import (
    PrintedPeriod,
    PrintedValue,
    disagreement,
    period_in_words,
    read_period,
    read_value,
    value_in_words,
)

NUMBERS = st.decimals(min_value=0, max_value=999_999, places=2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("54.5", "54.5"),
        ("42.70", "42.70"),
        ("2,737", "2737"),
        ("GBP 2041861", "2041861"),
        ("36 %", "36"),
        ("25 repeat cases of 183 referrals in 2009/10", "25"),
        ("9 of 16 fully met; GBP 2041861 reward", "9"),
        ("-3", "-3"),
    ],
)
def test_a_number_at_the_head_of_a_cell_is_its_value(text, value):
    assert read_value(text) == PrintedValue(
        Decimal(value), decimals=-Decimal(value).as_tuple().exponent if "." in value else 0
    )


@pytest.mark.parametrize("text", ["tba", "TBC", " tba ", "to be agreed"])
def test_what_is_still_to_be_agreed_waits(text):
    assert read_value(text) == PrintedValue(waits=True)


@pytest.mark.parametrize(
    "text", ["", "see footnote", "maximum GBP 3.577m", "nan", "Infinity", "2009/10", "9" * 30, "1e5000"[1:]]
)
def test_what_is_no_number_has_no_value(text):
    assert read_value(text).value is None


def test_a_change_is_read_with_the_base_that_it_names():
    assert read_value("19 (25% reduction on 25)") == PrintedValue(
        Decimal(19), change=Decimal(-25), base=Decimal(25)
    )


def test_a_change_alone_is_no_value():
    assert read_value("25% reduction") == PrintedValue(change=Decimal(-25))


@pytest.mark.parametrize(
    ("label", "from_on", "to_on"),
    [
        ("2009", date(2009, 1, 1), date(2010, 1, 1)),
        ("2010/11", date(2010, 4, 1), date(2011, 4, 1)),
        ("Q1 2010/11", date(2010, 4, 1), date(2010, 7, 1)),
        ("2003/04 to 2007/08", date(2003, 4, 1), date(2008, 4, 1)),
        ("2003-2006", date(2003, 1, 1), date(2007, 1, 1)),
        ("to May 2007", None, date(2007, 6, 1)),
        ("to May 07", None, date(2007, 6, 1)),
        ("to Feb 2011", None, date(2011, 3, 1)),
        ("ended 31 Dec 2005", None, date(2006, 1, 1)),
        ("see footnote", None, None),
        ("", None, None),
        ("2008 to 2003", None, None),
        ("to 31 Feb 2005", None, None),
    ],
)
def test_the_label_of_a_period_is_read(label, from_on, to_on):
    assert read_period(label) == PrintedPeriod(from_on, to_on)


def test_an_average_of_years_says_so():
    assert read_period("2005-2007 average") == PrintedPeriod(
        date(2005, 1, 1), date(2008, 1, 1), is_average=True
    )


# --- what does not agree with itself ------------------------------------------------------------------------


def test_a_number_and_a_percentage_that_disagree_are_told_in_words():
    assert disagreement("7859 in 2007/08 described as 17.5% reduction", Decimal(9564)) == (
        "The number and the percentage that are printed do not agree: 17.5 % less than 9564 is 7890.3, not 7859. "
        "Both are kept as printed; the number is used."
    )


@pytest.mark.parametrize("text", ["19 (25% reduction on 25)", "7859", "tba", "25% reduction", ""])
def test_what_agrees_or_cannot_be_compared_is_not_told(text):
    assert disagreement(text, Decimal(9564)) == ""


@given(NUMBERS, st.integers(0, 100))
def test_a_number_that_its_own_percentage_leads_to_always_agrees(base, percent):
    number = base * (100 - percent) / 100
    assert disagreement(f"{number.quantize(Decimal('0.0001')):f} ({percent}% reduction)", base) == ""


# --- laws ---------------------------------------------------------------------------------------------------


@given(st.text())
def test_no_text_is_too_untidy_and_the_reading_is_a_function_of_it(text):
    readings = [
        (read_value(text), read_period(text), value_in_words(text), period_in_words(text)) for _ in (1, 2)
    ]

    assert readings[0] == readings[1]
    assert disagreement(text, Decimal(100)) == disagreement(text, Decimal(100))


@given(st.text(alphabet="0123456789.,%/-–£ GBPto reduction onmayQ()", max_size=40), NUMBERS)
def test_words_made_of_the_same_stuff_never_raise_either(text, baseline):
    read = read_value(text)

    assert read.value is None or abs(read.value) < 10**9
    assert isinstance(disagreement(text, baseline), str)
    assert isinstance(period_in_words(text), str)


@given(NUMBERS)
def test_a_plain_number_means_itself(number):
    assert read_value(str(number)).value == number


@given(st.integers(1900, 2100))
def test_a_financial_year_runs_from_april_to_april(year):
    assert read_period(f"{year}/{(year + 1) % 100:02}") == PrintedPeriod(
        date(year, 4, 1), date(year + 1, 4, 1)
    )
