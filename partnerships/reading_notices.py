"""Reading one's notices. To have read something changes no record of the partnership, so the history does not hold it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Final

from django.db import connection

from partnerships.models import Person, PostedNotice

COUNTED: Final = 100
"""More than so many unread ones are not counted out."""


def unread_paths(person: Person) -> list[str]:
    """The pages to which unread notices lead, one an unread notice, the newest first. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_unread_of_somebody(), [person.pk])
        return [path for (path,) in cursor.fetchall()]


@cache
def _unread_of_somebody() -> str:
    """The question with a gap for the person. Every page asks it, and making it takes ten times as long as its answer."""
    somebody = Person(pk=0)
    rows = PostedNotice.objects.visible_to(somebody).unread().values_list("path", flat=True)[:COUNTED]
    return rows.query.sql_with_params()[0]


def mark_read(person: Person, *, on: date, path: str = "", pks: Collection[int] | None = None) -> int:
    """Mark some unread notices as read: those that lead to a page, those of some ids, or all. Returns how many."""
    rows = PostedNotice.objects.visible_to(person).unread()
    if path:
        rows = rows.filter(path=path)
    if pks is not None:
        rows = rows.filter(pk__in=pks)
    return rows.update(read_on=on)
