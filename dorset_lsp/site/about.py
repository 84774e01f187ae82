"""What a typed reference points at, as a link: of each kind one list, read in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from dorset_lsp.common.references import Reference
from dorset_lsp.common.templatetags.components import Link
from partnerships.models import Action, Body, Meeting, Outcome, Person
from performance.models import Indicator, Result


def links_to(references: Iterable[Reference | None], viewer: Person, on: date) -> dict[Reference, Link]:
    """The link of each record that the viewer may see. What they may not see, or what is gone, has none."""
    wanted: dict[str, set[int]] = {}
    for reference in references:
        if reference is not None:
            wanted.setdefault(reference.kind, set()).add(reference.id)
    return {
        Reference(kind, record.pk): Link(str(record), record.get_absolute_url())
        for kind, ids in wanted.items()
        if (rows := _rows(kind, viewer, on)) is not None
        for record in rows.filter(pk__in=ids)
    }


def _rows(kind: str, viewer: Person, on: date) -> QuerySet | None:
    """The records of a kind that the viewer may see; None for a kind without a page."""
    kinds = {
        "partnerships.action": lambda: Action.objects.visible_to(viewer, on),
        "partnerships.body": lambda: Body.objects.visible_to(viewer),
        "partnerships.meeting": lambda: Meeting.objects.visible_to(viewer).select_related("body"),
        "partnerships.outcome": lambda: Outcome.objects.visible_to(viewer),
        "performance.indicator": lambda: Indicator.objects.visible_to(viewer),
        "performance.result": lambda: Result.objects.visible_to(viewer).select_related(
            "indicator", "edition__round"
        ),
    }
    return kinds[kind]() if kind in kinds else None
