"""The tables of legal moves, read as an officer would."""

import pytest

from performance.enums import RETURN_MOVES, ROUND_MOVES, ReturnState, RoundState


@pytest.mark.parametrize(
    ("moves", "states"), [(RETURN_MOVES, ReturnState), (ROUND_MOVES, RoundState)], ids=["returns", "rounds"]
)
def test_every_move_starts_and_ends_in_a_known_state(moves, states):
    named = {state for from_states, to_state in moves.values() for state in (*from_states, to_state)}

    assert named == set(states.values)


def test_only_a_verified_return_is_published():
    assert RETURN_MOVES["publish"] == (frozenset({"verified"}), "published")


def test_a_return_reaches_verified_only_through_submitted():
    ways_in = {
        verb: from_states for verb, (from_states, to_state) in RETURN_MOVES.items() if to_state == "verified"
    }

    assert ways_in == {"verify": frozenset({"submitted"})}


def test_sending_back_makes_a_submitted_return_a_draft():
    assert RETURN_MOVES["send_back"] == (frozenset({"submitted"}), "draft")


def test_a_published_round_never_opens_again():
    assert [verb for verb, (from_states, _) in ROUND_MOVES.items() if "published" in from_states] == [
        "publish_correction"
    ]
