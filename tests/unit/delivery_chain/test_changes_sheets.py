"""Sheets: saved, handed in, late, typed in, taken back; and the comparison that opens with the last of them."""

import pytest
from django.core.exceptions import PermissionDenied

from delivery_chain.changes import reviews, sheets
from delivery_chain.models import GroupRating, IndividualRating, IndividualSheet
from delivery_chain.sheets import own_answers
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent, StateChange
from tests.factories.delivery_chain import build_chain
from tests.factories.world import ON


def save(chain, number, by, *values):
    group = chain.group(number)
    sheets.keep(group=group, version=group.version, answers=chain.answers(*values), by=by, on=ON)


def test_a_draft_may_be_as_it_is_and_its_group_reads_it(chain, world):
    chain.open()
    save(chain, 1, world.group_member, "green", "", "red")

    found = own_answers(chain.group(1), world.group_member, ON)

    assert {stage: answer.value for stage, answer in found.items()} == {
        chain.stages[1].pk: "green",
        chain.stages[3].pk: "red",
    }


def test_a_sheet_that_lacks_a_reason_is_not_taken(chain, world):
    chain.open()

    with pytest.raises(Refused, match="2 Capacity: Say why it is red"):
        chain.submit(1, "green", "red", "green", reason="")
    assert chain.group(1).state == "waiting"


def test_the_comparison_opens_with_the_last_sheet(chain):
    chain.open()
    chain.submit(1)
    assert chain.fresh().state == "assessing"

    chain.submit(2)

    assert chain.fresh().state == "comparing"
    assert GroupRating.objects.count() == 6


def test_another_group_may_not_write_it(chain, world):
    chain.open()

    with pytest.raises(PermissionDenied):
        chain.submit(1, by=world.owner)


def test_the_second_of_a_group_who_writes_is_told(chain, world):
    chain.open()
    stale = chain.group(2)
    save(chain, 2, world.owner)

    with pytest.raises(SomebodyWasFaster, match="Somebody of your group has saved"):
        sheets.keep(group=stale, version=0, answers=chain.answers(), by=world.member, on=ON)


def test_a_sheet_that_is_in_cannot_be_written_again(chain, world):
    chain.open()
    chain.submit(2)

    with pytest.raises(Refused, match="is in already"):
        save(chain, 2, world.member)


def test_the_same_hand_twice_is_harmless_and_another_is_told(chain, world):
    chain.open()
    chain.submit(2, by=world.owner)

    assert chain.submit(2, by=world.owner) is True
    with pytest.raises(SomebodyWasFaster, match="Owner was faster"):
        chain.submit(2, by=world.member)


def test_a_sheet_is_taken_back_while_others_are_waited_for(chain, world):
    chain.open()
    chain.submit(1)
    sheets.withdraw(group=chain.group(1), by=world.group_member, on=ON)

    assert (chain.group(1).state, chain.group(1).submitted_on) == ("waiting", None)


def test_no_sheet_is_taken_back_from_an_open_comparison(chain, world):
    chain.compared()

    with pytest.raises(Refused, match="comparison has opened"):
        sheets.withdraw(group=chain.group(1), by=world.group_member, on=ON)


def test_the_facilitator_may_compare_without_a_group_and_its_late_sheet_is_kept_apart(chain, world):
    chain.open()
    chain.submit(1)
    sheets.leave_out(group=chain.group(2), reason="Snow", by=world.lead, on=ON)
    assert chain.fresh().state == "comparing"

    assert chain.submit(2) is False

    assert (chain.group(2).state, chain.group(2).is_compared) == ("late", False)


@pytest.mark.parametrize("reason", ["", "   "])
def test_leaving_a_group_out_wants_a_reason(chain, world, reason):
    chain.open()

    with pytest.raises(Refused, match="Say why"):
        sheets.leave_out(group=chain.group(2), reason=reason, by=world.lead, on=ON)


def test_the_last_group_cannot_be_left_out(chain, world):
    chain.open()
    sheets.leave_out(group=chain.group(2), reason="Snow", by=world.lead, on=ON)

    with pytest.raises(Refused, match="nothing left to compare"):
        sheets.leave_out(group=chain.group(1), reason="Ice", by=world.lead, on=ON)


def test_a_group_that_has_just_handed_in_is_not_left_out(chain, world):
    chain.open()
    stale = chain.group(1)
    chain.submit(1)

    with pytest.raises(SomebodyWasFaster, match="has just handed its sheet in"):
        sheets.leave_out(group=stale, reason="Snow", by=world.lead, on=ON)


def test_paper_is_typed_in_by_the_facilitator_and_not_by_a_participant(chain, world):
    chain.open()
    assert sheets.type_in(group=chain.group(1), answers=chain.answers(), by=world.lead, on=ON) is True
    assert (chain.group(1).is_from_paper, chain.group(1).submitted_by) == (True, world.lead)

    with pytest.raises(PermissionDenied):
        sheets.type_in(group=chain.group(1), answers=chain.answers(), by=world.owner, on=ON)


def test_a_facilitator_who_takes_part_types_nobodys_paper_in(chain, world):
    reviews.put_group(
        review=chain.review, number=1, name="Group 1", people=[world.lead], by=world.lead, on=ON
    )
    chain.open()

    with pytest.raises(PermissionDenied):
        sheets.type_in(group=chain.group(2), answers=chain.answers(), by=world.lead, on=ON)


# --- alone ------------------------------------------------------------------------------------------------


def test_one_rates_alone_once(world):
    chain = build_chain(world, mode="named")
    review = chain.open()
    sheets.rate_alone(review=review, answers=chain.answers(), by=world.owner, on=ON)

    with pytest.raises(Refused, match="already"):
        sheets.rate_alone(review=review, answers=chain.answers(), by=world.owner, on=ON)
    assert IndividualSheet.objects.get().member.person == world.owner


def test_an_anonymous_sheet_has_no_author_anywhere(world):
    chain = build_chain(world, mode="anonymous")
    review = chain.open()
    sheets.rate_alone(review=review, answers=chain.answers(), by=world.owner, on=ON)

    event = AuditEvent.objects.get(what="review.rate_alone")
    assert IndividualSheet.objects.get().member is None
    assert (event.by_id, event.by_name, event.difference) == (None, "an anonymous participant", {})


def test_the_three_kinds_of_rating_stand_beside_each_other(world):
    chain = build_chain(world, mode="named")
    review = chain.open()
    sheets.rate_alone(review=review, answers=chain.answers("amber", "amber", "amber"), by=world.owner, on=ON)
    chain.submit(1, "green", "green", "green")
    chain.submit(2, "green", "green", "red")
    chain.settle("red", "green", "green")

    stage = chain.stages[1]
    assert [one.value for one in IndividualRating.objects.filter(stage=stage)] == ["amber"]
    assert [one.value for one in GroupRating.objects.filter(stage=stage)] == ["green", "green"]
    assert chain.review.agreed_ratings.get(stage=stage).value == "red"


def test_who_opened_the_comparison_is_a_job_by_name(chain):
    chain.compared()

    assert StateChange.objects.get(verb="compare").by_name == "opening the comparison when all are in"
