"""What waits for somebody in the partnership: actions, proposals, meetings, terms about to end, money, risks, findings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from dorset_lsp.common.days import in_full, in_year
from dorset_lsp.common.work import WorkItem
from partnerships import waiting
from partnerships.enums import ActionState, MeetingState
from partnerships.models import Action, Meeting, Membership, Paper, Person
from partnerships.querysets import MeetingQuerySet
from partnerships.structure import FLAGGED_DAYS, last_day

MINUTES_WITHIN: Final = timedelta(days=14)
"""So soon after a meeting its minutes should be there."""

PAPERS_AHEAD: Final = timedelta(days=10)
"""So long before a meeting its papers are there to be read, or are wanted."""

STEPS: Final = {
    MeetingState.SCHEDULED: ("Record who came", "Record the meeting"),
    MeetingState.HELD: ("Draft the minutes", "Write the minutes"),
    MeetingState.DRAFTED: ("Have the minutes agreed", "See the minutes"),
}
"""What is to be done with a meeting whose day has come, by its state; and the button for it."""


def work_items(person: Person, on: date) -> list[WorkItem]:
    """Everything that waits for this person, in no order. A fixed number of queries."""
    return [
        *_actions_led(person),
        *_actions_proposed(person, on),
        *_meetings_to_record(person, on),
        *_papers_to_read(person, on),
        *_papers_to_bring(person, on),
        *_terms(person, on),
        *waiting.risks_to_review(person, on),
        *waiting.money_to_decide(person, on),
        *waiting.projects_to_see_to(person, on),
        *waiting.findings_to_take(person, on),
    ]


def work_rows(person: Person, on: date) -> list[QuerySet]:
    """The records behind these items, one for each item, so that they can be counted in one question."""
    return [
        _led(person),
        _proposed(person, on),
        _to_record(person, on),
        _with_papers(person, on),
        _without_papers(person, on),
        _ending(person, on),
        *waiting.rows(person, on),
    ]


def _led(person: Person) -> QuerySet:
    return Action.objects.filter(lead=person, state=ActionState.OPEN)


def _proposed(person: Person, on: date) -> QuerySet:
    """Proposed to a group that this person leads: to be taken on or dropped."""
    return Action.objects.filter(state=ActionState.PROPOSED, body__in=person.standing(on).led_body_ids)


def _to_record(person: Person, on: date) -> QuerySet:
    """Meetings of bodies that this person leads: past ones not recorded, and minutes not yet drafted or agreed."""
    rows = Meeting.objects.filter(body__in=person.standing(on).led_body_ids, starts_at__date__lte=on)
    return rows.exclude(state__in=[MeetingState.CANCELLED, MeetingState.AGREED])


def _soon(bodies: Iterable[int], on: date) -> MeetingQuerySet:
    """Meetings of some bodies that are near, each with whether it has papers."""
    papers = Paper.objects.current().filter(meeting=OuterRef("pk"))
    days = {"starts_at__date__gt": on, "starts_at__date__lte": on + PAPERS_AHEAD}
    rows: MeetingQuerySet = Meeting.objects.ahead().filter(body__in=bodies, **days)
    return rows.annotate(has_papers=Exists(papers))


def _with_papers(person: Person, on: date) -> QuerySet:
    return _soon(person.standing(on).body_ids, on).filter(has_papers=True)


def _without_papers(person: Person, on: date) -> QuerySet:
    return _soon(person.standing(on).led_body_ids, on).filter(has_papers=False)


def _ending(person: Person, on: date) -> QuerySet:
    """One's own terms about to end; every one for the co-ordinator, who fills the seat."""
    rows = Membership.objects.believed().held_on(on).seated().ending_within(FLAGGED_DAYS + 1, on)
    return rows if person.standing(on).is_coordinator else rows.filter(person=person)


def _actions_led(person: Person) -> list[WorkItem]:
    return [
        WorkItem(
            due_on=action.due_on,
            kind="Action",
            title=action.title,
            url=action.get_absolute_url(),
            detail=_from_where(action),
            step_label="Write progress",
            step_url=reverse("partnerships:action-note", args=[action.pk]),
        )
        for action in _led(person).select_related("body", "outcome")
    ]


def _actions_proposed(person: Person, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            due_on=action.due_on,
            kind="Proposal",
            title=action.title,
            url=action.get_absolute_url(),
            detail=f"Proposed by {action.raised_by}, {in_year(action.raised_on)}. {_from_where(action)}",
            step_label="Take on or drop",
            step_url=action.get_absolute_url(),
        )
        for action in _proposed(person, on).select_related("body", "outcome", "raised_by")
    ]


def _meetings_to_record(person: Person, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            due_on=meeting.day + MINUTES_WITHIN,
            kind="Minutes",
            title=f"{STEPS[MeetingState(meeting.state)][0]}: {meeting}",
            url=meeting.get_absolute_url(),
            detail=str(meeting.body),
            step_label=STEPS[MeetingState(meeting.state)][1],
            step_url=meeting.get_absolute_url(),
        )
        for meeting in _to_record(person, on).select_related("body")
    ]


def _papers_to_read(person: Person, on: date) -> list[WorkItem]:
    """Of meetings of one's own bodies: they are read by the day."""
    return [
        WorkItem(
            due_on=meeting.day,
            kind="Paper",
            title=f"Papers for {meeting}",
            url=meeting.get_absolute_url(),
            detail=meeting.place or str(meeting.body),
            step_label="Read the papers",
            step_url=meeting.get_absolute_url(),
        )
        for meeting in _with_papers(person, on).select_related("body")
    ]


def _papers_to_bring(person: Person, on: date) -> list[WorkItem]:
    """For whoever leads the body: a meeting is near and nobody has anything to read."""
    return [
        WorkItem(
            due_on=meeting.day,
            kind="Paper",
            title=f"No papers yet for {meeting}",
            url=meeting.get_absolute_url(),
            detail=meeting.place or str(meeting.body),
            step_label="Add a paper",
            step_url=reverse("partnerships:paper-add", args=[meeting.pk]),
        )
        for meeting in _without_papers(person, on).select_related("body")
    ]


def _terms(person: Person, on: date) -> list[WorkItem]:
    is_coordinator = person.standing(on).is_coordinator
    return [
        WorkItem(
            due_on=ends_on,
            kind="Seat",
            title=_which_seat(membership, person),
            url=membership.body.get_absolute_url(),
            detail=f"{membership.get_role_display().capitalize()}; term ends {in_full(ends_on)}",
            step_label="Renew or name a successor" if is_coordinator else "See the group",
            step_url=reverse("partnerships:membership-appoint", args=[membership.body.slug])
            if is_coordinator
            else membership.body.get_absolute_url(),
        )
        for membership in _ending(person, on).select_related("body", "person")
        if (ends_on := last_day(membership))
    ]


def _which_seat(membership: Membership, person: Person) -> str:
    """One's own without a name, so that it reads rightly for whoever looks at it."""
    if membership.person_id == person.pk:
        return f"Seat on {membership.body} ends"
    return f"{membership.person}’s seat on {membership.body} ends"


def _from_where(action: Action) -> str:
    return f"{action.body}: {action.outcome.short_title}" if action.outcome else str(action.body)
