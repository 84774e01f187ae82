"""When somebody last looked at a page. One read a page, and one write a visit, however often it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max

from dorset_lsp.common.models import AuditEvent
from dorset_lsp.site.models import LastLook
from partnerships.models import Person

VISIT: Final = timedelta(minutes=30)
"""Looks so close together are one visit."""


@dataclass(frozen=True, slots=True)
class Before:
    """The visit before this one: its day, and the newest event of the history then."""

    on: date
    up_to: int


def look(viewer: Person, record: Any, *, on: date, now: datetime) -> Before | None:
    """Note that somebody looks at a record's page, and say when they did before. None at the first visit."""
    kind = record._meta.label_lower
    row = LastLook.objects.filter(person=viewer, kind=kind, record_id=record.pk).first()
    if row is None:
        fresh = _seen_now(record, on, now)
        # Two first looks at once are one.
        LastLook.objects.get_or_create(person=viewer, kind=kind, record_id=record.pk, defaults=fresh)
        return None
    if row.looked_at > now - VISIT:
        return (
            Before(row.before_on, row.before_up_to)
            if row.before_on and row.before_up_to is not None
            else None
        )
    before = Before(row.looked_on, row.up_to)
    LastLook.objects.filter(pk=row.pk, looked_at=row.looked_at).update(
        **_seen_now(record, on, now), before_on=before.on, before_up_to=before.up_to
    )
    return before


def _seen_now(record: Any, on: date, now: datetime) -> dict[str, Any]:
    newest = AuditEvent.objects.order_by().aggregate(newest=Max("pk"))["newest"] or 0
    return {
        "title": str(record)[:300], "path": record.get_absolute_url(), "looked_at": now, "looked_on": on,
        "up_to": newest,
    }  # fmt: skip
