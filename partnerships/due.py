"""What is due in the partnership on a day and has not been told: terms, series of meetings, papers, actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from django.db.models import Max

from dorset_lsp.common.references import Reference
from dorset_lsp.common.reminding import is_reminder_due, reminder_day
from partnerships.enums import LEADING_ROLES, ActionState, NoticeKind
from partnerships.models import Action, Body, Meeting, Membership, Notice, Person
from partnerships.people_on_duty import coordinators_on
from partnerships.series import following
from partnerships.structure import FLAGGED_DAYS, last_day

T = TypeVar("T")

SERIES_AHEAD: Final = timedelta(days=60)
"""So long before the next meeting of a body would fall it should be in the calendar."""
PAPERS_AHEAD: Final = timedelta(days=10)
"""So long before a meeting whoever presents an item is asked for papers."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom to tell of one thing with a view to one day."""

    about: Reference
    due_on: date
    people: tuple[Person, ...]


def terms_to_flag(on: date) -> list[tuple[Membership, Telling]]:
    """Seated terms whose last day is at most 90 days away, with the holder and the co-ordinators, if not told yet."""
    rows = Membership.objects.believed().held_on(on).seated().ending_within(FLAGGED_DAYS + 1, on)
    coordinators = list(coordinators_on(on))
    found = []
    for membership in rows.select_related("person", "body").order_by("to_on", "pk"):
        people = [membership.person, *coordinators] if membership.person.is_active else coordinators
        found.append(
            (membership, Telling(Reference.to(membership), _last(membership), tuple(dict.fromkeys(people))))
        )
    return _untold(NoticeKind.TERM_ENDS, found)


def series_to_continue(on: date) -> list[tuple[Body, Telling]]:
    """Bodies that meet at an interval, whose next meeting would fall within 60 days, and that have none ahead."""
    bodies = Body.objects.existing_on(on).filter(meetings_a_year__gt=0, meetings__isnull=False).distinct()
    lasts = dict(
        Meeting.objects.not_cancelled().order_by().values_list("body").annotate(last=Max("starts_at"))
    )
    found = []
    support = _leading(on)
    for body in bodies:
        last = lasts.get(body.pk)
        if last is None or not body.meetings_a_year:
            continue
        due_on = following(last.date(), body.meetings_a_year)
        if last.date() < due_on <= on + SERIES_AHEAD:
            found.append(
                (body, Telling(Reference.to(body), due_on, support[body.pk] or tuple(coordinators_on(on))))
            )
    return _untold(NoticeKind.SERIES_ENDS, found)


def papers_to_ask_for(on: date) -> list[tuple[Meeting, Telling]]:
    """Meetings at most ten days ahead, with whoever presents an item that has no paper yet, or runs the meeting."""
    rows = Meeting.objects.ahead().ending_on_or_after(on).select_related("body")
    near = [
        one
        for one in rows.prefetch_related("items__presenter", "items__papers")
        if on <= one.day <= on + PAPERS_AHEAD
    ]
    leading = _leading(on)
    found = []
    for meeting in near:
        presenters = [
            item.presenter
            for item in meeting.items.all()
            if item.presenter and item.presenter.is_active and not item.papers.all()
        ]
        people = tuple(dict.fromkeys([*presenters, *leading[meeting.body_id]]))
        found.append((meeting, Telling(Reference.to(meeting), meeting.day, people)))
    return _untold(NoticeKind.PAPERS_DUE, found)


def actions_to_remind_of(on: date) -> dict[Person, list[Action]]:
    """Open actions of each lead of which a day for a reminder has come since they last heard."""
    rows = Action.objects.filter(state=ActionState.OPEN, lead__is_active=True).select_related("lead", "body")
    heard = {
        (about_id, person): last
        for about_id, person, last in Notice.objects.filter(kind=NoticeKind.ACTION_DUE)
        .order_by()
        .values_list("about_id", "person")
        .annotate(last=Max("sent_on"))
    }
    found: dict[Person, list[Action]] = defaultdict(list)
    for action in rows.order_by("lead__name", "due_on"):
        last = heard.get((action.pk, action.lead_id), action.raised_on)
        if is_reminder_due(due_on=action.due_on, last_heard_on=last, on=on):
            found[action.lead].append(action)
    return dict(found)


def reminded_for(action: Action, on: date) -> date:
    """The day for a reminder that a notice of today answers."""
    return reminder_day(due_on=action.due_on, on=on) or on


def _untold(kind: NoticeKind, found: Sequence[tuple[T, Telling]]) -> list[tuple[T, Telling]]:
    """The same without those who have been told; a thing of which everybody was told is left out."""
    told = set(
        Notice.objects.filter(kind=kind, about_id__in=[telling.about.id for _, telling in found]).values_list(
            "about_id", "person", "due_on"
        )
    )
    left = []
    for thing, telling in found:
        people = tuple(
            one for one in telling.people if (telling.about.id, one.pk, telling.due_on) not in told
        )
        if people:
            left.append((thing, Telling(telling.about, telling.due_on, people)))
    return left


def _leading(on: date) -> dict[int, tuple[Person, ...]]:
    """Who acts for each body on a day and may sign in."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Membership.objects.believed().held_on(on).filter(role__in=LEADING_ROLES, person__is_active=True)
    for membership in rows.select_related("person").order_by("pk"):
        found[membership.body_id].append(membership.person)
    return defaultdict(tuple, {body: tuple(dict.fromkeys(people)) for body, people in found.items()})


def _last(membership: Membership) -> date:
    return last_day(membership) or membership.from_on
