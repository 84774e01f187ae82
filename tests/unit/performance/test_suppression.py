"""A suppressed figure must not be readable from the words beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.suppression import count_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10 of 11 have a room.", "10 of 11"),
        ("One young person of eleven is in bed and breakfast.", "One young person of eleven"),
        ("That is 90.9 % of them.", "90.9 %"),
        ("Three children wait.", "Three children"),
        ("9 out of 10 moved.", "9 out of 10"),
    ],
)
def test_a_count_or_a_percentage_is_found(text, told):
    assert count_in(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Some young people wait in bed and breakfast.",
        "Rooms are promised for January 2009.",
        "See Q3 2008/09.",
    ],
)
def test_words_without_a_count_are_left_alone(text):
    assert count_in(text) == ""


@given(st.integers(0, 999), st.integers(1, 999))
def test_no_share_in_figures_slips_through(part, whole):
    assert count_in(f"We counted {part} of {whole} again.") == f"{part} of {whole}"
