"""Cutting words to a length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.shortening import ELLIPSIS, shortened

TEXTS = st.text(alphabet="ab, ?", max_size=40)
WORDS = st.lists(st.text(alphabet="ab?", min_size=1, max_size=6), min_size=1, max_size=8)
MOST = st.integers(min_value=1, max_value=40)


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (19, "Who builds, and how"),
        (18, "Who builds, and…"),
        (16, "Who builds, and…"),
        (15, "Who builds,…"),
        (4, "Who…"),
        (3, "Wh…"),
        (1, "…"),
    ],
)
def test_as_many_whole_words_stand_as_fit_with_the_ellipsis(most, words):
    assert shortened("Who builds, and how", most) == words


@given(TEXTS, MOST)
def test_it_is_never_longer_than_was_said(text, most):
    assert len(shortened(text, most)) <= most


@given(TEXTS, MOST)
def test_what_fits_stays_and_what_was_cut_is_not_cut_again(text, most):
    short = shortened(text, most)

    assert shortened(short, most) == short
    assert (short == text) == (len(text) <= most)


@given(WORDS, MOST)
def test_what_is_left_is_the_most_words_that_fit_when_the_first_does(words, most):
    text = " ".join(words)
    left = shortened(text, len(words[0]) + most).removesuffix(ELLIPSIS)
    number = len(left.split(" "))

    assert left == " ".join(words[:number])
    assert number == len(words) or len(" ".join(words[: number + 1])) + len(ELLIPSIS) > len(words[0]) + most
