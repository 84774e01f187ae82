"""Who may do what in a delivery-chain review. The table is in the partnership's rules; this is its text.

Blindness is not here but in ``querysets``: no permission opens a rating before its time, to nobody.
"""

from __future__ import annotations

from typing import Any

import rules

from delivery_chain.enums import OPENED, REVIEW_MOVES, IndividualMode, ReviewState
from delivery_chain.models import GroupMember, Review, ReviewGroup
from partnerships.models import Person
from partnerships.rules import is_coordinator, is_member_of_any_body, leads_the_body, standing

# --- facts about a person and a review ------------------------------------------------------------------------


def member_of(person: Person, review: Review) -> GroupMember | None:
    """The person's place in a review, if they take part. No query where ``people`` is fetched beforehand."""
    return next((member for member in review.people.all() if member.person_id == person.pk), None)


@rules.predicate
def takes_part(person: Person, review: Review | None) -> bool:
    return review is not None and member_of(person, review) is not None


@rules.predicate
def facilitates(person: Person, review: Review | None) -> bool:
    return review is not None and review.facilitator_id == person.pk


@rules.predicate
def leads_its_body(person: Person, review: Review | None) -> bool:
    return review is not None and review.body_id in standing(person).led_body_ids


@rules.predicate
def belongs_to_its_body(person: Person, review: Review | None) -> bool:
    return review is not None and review.body_id in standing(person).body_ids


def is_in(*states: str) -> Any:
    """Whether a review is in one of these states."""

    @rules.predicate(name=f"is_in:{','.join(states)}")
    def in_state(person: Person, review: Review | None) -> bool:
        return review is not None and review.state in states

    return in_state


# --- facts about a person and a group ------------------------------------------------------------------------


@rules.predicate
def is_of_the_group(person: Person, group: ReviewGroup | None) -> bool:
    if group is None:
        return False
    member = member_of(person, group.review)
    return member is not None and member.group_id == group.pk


@rules.predicate
def takes_no_part(person: Person, group: ReviewGroup | None) -> bool:
    return group is not None and member_of(person, group.review) is None


@rules.predicate
def runs_the_groups_review(person: Person, group: ReviewGroup | None) -> bool:
    return group is not None and runs_it.test(person, group.review)


@rules.predicate
def takes_a_sheet(person: Person, group: ReviewGroup | None) -> bool:
    return group is not None and group.takes_a_sheet


@rules.predicate
def can_be_taken_back(person: Person, group: ReviewGroup | None) -> bool:
    return group is not None and group.is_movable("withdraw")


@rules.predicate
def can_be_left_out(person: Person, group: ReviewGroup | None) -> bool:
    return group is not None and group.is_movable("leave_out")


@rules.predicate
def has_yet_to_rate_alone(person: Person, review: Review | None) -> bool:
    if review is None or review.individual_mode == IndividualMode.NONE:
        return False
    member = member_of(person, review)
    return member is not None and member.rated_on is None


# --- the policy -----------------------------------------------------------------------------------------------

runs_it = facilitates | leads_its_body
is_near = runs_it | takes_part | belongs_to_its_body
is_settled = is_in(ReviewState.AGREED, ReviewState.PLANNING, ReviewState.CLOSED)
is_opened = is_in(*OPENED)

rules.add_perm("delivery_chain.set_up_review", is_coordinator | leads_the_body)
rules.add_perm("delivery_chain.alter_review", runs_it & is_in(ReviewState.SET_UP))
rules.add_perm("delivery_chain.open_review", runs_it & is_in(ReviewState.SET_UP))
# Who may run it at all, whatever the state: so that the second of two who press is told who was faster.
rules.add_perm("delivery_chain.run_review", runs_it)
# A co-ordinator sets reviews up for others, so they end one that will not be made.
rules.add_perm("delivery_chain.abandon_review", runs_it | is_coordinator)
rules.add_perm(
    "delivery_chain.abandon_review_now", (runs_it | is_coordinator) & is_in(*REVIEW_MOVES["abandon"][0])
)
rules.add_perm("delivery_chain.rate_alone", has_yet_to_rate_alone & is_in(ReviewState.ASSESSING))
rules.add_perm("delivery_chain.take_part", takes_part)

# Who may write a sheet at all, whatever the state: so that whoever comes too late is told so.
rules.add_perm("delivery_chain.write_sheet", is_of_the_group)
rules.add_perm("delivery_chain.fill_in_sheet", is_of_the_group & takes_a_sheet)
# Whoever types in another's paper reads it; so a participant may not, and what was typed is never shown again.
rules.add_perm("delivery_chain.type_in_sheet", runs_the_groups_review & takes_no_part)
rules.add_perm("delivery_chain.type_in_sheet_now", runs_the_groups_review & takes_no_part & takes_a_sheet)
rules.add_perm("delivery_chain.take_back_sheet", is_of_the_group & can_be_taken_back)
rules.add_perm("delivery_chain.leave_group_out", runs_the_groups_review & can_be_left_out)

rules.add_perm("delivery_chain.view_comparison", is_opened & is_near | is_settled & is_member_of_any_body)
rules.add_perm("delivery_chain.settle_stage", runs_it & is_in(ReviewState.COMPARING))
rules.add_perm(
    "delivery_chain.record_dissent",
    (runs_it | takes_part) & is_in(ReviewState.COMPARING, ReviewState.AGREED, ReviewState.PLANNING),
)
rules.add_perm("delivery_chain.view_plan", is_settled & (is_near | is_member_of_any_body))
rules.add_perm(
    "delivery_chain.draw_map", (runs_it | takes_part) & is_in(ReviewState.AGREED, ReviewState.PLANNING)
)
rules.add_perm("delivery_chain.plan_action", (runs_it | takes_part) & is_settled)
rules.add_perm("delivery_chain.plan_review", runs_it & is_in(ReviewState.AGREED))
rules.add_perm("delivery_chain.close_review", runs_it & is_in(ReviewState.PLANNING))
rules.add_perm("delivery_chain.repeat_review", (is_coordinator | runs_it) & is_in(ReviewState.CLOSED))
# The timetable reminds and tells; people do so by speaking with each other.
rules.add_perm("delivery_chain.tell", rules.always_deny)
