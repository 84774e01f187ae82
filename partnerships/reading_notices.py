"""Reading one's notices. To have read something changes no record of the partnership, so the history does not hold it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from partnerships.models import Person, PostedNotice

COUNTED: Final = 100
"""More than so many unread ones are not counted out."""


def unread_paths(person: Person) -> list[str]:
    """The pages to which unread notices lead, one an unread notice, the newest first. One query."""
    rows = PostedNotice.objects.visible_to(person).unread()
    return list(rows.values_list("path", flat=True)[:COUNTED])


def mark_read(person: Person, *, on: date, path: str = "", pks: Collection[int] | None = None) -> int:
    """Mark some unread notices as read: those that lead to a page, those of some ids, or all. Returns how many."""
    rows = PostedNotice.objects.visible_to(person).unread()
    if path:
        rows = rows.filter(path=path)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    return rows.update(read_on=on)
