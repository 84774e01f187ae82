"""Changes to when and where a body meets: scheduled, moved, cancelled, and everybody told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from dorset_lsp.common import states
from dorset_lsp.common.changes import (
    Actor,
    Refused,
    change,
    nothing_to_change,
    record,
    require,
)
from dorset_lsp.common.days import in_full
from partnerships import emails
from partnerships.enums import MEETING_MOVES, MeetingState
from partnerships.models import AgendaItem, Body, Invitation, Meeting, Person, StandingItem
from partnerships.people_on_duty import members_at
from partnerships.querysets import PersonQuerySet


@change
def schedule(
    *,
    body: Body,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    title: str = "",
    calendar_id: UUID | None = None,
    is_illustrative: bool = False,
    by: Actor,
    on: date,
) -> Meeting:
    """Schedule a meeting; its agenda begins with the standing items of such a body. The same meeting twice is one.

    Raises Refused when it would end before it begins, or the body does not exist on that day.
    """
    require(by, "partnerships.schedule_meeting", body)
    if ends_at <= starts_at:
        raise Refused("A meeting cannot end before it has begun.")
    same = body.meetings.not_cancelled().filter(starts_at=starts_at).first()
    if same is not None:
        nothing_to_change()
        return same
    meeting = Meeting(
        body=body, starts_at=starts_at, ends_at=ends_at, place=place, title=title,
        is_illustrative=is_illustrative, calendar_id=calendar_id or uuid4(),
    )  # fmt: skip
    if meeting.day < body.from_on or (body.to_on is not None and meeting.day >= body.to_on):
        raise Refused(f"{body} does not exist on {in_full(meeting.day)}.")
    meeting.save()
    for line in StandingItem.objects.filter(body_kind=body.kind):
        AgendaItem.objects.create(
            meeting=meeting, position=line.position, kind=line.kind, title=line.title, text=line.text
        )
    record(
        "meeting.schedule", meeting, by=by, on=on,
        difference={"begins": (None, _shown(starts_at)), "place": (None, place)},
    )  # fmt: skip
    return meeting


@change
def schedule_series(
    *, body: Body, times: Sequence[tuple[datetime, datetime]], place: str = "", by: Actor, on: date
) -> list[Meeting]:
    """Schedule several meetings at once, all or none. Days on which the body meets already are left as they are."""
    require(by, "partnerships.schedule_meeting", body)
    if not times:
        raise Refused("There is no day on which this series would meet.")
    return [
        schedule(body=body, starts_at=starts_at, ends_at=ends_at, place=place, by=by, on=on)
        for starts_at, ends_at in times
    ]


@change
def alter(
    *,
    meeting: Meeting,
    revision: int,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    title: str,
    by: Actor,
    on: date,
) -> None:
    """Move a meeting that is still ahead, and tell everybody who was invited. ``revision`` is the one that was seen.

    Raises SomebodyWasFaster when it was moved, held or cancelled meanwhile.
    """
    require(by, "partnerships.run_meeting", meeting)
    if ends_at <= starts_at:
        raise Refused("A meeting cannot end before it has begun.")
    values: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "place": place, "title": title}
    before = {name: getattr(meeting, name) for name in values}
    if before == values and meeting.is_ahead:
        nothing_to_change()
        return
    _refuse_a_clash(meeting, starts_at)
    states.move(
        meeting, "alter", MEETING_MOVES, by=by, on=on, expecting={"revision": revision}, revision=revision + 1,
        difference={
            name: (_shown(before[name]), _shown(value)) for name, value in values.items() if before[name] != value
        },
        **values,
    )  # fmt: skip
    _tell(meeting, _invited(meeting), on)


@change
def cancel(*, meeting: Meeting, reason: str, by: Actor, on: date) -> None:
    """Call a meeting off, with the reason, and tell everybody who was invited. Raises Refused without a reason."""
    require(by, "partnerships.run_meeting", meeting)
    if not reason.strip():
        raise Refused("Say why the meeting is cancelled.")
    has_moved = states.move(
        meeting, "cancel", MEETING_MOVES, by=by, on=on, why=reason, cancel_reason=reason,
        revision=meeting.revision + 1,
    )  # fmt: skip
    if has_moved:
        _tell(meeting, _invited(meeting), on)


@change
def invite(*, meeting: Meeting, by: Actor, on: date) -> int:
    """Send the invitation, as it stands now, to everybody of the body who has not had it. Returns how many.

    Raises Refused for a meeting that is not ahead.
    """
    require(by, "partnerships.run_meeting", meeting)
    if not meeting.is_ahead:
        raise Refused(f"{meeting} is {meeting.get_state_display().lower()}, so nobody is invited to it.")
    told = _tell(meeting, members_at(meeting), on)
    if told:
        record("meeting.invite", meeting, by=by, on=on, difference={"invited": (None, told)})
    else:
        nothing_to_change()
    return told


def _tell(meeting: Meeting, people: PersonQuerySet, on: date) -> int:
    """Tell each person of the meeting's present revision, once. Returns how many were told."""
    told = meeting.invitations.filter(revision=meeting.revision).values("person")
    receivers = list(people.exclude(pk__in=told))
    is_cancellation = meeting.state == MeetingState.CANCELLED
    for person in receivers:
        invitation = Invitation.objects.create(
            meeting=meeting, person=person, revision=meeting.revision, is_cancellation=is_cancellation, sent_on=on
        )  # fmt: skip
        emails.tell_of_meeting(invitation)
    return len(receivers)


def _invited(meeting: Meeting) -> PersonQuerySet:
    """Who has been told of the meeting before, and may still sign in."""
    return Person.objects.filter(is_active=True, pk__in=meeting.invitations.values("person"))


def _refuse_a_clash(meeting: Meeting, starts_at: datetime) -> None:
    others = meeting.body.meetings.not_cancelled().filter(starts_at=starts_at).exclude(pk=meeting.pk)
    if others.exists():
        raise Refused(f"{meeting.body} meets at that time already.")


def _shown(value: object) -> object:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
