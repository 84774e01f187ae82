"""Changes to the agenda of a meeting: items put on it, brought forward, altered, moved, taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max

from dorset_lsp.common.changes import (
    Actor,
    Refused,
    change,
    nothing_to_change,
    record,
    require,
    save_fields,
)
from dorset_lsp.common.references import Reference
from partnerships.enums import ItemKind
from partnerships.item_titles import item_title
from partnerships.models import AgendaItem, Meeting, Person

CLOSING: Final = 90
"""Standing items from this position on close an agenda, as any other business does; what is added stands before them."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Something brought forward to a meeting: its words, whole, and the record that it is about."""

    title: str
    text: str
    kind: str
    about: Reference


@change
def add(
    *,
    meeting: Meeting,
    title: str,
    kind: str = ItemKind.DISCUSS,
    text: str = "",
    presenter: Person | None = None,
    about: Reference | None = None,
    position: int | None = None,
    by: Actor,
    on: date,
) -> AgendaItem:
    """Put an item at the end of the agenda, or at a position. A record that stands on it already stays once.

    A title that is too long for an item is cut here, so that nobody who words one has to think of it.

    Raises Refused once the meeting's minutes are agreed, or when it is cancelled.
    """
    require(by, "partnerships.run_meeting", meeting)
    _refuse_unless_open(meeting)
    if about is not None:
        Meeting.objects.select_for_update().get(pk=meeting.pk)  # the second of two who ask at once waits here
        there = meeting.items.filter(about_kind=about.kind, about_id=about.id).first()
        if there is not None:
            nothing_to_change()
            return there
    item = AgendaItem.objects.create(
        meeting=meeting, title=item_title(title), kind=kind, text=text, presenter=presenter,
        position=_end_of(meeting) if position is None else position,
        about_kind=about.kind if about else "", about_id=about.id if about else None,
    )  # fmt: skip
    record("agenda.add", meeting, by=by, on=on, difference={"item": (None, item.title)})
    return item


@change
def bring_forward(*, meeting: Meeting, things: Sequence[Brought], by: Actor, on: date) -> int:
    """Put several things on the agenda, each once. Returns how many are new. Raises Refused without any."""
    require(by, "partnerships.run_meeting", meeting)
    if not things:
        raise Refused("Choose at least one thing to bring forward.")
    before = meeting.items.count()
    for thing in things:
        add(
            meeting=meeting, title=thing.title, kind=thing.kind, text=thing.text, about=thing.about, by=by, on=on
        )  # fmt: skip
    return meeting.items.count() - before


@change
def alter(
    *, item: AgendaItem, title: str, kind: str, text: str, presenter: Person | None, by: Actor, on: date
) -> None:
    """Change what an item says. Raises Refused once the minutes are agreed."""
    require(by, "partnerships.run_meeting", item.meeting)
    _refuse_unless_open(item.meeting)
    values = {"title": title, "kind": kind, "text": text, "presenter": presenter}
    difference = save_fields(item, values)
    if difference:
        record("agenda.alter", item.meeting, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def move(*, item: AgendaItem, up: bool, by: Actor, on: date) -> None:
    """Change an item's place with the one before it, or after it. At the end of the agenda nothing happens."""
    require(by, "partnerships.run_meeting", item.meeting)
    _refuse_unless_open(item.meeting)
    items = list(Meeting.objects.select_for_update().get(pk=item.meeting_id).items.all())
    here = next(place for place, one in enumerate(items) if one.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(items):
        nothing_to_change()
        return
    positions = [one.position for one in items]
    if len(set(positions)) < len(positions):
        positions = list(range(1, len(items) + 1))
    items[here], items[there] = items[there], items[here]
    for position, one in zip(positions, items, strict=True):
        save_fields(one, {"position": position})
    record("agenda.move", item.meeting, by=by, on=on, difference={"item": (None, item.title)})


@change
def remove(*, item: AgendaItem, by: Actor, on: date) -> None:
    """Take an item off the agenda of a meeting that is ahead. Raises Refused when papers hang on it."""
    require(by, "partnerships.run_meeting", item.meeting)
    if not item.meeting.is_ahead:
        raise Refused("The meeting has been held, so its agenda stays as it was.")
    if item.papers.exists():
        raise Refused("Papers belong to this item, so it stays on the agenda.")
    record("agenda.remove", item.meeting, by=by, on=on, difference={"item": (item.title, None)})
    item.delete()


def _end_of(meeting: Meeting) -> int:
    """After what is there, and before what closes every agenda."""
    last = meeting.items.filter(position__lt=CLOSING).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _refuse_unless_open(meeting: Meeting) -> None:
    if meeting.is_settled:
        raise Refused("The minutes of this meeting are agreed, so nothing of it changes.")
    if meeting.cancel_reason:
        raise Refused("This meeting is cancelled, so it has no agenda any more.")
