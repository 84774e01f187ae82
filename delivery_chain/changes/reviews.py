"""Changes to a review as a whole: set up with its groups and people, opened, agreed, planned, closed, repeated."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from delivery_chain import emails
from delivery_chain.enums import REVIEW_MOVES, IndividualMode, ReviewState, Subject
from delivery_chain.models import AgreedRating, FrameworkVersion, GroupMember, Review, ReviewGroup
from delivery_chain.readiness import lacks_before_closing
from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Body, Outcome, Person, Strategy


@change
def set_up(
    *,
    version: FrameworkVersion,
    body: Body,
    facilitator: Person,
    outcome: Outcome | None = None,
    strategy: Strategy | None = None,
    assessor: str = "",
    why_now: str = "",
    individual_mode: str = IndividualMode.NONE,
    workshop_on: date | None = None,
    sheets_due_on: date | None = None,
    previous: Review | None = None,
    illustrative: str = "",
    by: Person,
    on: date,
) -> Review:
    """Set up a review of what the framework is about. Raises Refused when the subject does not suit the framework."""
    require(by, "delivery_chain.set_up_review", body)
    subject = version.framework.subject
    if (subject == Subject.OUTCOME) != (outcome is not None):
        raise Refused(f"{version.framework} assesses {_a(subject)}. Choose {_a(subject)} for it.")
    review = Review.objects.create(
        version=version, subject=subject, outcome=outcome, strategy=strategy, body=body, assessor=assessor,
        round=previous.round + 1 if previous else 1, previous=previous, facilitator=facilitator, why_now=why_now,
        individual_mode=individual_mode, workshop_on=workshop_on, sheets_due_on=sheets_due_on, set_up_on=on,
        set_up_by=by, illustrative=illustrative,
    )  # fmt: skip
    record("review.set_up", review, by=by, on=on, difference={"facilitator": (None, facilitator)})
    return review


@change
def repeat(
    *,
    review: Review,
    version: FrameworkVersion,
    facilitator: Person,
    workshop_on: date | None = None,
    sheets_due_on: date | None = None,
    why_now: str = "",
    individual_mode: str = IndividualMode.NONE,
    illustrative: str = "",
    by: Person,
    on: date,
) -> Review:
    """Set up the next round of a closed review, with the same groups and people. Raises Refused when there is one."""
    require(by, "delivery_chain.repeat_review", review)
    if review.followers.not_abandoned().exists():
        raise Refused("The next round of this review has been set up already.")
    again = Review.objects.create(
        version=version, subject=review.subject, outcome=review.outcome, strategy=review.strategy, body=review.body,
        assessor=review.assessor, round=review.round + 1, previous=review, facilitator=facilitator, why_now=why_now,
        individual_mode=individual_mode, workshop_on=workshop_on, sheets_due_on=sheets_due_on, set_up_on=on,
        set_up_by=by, illustrative=illustrative,
    )  # fmt: skip
    for group in review.groups.prefetch_related("members"):
        copy = ReviewGroup.objects.create(review=again, number=group.number, name=group.name)
        GroupMember.objects.bulk_create(
            GroupMember(review=again, group=copy, person_id=member.person_id)
            for member in group.members.all()
        )
    record("review.repeat", again, by=by, on=on, difference={"round": (review.round, again.round)})
    return again


@change
def alter(*, review: Review, values: dict[str, object], by: Actor, on: date) -> None:
    """Change who facilitates, the dates, why now, or how individuals rate, before the review is opened."""
    require(by, "delivery_chain.alter_review", review)
    difference = save_fields(review, values)
    if difference:
        record("review.alter", review, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def put_group(
    *, review: Review, number: int, name: str, people: Collection[Person], by: Actor, on: date
) -> ReviewGroup:
    """Add a group with its people, or change one. Raises Refused for a name twice, or for somebody in two groups."""
    require(by, "delivery_chain.alter_review", review)
    others = review.groups.exclude(number=number)
    if others.filter(name=name).exists():
        raise Refused(f"There is a group of the name {name} already.")
    twice = (
        GroupMember.objects.filter(group__in=others, person__in=people)
        .select_related("person", "group")
        .first()
    )
    if twice is not None:
        raise Refused(f"{twice.person} takes part in {twice.group.name} already.")
    group, is_new = ReviewGroup.objects.get_or_create(review=review, number=number, defaults={"name": name})
    difference: dict[str, tuple[object, object]] = (
        {"name": (None, name)} if is_new else save_fields(group, {"name": name})
    )
    before = {member.person_id: member for member in group.members.select_related("person")}
    wanted = {person.pk: person for person in people}
    for gone in before.keys() - wanted.keys():
        difference[f"{before[gone].person}"] = ("takes part", None)
        before[gone].delete()
    for new in wanted.keys() - before.keys():
        difference[f"{wanted[new]}"] = (None, "takes part")
        GroupMember.objects.create(review=review, group=group, person=wanted[new])
    if difference:
        record("review_group.put", group, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return group


@change
def remove_group(*, group: ReviewGroup, by: Actor, on: date) -> None:
    """Take a group with its people out of a review that has not been opened."""
    require(by, "delivery_chain.alter_review", group.review)
    record("review_group.remove", group, by=by, on=on, difference={"name": (group.name, None)})
    group.members.all().delete()
    group.delete()


@change
def open_(*, review: Review, by: Actor, on: date) -> None:
    """Let the groups begin. Raises Refused with too few groups, or with one that nobody is in."""
    require(by, "delivery_chain.run_review", review)
    groups = list(review.groups.prefetch_related("members"))
    if review.state == ReviewState.SET_UP:
        if len(groups) < review.least_groups:
            raise Refused(
                "One group is needed before it can begin."
                if review.least_groups == 1
                else "Two groups or more are needed before it can begin, so that their ratings can be compared."
            )
        empty = next((group for group in groups if not group.members.all()), None)
        if empty is not None:
            raise Refused(f"Nobody takes part in {empty.name} yet.")
    if states.move(review, "open", REVIEW_MOVES, by=by, on=on, opened_on=on):
        emails.ask_to_assess(review)


@change
def agree(*, review: Review, by: Actor, on: date) -> None:
    """Say that the agreed ratings stand: the partnership sees them from now on. Raises Refused while one is wanting."""
    require(by, "delivery_chain.run_review", review)
    if review.state == ReviewState.COMPARING:
        agreed = AgreedRating.objects.filter(review=review).values("stage")
        wanting = review.version.stages.exclude(pk__in=agreed)
        if wanting:
            names = ", ".join(str(stage) for stage in wanting)
            raise Refused(f"Nothing has been agreed yet on {names}.")
    states.move(review, "agree", REVIEW_MOVES, by=by, on=on, agreed_on=on)


@change
def plan(*, review: Review, by: Actor, on: date) -> None:
    """Go on to maps and actions."""
    require(by, "delivery_chain.run_review", review)
    states.move(review, "plan", REVIEW_MOVES, by=by, on=on)


@change
def close(*, review: Review, next_round_on: date, by: Actor, on: date) -> None:
    """Close a review and set the day of its next round. Raises Refused, saying which stages lack what."""
    require(by, "delivery_chain.run_review", review)
    if next_round_on <= on:
        raise Refused("The next round is on a day to come.")
    if review.state == ReviewState.PLANNING:
        lacks = lacks_before_closing(review)
        if lacks:
            raise Refused(f"It cannot close yet. {' '.join(one.sentence for one in lacks)}")
    states.move(
        review, "close", REVIEW_MOVES, by=by, on=on, difference={"next round": (None, next_round_on)},
        closed_on=on, next_round_on=next_round_on,
    )  # fmt: skip


@change
def abandon(*, review: Review, why: str, by: Actor, on: date) -> None:
    """Give up a review that will not be finished. What its groups rated stays sealed; whoever takes part is told.

    Raises Refused without a reason, and once its ratings are agreed: those stand.
    """
    require(by, "delivery_chain.abandon_review", review)
    if not why.strip():
        raise Refused("Say why it is abandoned.")
    had_begun = review.state != ReviewState.SET_UP
    if (
        states.move(
            review, "abandon", REVIEW_MOVES, by=by, on=on, why=why, abandoned_on=on, why_abandoned=why.strip()
        )
        and had_begun
    ):
        emails.tell_it_is_abandoned(review)


def _a(subject: str) -> str:
    return f"an {subject}" if subject[0] in "aeiou" else f"the {subject}"
