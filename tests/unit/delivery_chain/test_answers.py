"""What a sheet must say before it can be handed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.answers import Answer, faults
from delivery_chain.enums import Rating


@pytest.mark.parametrize(
    ("answer", "before", "fault"),
    [
        (Answer("green"), "", None),
        (Answer("red"), "", "Say why it is red"),
        (Answer("red", "  "), "red", "Say why it is red"),
        (Answer("red", "Nobody counted"), "", None),
        (Answer("green"), "amber", "Say why it is no longer amber"),
        (Answer("dont_know"), "green", "Say why it is no longer green"),
        (Answer("amber"), "amber", None),
        (Answer(""), "", "Choose a rating, or “don’t know”"),
    ],
)
def test_what_is_wanting_is_said(answer, before, fault):
    assert faults([7], {7: answer}, {7: before}).get(7) == fault


def test_a_stage_that_was_left_out_is_wanting():
    assert list(faults([1, 2], {1: Answer("green")}, {})) == [2]


@given(st.sampled_from(Rating.values), st.sampled_from(["", *Rating.values]))
def test_a_reason_is_always_enough(value, before):
    assert faults([1], {1: Answer(value, "Because")}, {1: before}) == {}
