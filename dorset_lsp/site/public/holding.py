"""What the open site holds back before an election: whatever would have come out on or after its first day."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from partnerships.elections import held_on

Rows = TypeVar("Rows", bound=QuerySet[Any])


def held_from(on: date) -> date | None:
    """The first day of the pre-election period that is in force; None when nothing is held."""
    held = held_on(on)
    return held.from_on if held else None


def out_before(rows: Rows, field: str, on: date) -> Rows:
    """The rows that were out before public changes were held, by the day in ``field``; all of them otherwise."""
    first = held_from(on)
    return (
        rows if first is None else rows.filter(Q(**{f"{field}__lt": first}) | Q(**{f"{field}__isnull": True}))
    )
