"""Changes that the timetable makes: people told of terms, series, papers and actions. Each once, by a unique row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from dorset_lsp.common.references import Reference
from partnerships import emails
from partnerships.due import Telling, reminded_for
from partnerships.enums import NoticeKind
from partnerships.models import Action, Body, Meeting, Membership, Notice, Person


@change
def tell_of_term(*, membership: Membership, telling: Telling, by: Actor, on: date) -> None:
    """Tell the holder and the co-ordinators that a term is about to end."""
    require(by, "partnerships.appoint", membership.body)
    for person in _note(NoticeKind.TERM_ENDS, membership, telling, by, on):
        emails.tell_of_term(person, membership, on=on)


@change
def tell_of_series(*, body: Body, telling: Telling, by: Actor, on: date) -> None:
    """Tell whoever acts for a body that no further meeting of it is in the calendar."""
    require(by, "partnerships.schedule_meeting", body)
    for person in _note(NoticeKind.SERIES_ENDS, body, telling, by, on):
        emails.tell_of_series(person, body, due_on=telling.due_on)


@change
def ask_for_papers(*, meeting: Meeting, telling: Telling, by: Actor, on: date) -> None:
    """Ask whoever presents an item, and whoever runs the meeting, for its papers."""
    require(by, "partnerships.run_meeting", meeting)
    for person in _note(NoticeKind.PAPERS_DUE, meeting, telling, by, on):
        emails.ask_for_papers(person, meeting)


@change
def remind_of_actions(*, person: Person, actions: Sequence[Action], by: Actor, on: date) -> None:
    """Remind one person in one message of the actions that they lead. Those of which they heard today are left out."""
    fresh = []
    for action in actions:
        require(by, "partnerships.edit_action", action)
        about = Reference.to(action)
        _, is_new = Notice.objects.get_or_create(
            kind=NoticeKind.ACTION_DUE, about_kind=about.kind, about_id=about.id, person=person,
            due_on=reminded_for(action, on), defaults={"sent_on": on},
        )  # fmt: skip
        if is_new:
            fresh.append(action)
            record("action.remind", action, by=by, on=on, difference={"reminded": (None, person.name)})
    if fresh:
        emails.remind_of_actions(person, fresh, on=on)
    else:
        nothing_to_change()


def _note(kind: NoticeKind, target: models.Model, telling: Telling, by: Actor, on: date) -> list[Person]:
    """Note for each person that they are told; those whose row is there already are left out."""
    told = []
    for person in telling.people:
        _, is_new = Notice.objects.get_or_create(
            kind=kind, about_kind=telling.about.kind, about_id=telling.about.id, person=person, due_on=telling.due_on,
            defaults={"sent_on": on},
        )  # fmt: skip
        if is_new:
            told.append(person)
    if told:
        names = ", ".join(person.name for person in told)
        record(f"notice.{kind.value}", target, by=by, on=on, difference={"told": (None, names)})
    else:
        nothing_to_change()
    return told
