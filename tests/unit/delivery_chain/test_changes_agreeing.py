"""What the meeting settles, takes and keeps."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from delivery_chain.changes import agreeing, reviews, sheets
from delivery_chain.models import AgreedRating, Dissent
from dorset_lsp.common.changes import Refused
from tests.factories.world import ON


def settle(chain, number, value, reason="", by=None):
    return agreeing.settle(
        review=chain.fresh(),
        stage=chain.stages[number],
        value=value,
        reason=reason,
        by=by or chain.world.lead,
        on=ON,
    )


def test_a_stage_settled_as_all_said_is_taken_and_otherwise_decided(chain):
    chain.compared(("green", "red", "amber"), ("green", "amber", "amber"))

    assert settle(chain, 1, "green").settled == "proposed"
    assert settle(chain, 2, "amber").settled == "decided"
    assert settle(chain, 3, "green").settled == "decided"


def test_an_agreed_red_wants_a_reason(chain):
    chain.compared()

    with pytest.raises(Refused, match="2 Capacity: Say why it is red"):
        settle(chain, 2, "red")


def test_a_stage_may_be_settled_anew_until_all_is_agreed(chain):
    chain.compared()
    settle(chain, 1, "green")
    settle(chain, 1, "amber", "On reflection")

    assert [one.value for one in AgreedRating.objects.all()] == ["amber"]
    chain.settle()
    reviews.agree(review=chain.fresh(), by=chain.world.lead, on=ON)
    with pytest.raises(PermissionDenied):
        settle(chain, 1, "red", "Too late")


def test_proposals_are_taken_where_all_agree_and_the_rest_is_left(chain, world):
    chain.compared(("green", "red", "amber"), ("green", "red", "dont_know"))

    taken = agreeing.take_proposals(review=chain.fresh(), by=world.lead, on=ON)

    assert taken == 2
    assert list(AgreedRating.objects.values_list("stage__number", "value", "settled")) == [
        (1, "green", "proposed"),
        (2, "red", "proposed"),
    ]


def test_a_change_since_the_last_round_wants_a_reason(chain, world):
    closed = chain.closed("green", "red", "amber")
    chain.review = reviews.repeat(
        review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=date(2010, 4, 1)
    )
    chain.open()

    with pytest.raises(Refused, match="3 Levers: Say why it is no longer amber"):
        sheets.submit(
            group=chain.group(1), version=0, answers=chain.answers("green", "red", "green", reason="") | {
                chain.stages[2].pk: chain.answers()[chain.stages[2].pk]
            }, by=world.group_member, on=ON,
        )  # fmt: skip


def test_a_participant_may_dissent_and_a_stranger_may_not(chain, world):
    chain.compared()
    said = {
        "review": chain.fresh(),
        "stage": chain.stages[1],
        "held_by": "Two of group 2",
        "text": "It is red.",
    }
    agreeing.dissent(**said, by=world.owner, on=ON)

    with pytest.raises(PermissionDenied):
        agreeing.dissent(**said, by=world.lead2, on=ON)
    assert [str(one) for one in Dissent.objects.all()] == ["Dissent of Two of group 2 on 1 Outcome"]
