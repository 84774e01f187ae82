"""Money is whole pence, and reads and is typed without ever being rounded."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.money import LARGEST, PoundsColumn, PoundsField, in_pounds, pounds, to_pence, typed

AMOUNTS = st.integers(min_value=0, max_value=LARGEST - 1)


class Form(forms.Form):
    """One amount that must be given, and one that may be."""

    amount = PoundsField(label="Amount")
    more = PoundsField(label="More", required=False)


@pytest.mark.parametrize(
    ("pence", "words"),
    [(51_000_000, "£510,000"), (30_947_623, "£309,476.23"), (5, "£0.05"), (0, "£0"), (-120_50, "−£120.50")],
)
def test_an_amount_reads_in_pounds_with_its_pence_where_it_has_any(pence, words):
    assert in_pounds(pence) == words


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("510000", 51_000_000),
        ("£1,205.50", 120_550),
        ("1205.5", 120_550),
        (" 0.07 ", 7),
        ("1,000,000", 100_000_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, pence):
    assert to_pence(text) == pence


@pytest.mark.parametrize("text", ["", "ten", "1.205", "12,05", "-5", "1e3", "£", "1,2345", "99999999999"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"amount|hold"):
        to_pence(text)


@given(AMOUNTS)
def test_whatever_is_shown_to_be_changed_reads_back_to_the_penny(pence):
    assert to_pence(typed(pence)) == pence


@given(AMOUNTS)
def test_whatever_is_shown_on_a_page_reads_back_to_the_penny(pence):
    assert to_pence(in_pounds(pence)) == pence


@given(st.lists(AMOUNTS))
def test_pounds_sum_as_exactly_as_pence(amounts):
    assert sum(map(pounds, amounts)) * 100 == sum(amounts)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This field is required."),
        ("ten", "Amount must be pounds and pence, like 1205 or 1,205.50"),
        ("0.00", "Amount must be more than nothing"),
    ],
)
def test_a_form_says_how_to_put_an_amount_right(text, sentence):
    form = Form({"amount": text})

    assert form.errors["amount"] == [sentence]
    assert form["amount"].value() == text


def test_a_form_gives_pence_and_shows_pounds():
    form = Form({"amount": "£1,205.50", "more": ""})

    assert (form.is_valid(), form.cleaned_data) == (True, {"amount": 120_550, "more": None})
    assert Form(initial={"amount": 120_550})["amount"].value() == "1205.50"


def test_a_column_shows_pounds_and_exports_a_decimal():
    column = PoundsColumn()

    assert (column.render(120_550), column.value(120_550)) == ("£1,205.50", Decimal("1205.50"))
