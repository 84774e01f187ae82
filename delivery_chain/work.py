"""What waits for somebody in delivery chains: sheets to fill in, and the next step of the reviews that they run."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from delivery_chain.enums import GroupState, IndividualMode, ReviewState
from delivery_chain.models import GroupMember, Review
from dorset_lsp.common.work import WorkItem
from partnerships.models import Person

KIND = "Delivery chain"

STEPS = {
    ReviewState.SET_UP: ("Set up, not open yet", "Open it", "review-detail"),
    ReviewState.COMPARING: ("All groups are in", "Compare and agree", "review-compare"),
    ReviewState.AGREED: ("Agreed", "Begin planning", "review-detail"),
    ReviewState.PLANNING: ("Planning", "Plan and close", "review-plan"),
}
"""What to do next with a review that one runs: where it stands, the step, and the page of the step."""


def work_items(person: Person, on: date) -> list[WorkItem]:
    """Everything that waits for this person, in no order. A fixed number of queries."""
    return [*_sheets(person), *_steps(person, on), *_next_rounds(person, on)]


def work_rows(person: Person, on: date) -> list[QuerySet]:
    """The records behind these items, one for each item, so that they can be counted in one question."""
    return [_waited_for(person), _run_by(person, on), _due_again(person, on)]


def _waited_for(person: Person) -> QuerySet:
    return GroupMember.objects.filter(
        person=person, review__state=ReviewState.ASSESSING, group__state=GroupState.WAITING
    )


def _run_by(person: Person, on: date) -> QuerySet:
    led = person.standing(on).led_body_ids
    return Review.objects.filter(Q(facilitator=person) | Q(body__in=led), state__in=list(STEPS))


def _due_again(person: Person, on: date) -> QuerySet:
    return Review.objects.due_again(on).filter(body__in=person.standing(on).led_body_ids)


def _sheets(person: Person) -> list[WorkItem]:
    """Sheets of one's own groups that are waited for; one's own ratings first, where the review asks for them."""
    rows = _waited_for(person).select_related("group", "review__outcome", "review__strategy", "review__body")
    return [_sheet(member) for member in rows]


def _sheet(member: GroupMember) -> WorkItem:
    review = member.review
    alone = review.individual_mode != IndividualMode.NONE and member.rated_on is None
    step = ("Rate alone", reverse("delivery_chain:sheet-alone", args=[review.pk]))
    return WorkItem(
        due_on=review.sheets_due_on,
        kind=KIND,
        title=f"Rate the stages: {review.short_title}",
        url=review.get_absolute_url(),
        detail=f"{member.group.name}, {review.body}",
        step_label=step[0] if alone else "Fill in the sheet",
        step_url=step[1] if alone else member.group.get_absolute_url(),
    )


def _steps(person: Person, on: date) -> list[WorkItem]:
    """The next step of each review that this person runs."""
    return [_step(review) for review in _run_by(person, on).select_related("outcome", "strategy", "body")]


def _step(review: Review) -> WorkItem:
    stands, step, page = STEPS[ReviewState(review.state)]
    return WorkItem(
        due_on=review.workshop_on if review.state in (ReviewState.SET_UP, ReviewState.COMPARING) else None,
        kind=KIND,
        title=f"{review.short_title}, round {review.round}",
        url=review.get_absolute_url(),
        detail=f"{stands}. {review.body}",
        step_label=step,
        step_url=reverse(f"delivery_chain:{page}", args=[review.pk]),
    )


def _next_rounds(person: Person, on: date) -> list[WorkItem]:
    """Closed reviews of one's own bodies whose next round is due."""
    return [
        WorkItem(
            due_on=review.next_round_on,
            kind=KIND,
            title=f"{review.short_title}: next round",
            url=review.get_absolute_url(),
            detail=f"Round {review.round} is closed. {review.body}",
            step_label="Set it up",
            step_url=reverse("delivery_chain:review-repeat", args=[review.pk]),
        )
        for review in _due_again(person, on).select_related("outcome", "strategy", "body")
    ]
