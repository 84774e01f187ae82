"""What of performance can be searched. Returns are not: a figure that is not published is found by nobody."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.search import Searched
from partnerships.models import Person
from performance.models import CorporateMeasure, Edition, Indicator, Result, Scorecard


def search_rows(viewer: Person, on: date) -> list[Searched]:
    """Indicators and scorecards; what an organisation measures for itself; what owners said, in the latest edition."""
    indicators = Indicator.objects.visible_to(viewer).select_related("outcome")
    editions = Edition.objects.visible_to(viewer).latest()
    said = Result.objects.visible_to(viewer).filter(edition__in=editions.values("pk")[:1])
    return [
        Searched(
            "indicators", "Indicators", indicators, ("title", "code"),
            detail=lambda one: one.outcome.short_title,
        ),
        Searched("scorecards", "Scorecards", Scorecard.objects.visible_to(viewer), ("title",), ("subtitle",)),
        Searched(
            "corporate", "Corporate measures", CorporateMeasure.objects.visible_to(viewer).select_related("organisation"),
            ("title",), ("definition",), title=lambda one: one.title,
            detail=lambda one: f"{one.organisation}, {'shared' if one.is_shared else 'not shared'}",
        ),
        Searched(
            "commentary", "What was said of a figure",
            said.exclude(commentary="").select_related("indicator", "edition__round"),
            ("commentary",), title=lambda one: f"{one.code} {one.title}",
            detail=lambda one: f"{one.edition}, {one.commentary_by_name}", texts=("commentary",),
        ),
    ]  # fmt: skip
