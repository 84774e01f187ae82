"""How far groups agree: examples by hand, and laws for any number of groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delivery_chain.comparison import Spread, by_disagreement, by_weakness, compared
from delivery_chain.enums import Rating

RATINGS = st.sampled_from(Rating.values)
SHEETS = st.lists(RATINGS, min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("values", "mark", "words", "proposal"),
    [
        (("red", "red"), "agree", "Agree", "red"),
        (("green", "amber"), "differ_by_one", "Differ by one", ""),
        (("green", "red"), "differ_by_two", "Differ by two", ""),
        (("amber", "dont_know"), "someone_does_not_know", "One does not know", ""),
        (("dont_know", "dont_know"), "nobody_knows", "Nobody knows", ""),
        (("amber", "amber", "dont_know"), "someone_does_not_know", "One does not know", ""),
        (("green", "red", "dont_know"), "differ_by_two", "Differ by two; one does not know", ""),
        (("green", "dont_know", "dont_know"), "someone_does_not_know", "2 do not know", ""),
        (("amber",), "agree", "Agree", "amber"),
    ],
)
def test_a_comparison_reads_as_it_is(values, mark, words, proposal):
    found = compared(values)

    assert (found.mark, found.words, found.proposal) == (mark, words, proposal)


def test_nothing_cannot_be_compared():
    with pytest.raises(ValueError, match="nothing to compare"):
        compared([])


@given(SHEETS, st.randoms())
def test_the_order_of_the_groups_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))

    before, after = compared(values), compared(shuffled)

    assert (before.mark, before.words, before.proposal) == (after.mark, after.words, after.proposal)


@given(SHEETS)
def test_a_proposal_is_what_every_group_said(values):
    proposal = compared(values).proposal

    assert bool(proposal) == (len(set(values)) == 1 and Rating.DONT_KNOW not in values)
    assert not proposal or set(values) == {proposal}


@given(SHEETS)
def test_who_does_not_know_never_changes_how_far_the_others_are_apart(values):
    known = [value for value in values if value != Rating.DONT_KNOW]

    assert compared(values).spread == (compared(known).spread if known else Spread.NOBODY_KNOWS)


@given(SHEETS, RATINGS)
def test_one_more_group_never_brings_those_who_know_closer(values, another):
    steps = [Spread.NOBODY_KNOWS, Spread.AGREE, Spread.DIFFER_BY_ONE, Spread.DIFFER_BY_TWO]

    assert steps.index(compared([*values, another]).spread) >= steps.index(compared(values).spread)


@given(st.dictionaries(st.integers(1, 12), SHEETS, min_size=1))
def test_both_orders_hold_every_stage_once(sheets):
    stages = {number: compared(values) for number, values in sheets.items()}

    assert sorted(by_weakness(stages)) == sorted(by_disagreement(stages)) == sorted(stages)


def test_stages_are_ordered_by_weakness_and_by_disagreement():
    stages = {
        1: compared(["green", "green"]),
        2: compared(["red", "green"]),
        3: compared(["red", "red"]),
        4: compared(["amber", "dont_know"]),
        5: compared(["dont_know", "dont_know"]),
    }

    assert by_weakness(stages) == [5, 3, 4, 2, 1]
    assert by_disagreement(stages) == [2, 5, 4, 1, 3]
