"""What a review tells people by e-mail. No letter holds a rating or a reason: mail is read by whoever gets it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from delivery_chain.models import GroupMember, Review, ReviewGroup
from delivery_chain.notice_kinds import CHAIN_REVIEWS, SHEETS
from partnerships.models import Action, Person
from partnerships.posting import tell

TAKES_PART = "You get this because you take part in this review."
LEADS = "You get this because you lead the group that made this review."


def ask_to_assess(review: Review) -> None:
    """Everybody who takes part: that their group's sheet waits for them."""
    by = f" Sheets are wanted by {_day(review.sheets_due_on)}." if review.sheets_due_on else ""
    for member in _people(review):
        tell(
            member.person,
            SHEETS,
            about=review,
            subject=f"Your group’s ratings are wanted: {review}",
            opening=f"The review of “{review.title}” is open, and you take part in {member.group.name}.{by}",
            paragraphs=["Until all groups are in, nobody sees what another group has written."],
            link_label="Fill in the sheet",
            path=f"{review.get_absolute_url()}assess/",
            why=TAKES_PART,
            key=f"ask-to-assess:{review.pk}:{member.person_id}",
        )


def tell_comparison_is_open(review: Review) -> None:
    """Everybody who takes part, and the facilitator: that all are in and the ratings can be compared."""
    people = {member.person for member in _people(review)} | {review.facilitator}
    for person in sorted(people, key=lambda one: one.pk):
        tell(
            person,
            SHEETS,
            about=review,
            subject=f"The comparison is open: {review}",
            opening=f"All groups’ ratings for “{review.title}” can be compared now.",
            link_label="See where the groups agree and differ",
            path=f"{review.get_absolute_url()}compare/",
            why=TAKES_PART,
            key=f"comparison-open:{review.pk}:{person.pk}",
        )


def tell_it_is_abandoned(review: Review) -> None:
    """Everybody who takes part: that nothing is wanted of them any more, and why."""
    for member in _people(review):
        tell(
            member.person,
            SHEETS,
            about=review,
            subject=f"Abandoned: {review}",
            opening=f"The review of “{review.title}” will not be finished, so no sheet is wanted any more.",
            paragraphs=[f"The reason given: {review.why_abandoned}", "What was rated stays sealed."],
            link_label="See the review",
            path=review.get_absolute_url(),
            why=TAKES_PART,
            key=f"abandoned:{review.pk}:{member.person_id}",
        )


def remind_of_sheet(group: ReviewGroup, person: Person, *, on: date) -> None:
    """One participant: that their group's sheet is still waited for."""
    due = group.review.sheets_due_on
    when = (
        ""
        if due is None
        else f" It was wanted by {_day(due)}."
        if due < on
        else f" It is wanted by {_day(due)}."
    )
    tell(
        person,
        SHEETS,
        about=group.review,
        subject=f"The sheet of {group.name} is still waited for",
        opening=f"The sheet of {group.name} for “{group.review.title}” has not been handed in.{when}",
        link_label="Fill in the sheet",
        path=f"{group.review.get_absolute_url()}assess/",
        why=TAKES_PART,
        key=f"remind-sheet:{group.pk}:{person.pk}:{on}",
    )


def tell_next_round(review: Review, person: Person) -> None:
    """One leader of a body: that the next round of a review is due."""
    tell(
        person,
        CHAIN_REVIEWS,
        about=review,
        subject=f"The next round is due: {review.title}",
        opening=(
            f"Round {review.round} of the review of “{review.title}” was closed on {_day(review.closed_on)}. "
            f"Its next round is due on {_day(review.next_round_on)}."
        ),
        link_label="Set it up",
        path=f"{review.get_absolute_url()}repeat/",
        why=LEADS,
        key=f"next-round:{review.pk}:{review.next_round_on}:{person.pk}",
    )


def tell_undone(action: Action, review: Review, *, month: date) -> None:
    """Whoever leads an action: that it is late, and which closed review it came from."""
    tell(
        action.lead,
        CHAIN_REVIEWS,
        about=action,
        subject=f"Late: {action.title}",
        opening=f"“{action.title}” was due on {_day(action.due_on)} and is not done.",
        paragraphs=[f"It came from the review of “{review.title}”, which is closed and counts on it."],
        link_label="Write how it goes, or say that it is done",
        path=action.get_absolute_url(),
        why="You get this once a month because you lead this action, until it is done or dropped.",
        key=f"undone:{action.pk}:{month}",
    )


def _people(review: Review) -> Iterable[GroupMember]:
    return GroupMember.objects.filter(review=review).select_related("person", "group").order_by("pk")


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "no day yet"
