"""What could be brought forward to a meeting, across the apps: undone actions of the body, and exceptions it answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.days import in_full
from dorset_lsp.common.references import Reference
from partnerships.changes.agendas import Brought
from partnerships.enums import BodyKind, ItemKind
from partnerships.models import Action, Meeting, Person
from performance.attention import Attention
from performance.models import Edition

LOOKS_AT_ALL: Final = (BodyKind.BOARD, BodyKind.DELIVERY_GROUP)
"""These bodies look at the exceptions of every outcome; any other at those of the outcomes it owns."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that could be brought forward, and whether it stands on the agenda already."""

    thing: Brought
    why: str
    is_there: bool

    @property
    def value(self) -> str:
        """How a form names it."""
        return str(self.thing.about)


def offers(meeting: Meeting, viewer: Person, on: date) -> list[tuple[str, list[Offer]]]:
    """What could be brought forward, under its head. A fixed number of queries."""
    there = {item.about for item in meeting.items.all() if item.about is not None}
    found = [
        ("Actions not yet done", [_of_action(action, on, there) for action in _undone(meeting, viewer, on)]),
        ("Off target, late or getting worse", _of_exceptions(meeting, viewer, there)),
    ]
    return [(head, under) for head, under in found if under]


def chosen(meeting: Meeting, values: list[str], viewer: Person, on: date) -> list[Brought]:
    """The things that a form named. Raises Refused for one that is not offered, or not any more."""
    offered = {one.value: one.thing for _, under in offers(meeting, viewer, on) for one in under}
    if not set(values) <= set(offered):
        raise Refused("One of these is no longer there to be brought forward. Look again.")
    return [offered[value] for value in values]


def _undone(meeting: Meeting, viewer: Person, on: date) -> list[Action]:
    """Live actions that the body follows and that are due by the meeting."""
    rows = Action.objects.visible_to(viewer, on).live()
    return list(rows.filter(body=meeting.body_id, due_on__lte=meeting.day).select_related("lead"))


def _of_action(action: Action, on: date, there: set[Reference]) -> Offer:
    about = Reference.to(action)
    late = action.is_overdue(on)
    text = f"{action.lead} leads it. It {'was' if late else 'is'} due on {in_full(action.due_on)}."
    thing = Brought(f"Action: {action.title}", text, ItemKind.NOTE, about)
    return Offer(thing, text, about in there)


def _of_exceptions(meeting: Meeting, viewer: Person, there: set[Reference]) -> list[Offer]:
    edition = Edition.objects.visible_to(viewer).latest().first()
    if edition is None:
        return []
    found = []
    for one in Attention(edition).exceptions:
        result = one.result
        if meeting.body.kind not in LOOKS_AT_ALL and result.outcome.body_id != meeting.body_id:
            continue
        about = Reference.to(result)
        thing = Brought(f"{result.code} {result.title}", result.sentence, ItemKind.DISCUSS, about)
        found.append(Offer(thing, result.sentence, about in there))
    return found
