"""The one order of what needs attention: total, and the same whichever app offered a thing first."""

from hypothesis import given
from hypothesis import strategies as st

from dorset_lsp.common.attention import WORDS, Concern, Grade, place, ranked
from dorset_lsp.common.references import Reference

NUMBERS = st.integers(min_value=0, max_value=3)


def concern(grade=Grade.OFF_TARGET, weight=1, title="A thing", about=1):
    return Concern(grade, weight, title, "/", "A sentence.", "A question?", Reference("app.thing", about))


CONCERNS = st.lists(
    st.builds(concern, st.sampled_from(Grade), NUMBERS, st.sampled_from("ab"), st.integers(1, 30)),
    unique_by=lambda one: one.about,
)


@given(CONCERNS, st.randoms())
def test_the_order_is_the_same_in_whichever_order_things_are_offered(concerns, chance):
    shuffled = list(concerns)
    chance.shuffle(shuffled)

    assert ranked(shuffled) == ranked(concerns)


@given(CONCERNS)
def test_no_two_things_share_a_place(concerns):
    assert len({place(one) for one in concerns}) == len(concerns)


@given(CONCERNS, st.builds(concern, st.sampled_from(Grade), NUMBERS, st.just("c"), st.just(99)))
def test_one_thing_more_leaves_the_others_in_their_order(concerns, more):
    assert [one for one in ranked([*concerns, more]) if one != more] == ranked(concerns)


def test_the_grade_comes_first_then_what_weighs_most():
    light, heavy = concern(weight=1, about=1), concern(weight=9, about=2)
    pressing = concern(grade=Grade.GETTING_WORSE, weight=0, about=3)

    assert ranked([light, heavy, pressing]) == [pressing, heavy, light]


def test_every_grade_is_explained():
    assert list(WORDS) == list(Grade)
