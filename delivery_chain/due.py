"""What is due on a day in delivery chains: who is to be reminded of a sheet, which round is due, which action is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Max, Q

from delivery_chain.enums import GroupState, ReviewState
from delivery_chain.models import (
    GroupMember,
    LinkAction,
    NextRoundNotice,
    Review,
    ReviewGroup,
    StageAction,
    UndoneNotice,
)
from delivery_chain.querysets import ReviewQuerySet
from dorset_lsp.common.reminding import is_reminder_due
from partnerships.enums import LEADING_ROLES
from partnerships.models import Action, Person
from partnerships.querysets import PersonQuerySet


def sheets_to_remind_of(on: date) -> Iterator[tuple[ReviewGroup, Person]]:
    """Everybody in a group that is waited for, when a day for a reminder has come since they last heard of it.

    The days are those for figures: 14 and 3 days before the sheet is wanted, on the day, and each week after.
    """
    members = GroupMember.objects.filter(
        review__state=ReviewState.ASSESSING, group__state=GroupState.WAITING, review__sheets_due_on__isnull=False,
        person__is_active=True,
    )  # fmt: skip
    rows = members.annotate(
        last_sent=Max("group__reminders__sent_on", filter=Q(group__reminders__person=F("person")))
    )
    for member in rows.select_related("person", "group__review__outcome", "group__review__strategy"):
        review = member.group.review
        heard = max(day for day in (member.last_sent, review.opened_on or review.set_up_on) if day)
        wanted_by = review.sheets_due_on
        if wanted_by and is_reminder_due(due_on=wanted_by, last_heard_on=heard, on=on):
            yield member.group, member.person


def next_rounds(on: date) -> ReviewQuerySet:
    """Closed reviews whose next round is due, of which nobody has been told yet."""
    told = NextRoundNotice.objects.values("review")
    rows: ReviewQuerySet = Review.objects.due_again(on).exclude(pk__in=told)
    return rows.with_names().order_by("next_round_on", "pk")


def leaders_of(review: Review, on: date) -> PersonQuerySet:
    """Chair, vice chair and support of the body that made a review, who may sign in."""
    duties = review.body.memberships.believed().held_on(on).filter(role__in=LEADING_ROLES)
    return Person.objects.filter(is_active=True, memberships__in=duties).distinct().order_by("pk")


def undone_actions(on: date) -> list[tuple[Action, Review]]:
    """Late actions that came of closed reviews, of which their leads have not been told this month."""
    told = UndoneNotice.objects.filter(month_from=month_of(on)).values("action")
    closed = Q(from_stage__rating__review__state=ReviewState.CLOSED) | Q(
        from_link__link__map__review__state=ReviewState.CLOSED
    )
    rows = Action.objects.overdue(on).filter(closed, lead__is_active=True).exclude(pk__in=told)
    found = rows.select_related(
        "lead",
        "from_stage__rating__review__outcome",
        "from_stage__rating__review__strategy",
        "from_link__link__map__review__outcome",
        "from_link__link__map__review__strategy",
    )
    return [(action, review_of(action)) for action in found.order_by("due_on", "pk")]


def review_of(action: Action) -> Review:
    """The review that an action came from, by its stage or by a link of its map."""
    stage: StageAction | None = getattr(action, "from_stage", None)
    if stage is not None:
        return stage.rating.review
    link: LinkAction = action.from_link
    return link.link.map.review


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)
