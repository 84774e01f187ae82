"""Where money goes: every part, the remainder too, and what was unspent at each quarter's end."""

from datetime import date

import pytest

from partnerships.money import money_of, pictures, quarters, summary
from tests.factories.money import AllocationFactory, ClaimFactory, StreamFactory, project_in
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream():
    """The worked example: 510,000 = 120,000 + 204,000 + 186,000 not itemised."""
    return StreamFactory(amount_pence=510_000_00, allocated_pence=324_000_00)


@pytest.fixture
def parts(stream):
    districts = AllocationFactory(stream=stream, title="Six districts", amount_pence=120_000_00)
    communities = AllocationFactory(
        stream=stream, title="Community partnerships", amount_pence=204_000_00, committed_pence=196_000_00
    )
    project = project_in(
        "accepted",
        allocation=communities,
        offered_pence=196_000_00,
        claimed_pence=157_350_00,
        asked_pence=196_000_00,
    )
    ClaimFactory(project=project, amount_pence=57_350_00, claimed_on=date(2008, 8, 8))
    ClaimFactory(project=project, amount_pence=100_000_00, claimed_on=date(2009, 4, 2))
    ClaimFactory(
        project=project, amount_pence=1_00, claimed_on=date(2008, 8, 8), state="refused", refusal_reason="No."
    )
    return districts, communities


def test_parts_that_do_not_sum_to_the_whole_leave_a_remainder_that_is_shown(stream, parts):
    [money] = money_of([stream], ON)

    assert [(part.title, part.amount, part.unspent) for part in money.parts] == [
        ("Community partnerships", 204_000_00, 46_650_00),
        ("Six districts", 120_000_00, 120_000_00),
        ("Not itemised", 186_000_00, 0),
    ]
    assert (money.unspent, money.to_offer) == (166_650_00, 128_000_00)
    assert money.parts[-1].note == "£186,000: no allocation recorded, so nothing can be called unspent"


def test_a_stream_that_is_given_out_whole_has_no_remainder():
    allocation = AllocationFactory()
    stream = allocation.stream
    stream.amount_pence = 60_000

    [money] = money_of([stream], ON)

    assert [part.title for part in money.parts] == [allocation.title]


def test_unspent_follows_the_quarters_and_late_claims_belong_to_the_last(stream, parts):
    [money] = money_of([stream], ON)

    assert [(one.label, one.allocated, one.claimed, one.is_over) for one in money.quarters] == [
        ("Q1", 324_000_00, 0, True),
        ("Q2", 324_000_00, 57_350_00, True),
        ("Q3", 324_000_00, 57_350_00, True),
        ("Q4", 324_000_00, 157_350_00, True),
    ]
    assert money.quarters[-1].unspent == 166_650_00


def test_only_quarters_that_have_begun_are_shown_and_the_present_one_is_not_over(stream, parts):
    shown = quarters(stream, parts, [], date(2008, 8, 9))

    assert [(one.label, one.last_day, one.is_over) for one in shown] == [
        ("Q1", date(2008, 6, 30), True),
        ("Q2", date(2008, 9, 30), False),
    ]
    assert quarters(stream, parts, [], date(2008, 3, 31)) == []


def test_one_sentence_says_where_it_stands(stream, parts):
    assert summary(money_of([stream], ON)) == (
        "£510,000 is given. £324,000 of it is allocated, £196,000 offered to projects and £157,350 claimed; "
        "£186,000 is not itemised."
    )


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_picture_draws_each_part_to_one_scale_and_says_each_piece_in_words(stream, parts, size):
    [money] = money_of([stream], ON)

    drawn = getattr(pictures(money), size)

    whole = drawn.bars[0].boxes[0].width
    widths = [sum(box.width for box in bar.boxes) for bar in drawn.bars[1:]]
    assert sum(widths) == pytest.approx(whole, abs=0.1)
    assert [box.title for box in drawn.bars[1].boxes] == [
        "Community partnerships: £157,350 claimed",
        "Community partnerships: £38,650 offered, not claimed",
        "Community partnerships: £8,000 not offered",
    ]
    assert [words for _, words in drawn.key] == [
        "claimed",
        "offered, not claimed",
        "not offered yet",
        "not itemised",
    ]
    assert all(box.x >= 0 and box.x + box.width <= drawn.width for bar in drawn.bars for box in bar.boxes)


def test_more_of_it_costs_no_more_queries(django_assert_num_queries):
    streams = [AllocationFactory().stream for _ in range(4)]

    with django_assert_num_queries(2):
        assert len(money_of(streams, ON)) == 4
