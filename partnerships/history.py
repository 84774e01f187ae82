"""What has happened to one record, in words: its audit events, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import models

from dorset_lsp.common.days import in_full
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.shortening import shortened
from dorset_lsp.common.templatetags.components import TimelineEvent

WORDS: Final = {
    "action.propose": "Proposed",
    "action.agree": "Taken on",
    "action.alter": "Changed",
    "action.note": "Progress noted",
    "action.complete": "Done",
    "action.drop": "Dropped",
    "action.reopen": "Opened again",
    "risk.raise": "Raised",
    "risk.alter": "Changed",
    "risk.assess": "Judged anew",
    "risk.close": "Closed",
    "risk.reopen": "Opened again",
    "stream.open": "Entered",
    "fundingstream.add": "Entered",
    "fundingstream.change": "Changed",
    "project.begin": "Drafted",
    "project.alter": "Changed",
    "project.apply": "Applied for",
    "project.offer": "Offered",
    "project.refuse": "Refused",
    "project.accept": "Offer accepted",
    "project.withdraw": "Given up",
    "project.extend": "Given more time",
    "project.finish": "Finished, and what it brought reported",
    "finding.raise": "Brought to the bridging group",
    "finding.alter": "Corrected",
    "finding.consider": "Considered",
    "finding.adopt": "Adopted",
    "finding.decline": "Declined",
    "finding.answer": "The community was answered",
    "practice.write": "Shared",
    "practice.alter": "Corrected",
    "practice.copy": "Copied",
    "benefit.add": "Entered",
    "benefit.change": "Changed",
    "benefit.begin": "Work has begun",
    "benefit.note": "Progress noted",
    "benefit.achieve": "Achieved",
    "benefit.drop": "Dropped",
    "benefit.resume": "Taken up again",
    "action.remind": "Reminded",
    "meeting.schedule": "Scheduled",
    "meeting.alter": "Changed",
    "meeting.cancel": "Cancelled",
    "meeting.invite": "Invitations sent",
    "meeting.hold": "Held",
    "meeting.note_attendance": "Attendance put right",
    "meeting.write_minutes": "Minutes written",
    "meeting.draft": "Minutes drafted",
    "meeting.take_back": "Minutes taken back",
    "meeting.agree": "Minutes agreed",
    "agenda.add": "On the agenda",
    "agenda.alter": "Item changed",
    "agenda.move": "Order changed",
    "agenda.remove": "Off the agenda",
}
FIELDS: Final = {
    "due": "due date",
    "due_on": "due date",
    "description": "what will be done",
    "title": "title",
    "lead": "lead",
    "organisation": "organisation",
    "claim_by_on": "last day for a claim",
    "report_due_on": "report due",
    "review_on": "next review",
    "cost_pence": "cost",
    "asked_pence": "asked for",
    "own_pence": "brought by others",
    "amount_pence": "amount",
    "heard_on": "said on",
    "from_whom": "from whom",
    "starts_at": "begins",
    "ends_at": "ends",
}
NOT_TOLD: Final = frozenset({"state", "note", "answer", "answered_by", "answered_on"})
"""Differences that the event's own word, or the list of notes, tells already."""

LONGEST: Final = 80
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def events_of(record: models.Model) -> models.QuerySet[AuditEvent]:
    """The audit events of one record, newest first."""
    return AuditEvent.objects.filter(kind=record._meta.label_lower, record_id=record.pk)


def history_of(record: models.Model, words: Mapping[str, str] = WORDS) -> list[TimelineEvent]:
    """What has happened to the record, newest first, in an app's own words. One query."""
    return [
        TimelineEvent(event.on, words.get(event.what, event.what), event.by_name, _detail(event))
        for event in events_of(record)
    ]


def last_event_id(record: models.Model, *, but: Iterable[str] = ()) -> int:
    """The id of the newest event of the record, those named in ``but`` left aside: the version a form is drawn from."""
    events = events_of(record).exclude(what__in=list(but))
    return events.values_list("pk", flat=True).first() or 0


def told_since(
    record: models.Model, event_id: int, *, but: Iterable[str] = (), words: Mapping[str, str] = WORDS
) -> list[str]:
    """What others did to the record after an event, oldest first, each as a sentence in an app's own words."""
    events = events_of(record).filter(pk__gt=event_id).exclude(what__in=list(but)).order_by("pk")
    return [_sentence(event, words) for event in events]


def difference_in_words(difference: dict[str, list[Any]]) -> list[str]:
    """Each difference as "due date: 31 March 2009 to 30 April 2009"; without the first where there was nothing."""
    return [
        _one_difference(
            FIELDS.get(name, name.replace("_", " ")), _in_its_unit(name, before), _in_its_unit(name, after)
        )
        for name, (before, after) in difference.items()
        if name not in NOT_TOLD
    ]


def _sentence(event: AuditEvent, words: Mapping[str, str]) -> str:
    changes = "; ".join(difference_in_words(event.difference))
    said = f"{event.by_name}, {event.at:%H:%M}: {words.get(event.what, event.what).lower()}"
    return f"{said} ({changes})." if changes else f"{said}."


def _detail(event: AuditEvent) -> str:
    parts = [*difference_in_words(event.difference), event.why]
    return ". ".join(part[0].upper() + part[1:] for part in parts if part)


def _one_difference(name: str, before: Any, after: Any) -> str:
    if before in (None, ""):
        return f"{name} {_shown(after)}"
    return f"{name}: {_shown(before)} to {_shown(after)}"


def _in_its_unit(name: str, value: Any) -> Any:
    """Pence read as pounds; anything else as it is."""
    return in_pounds(value) if name.endswith("_pence") and isinstance(value, int) else value


def _shown(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    text = str(value)
    if _ISO.fullmatch(text):
        return in_full(date.fromisoformat(text))
    return shortened(text, LONGEST)
