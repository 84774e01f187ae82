"""Setting up, opening, agreeing, closing and repeating a review."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from delivery_chain.changes import reviews, sheets
from delivery_chain.models import GroupMember, GroupRating, Review
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from tests.factories.delivery_chain import build_chain, make_version
from tests.factories.world import ON

NEXT = date(2010, 4, 20)


def test_a_framework_about_an_outcome_wants_one(world):
    with pytest.raises(Refused, match="Choose an outcome"):
        reviews.set_up(
            version=make_version(), body=world.economy, facilitator=world.lead, by=world.lead, on=ON
        )


def test_the_strategy_is_reviewed_without_an_outcome(world):
    review = reviews.set_up(
        version=make_version(subject="partnership"), body=world.board, facilitator=world.coordinator,
        by=world.coordinator, on=ON,
    )  # fmt: skip

    assert (review.title, review.round, review.state) == ("The partnership", 1, "set_up")


def test_another_groups_lead_may_not_set_up(world):
    with pytest.raises(PermissionDenied):
        reviews.set_up(
            version=make_version(), body=world.economy, facilitator=world.lead2, outcome=world.outcomes["economy"],
            by=world.lead2, on=ON,
        )  # fmt: skip


def test_nobody_takes_part_in_two_groups(chain, world):
    with pytest.raises(Refused, match="takes part in Group 2 already"):
        reviews.put_group(
            review=chain.review, number=1, name="Group 1", people=[world.owner], by=world.lead, on=ON
        )


def test_changing_a_group_changes_its_people(chain, world):
    reviews.put_group(
        review=chain.review, number=1, name="Land", people=[world.colleague], by=world.lead, on=ON
    )

    assert chain.group(1).name == "Land"
    assert [member.person for member in chain.group(1).members.all()] == [world.colleague]


def test_one_group_is_too_few(world):
    chain = build_chain(world, groups=1)

    with pytest.raises(Refused, match="Two groups or more"):
        chain.open()


def test_one_group_is_enough_for_an_outside_assessor(world):
    assert build_chain(world, groups=1, assessor="Sustainability Somewhere").open().state == "assessing"


def test_a_group_without_people_cannot_begin(chain, world):
    GroupMember.objects.filter(group=chain.group(2)).delete()

    with pytest.raises(Refused, match="Nobody takes part in Group 2"):
        chain.open()


def test_opening_tells_everybody_who_takes_part_once(chain, world, do_jobs):
    chain.open()
    do_jobs()

    asked = [message.to[0] for message in mail.outbox if "ratings are wanted" in message.subject]
    assert sorted(asked) == sorted([world.group_member.email, world.owner.email, world.member.email])


def test_groups_stand_as_they_are_once_it_is_open(chain, world):
    chain.open()

    with pytest.raises(PermissionDenied):
        reviews.put_group(review=chain.fresh(), number=3, name="x", people=[], by=world.lead, on=ON)


def test_it_is_not_agreed_while_a_stage_is_open(chain, world):
    review = chain.compared()

    with pytest.raises(Refused, match="1 Outcome, 2 Capacity, 3 Levers"):
        reviews.agree(review=review, by=world.lead, on=ON)


def test_it_cannot_close_and_says_which_stage_lacks_what(chain, world):
    review = chain.planned("green", "red", "dont_know")

    with pytest.raises(Refused) as refusal:
        reviews.close(review=review, next_round_on=NEXT, by=world.lead, on=ON)

    assert str(refusal.value) == (
        "It cannot close yet. 2 Capacity has no chain map and no action. 3 Levers has no action."
    )


def test_a_dropped_action_does_not_count(chain, world):
    from partnerships.changes import actions
    from partnerships.models import Action

    review = chain.planned("green", "amber", "dont_know")
    chain.act(3)
    actions.drop(action=Action.objects.get(), reason="No money", by=world.lead, on=ON)

    with pytest.raises(Refused, match="3 Levers has no action"):
        reviews.close(review=review, next_round_on=NEXT, by=world.lead, on=ON)


def test_it_closes_when_every_red_has_a_map_and_an_action(chain):
    review = chain.closed()

    assert (review.state, review.closed_on, review.next_round_on) == ("closed", ON, NEXT)


def test_a_framework_that_asks_for_no_maps_closes_without(world):
    chain = build_chain(world, asks_for_maps=False)
    review = chain.planned()
    chain.act(2)

    reviews.close(review=review, next_round_on=NEXT, by=world.lead, on=ON)

    assert chain.fresh().state == "closed"


def test_the_next_round_carries_groups_and_people_over(chain, world):
    closed = chain.closed()

    again = reviews.repeat(
        review=closed, version=closed.version, facilitator=world.lead, by=world.lead, on=date(2010, 4, 1)
    )

    assert (again.round, again.previous, again.state) == (2, closed, "set_up")
    assert sorted(again.people.values_list("group__number", "person")) == sorted(
        closed.people.values_list("group__number", "person")
    )


def test_a_review_is_repeated_once(chain, world):
    closed = chain.closed()
    facts = {
        "review": closed,
        "version": closed.version,
        "facilitator": world.lead,
        "by": world.lead,
        "on": ON,
    }
    reviews.repeat(**facts)

    with pytest.raises(Refused, match="set up already"):
        reviews.repeat(**facts)
    assert Review.objects.count() == 2


def test_the_second_who_presses_is_told_who_was_faster(chain, world):
    stale = chain.planned("green", "amber", "green")
    fresh = Review.objects.get(pk=stale.pk)
    reviews.close(review=fresh, next_round_on=NEXT, by=world.lead, on=ON)
    other = world.group_member
    Review.objects.filter(pk=stale.pk).update(facilitator=other)
    stale.facilitator = other

    with pytest.raises(SomebodyWasFaster, match="Lead was faster"):
        reviews.close(review=stale, next_round_on=NEXT, by=other, on=ON)


def test_a_review_that_will_not_be_finished_is_abandoned_with_a_reason(chain, world):
    review = chain.open()

    with pytest.raises(Refused, match="Say why"):
        reviews.abandon(review=review, why=" ", by=world.lead, on=ON)
    reviews.abandon(review=review, why="The group was merged with another.", by=world.lead, on=ON)

    again = chain.fresh()
    assert (again.state, again.abandoned_on, again.why_abandoned) == (
        "abandoned", ON, "The group was merged with another.",
    )  # fmt: skip
    assert not Review.objects.under_way().exists()


def test_whoever_had_been_asked_to_rate_is_told_that_it_is_abandoned(chain, world, do_jobs):
    reviews.abandon(review=chain.open(), why="Merged.", by=world.coordinator, on=ON)
    do_jobs()

    told = [message.to[0] for message in mail.outbox if message.subject.startswith("Abandoned")]
    assert sorted(told) == sorted([world.group_member.email, world.owner.email, world.member.email])


def test_nobody_is_told_of_a_review_that_was_never_open(chain, world, do_jobs):
    reviews.abandon(review=chain.review, why="Set up by mistake.", by=world.lead, on=ON)
    do_jobs()

    assert not [message for message in mail.outbox if message.subject.startswith("Abandoned")]


def test_what_was_agreed_is_not_abandoned(chain, world):
    with pytest.raises(Refused, match="planning"):
        reviews.abandon(review=chain.planned(), why="No.", by=world.lead, on=ON)


def test_what_the_groups_rated_stays_sealed_when_it_is_abandoned(chain, world):
    review = chain.compared()
    assert GroupRating.objects.exists()

    reviews.abandon(review=review, why="Too few came.", by=world.lead, on=ON)

    assert not GroupRating.objects.exists()
    assert GroupRating._base_manager.exists()


def test_no_sheet_is_taken_once_it_is_abandoned(chain, world):
    group = chain.open().groups.get(number=1)
    reviews.abandon(review=chain.fresh(), why="Merged.", by=world.lead, on=ON)

    with pytest.raises(SomebodyWasFaster, match="abandoned meanwhile"):
        sheets.submit(group=group, version=0, answers={}, by=world.group_member, on=ON)


def test_a_round_that_was_abandoned_leaves_the_next_round_to_be_set_up(chain, world):
    closed = chain.closed()
    facts = {
        "review": closed, "version": closed.version, "facilitator": world.lead, "by": world.lead, "on": ON,
    }  # fmt: skip
    reviews.abandon(review=reviews.repeat(**facts), why="Too early.", by=world.lead, on=ON)
    assert list(Review.objects.due_again(NEXT)) == [closed]

    again = reviews.repeat(**facts)

    assert (again.round, again.previous) == (2, closed)
    assert not Review.objects.due_again(NEXT).exists()
