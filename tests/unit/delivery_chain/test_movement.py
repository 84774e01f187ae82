"""How an agreed rating moved since the round before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.enums import Rating
from delivery_chain.movement import Movement, movement

KNOWN = st.sampled_from([Rating.RED, Rating.AMBER, Rating.GREEN])
ANY = st.sampled_from(Rating.values)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "red", "first"),
        ("amber", "amber", "same"),
        ("amber", "green", "better"),
        ("green", "red", "worse"),
        ("dont_know", "red", "was don’t know"),
        ("amber", "dont_know", "was amber"),
        ("dont_know", "dont_know", "same"),
    ],
)
def test_a_movement_in_words(before, after, words):
    assert movement(before, after).words == words


@given(KNOWN, KNOWN)
def test_better_one_way_is_worse_the_other(before, after):
    opposite = {
        Movement.BETTER: Movement.WORSE,
        Movement.WORSE: Movement.BETTER,
        Movement.SAME: Movement.SAME,
    }

    assert movement(after, before).movement == opposite[movement(before, after).movement]


@given(ANY)
def test_to_learn_or_to_unlearn_is_neither_better_nor_worse(rating):
    moves = {movement("dont_know", rating).movement, movement(rating, "dont_know").movement}

    assert moves <= {Movement.SAME, Movement.NOW_KNOWN, Movement.NOW_UNKNOWN}
