"""What a typed reference points at, as a link: of each kind one list, read in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, QuerySet

from delivery_chain.models import AgreedRating, Review
from dorset_lsp.common.references import Reference
from dorset_lsp.common.templatetags.components import Link
from partnerships.models import (
    Action,
    Allocation,
    Body,
    Finding,
    FundingStream,
    Meeting,
    Outcome,
    Person,
    Project,
    Risk,
)
from performance.models import Indicator, Result
from scrutiny.models import Ask, Challenge, Recommendation, ScrutinyReview
from scrutiny.models import Finding as FindingOfScrutiny


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


def record_of(reference: Reference, viewer: Person, on: date) -> Model | None:
    """The record that a reference points at, when the viewer may see it and it has a page."""
    rows = _rows(reference.kind, viewer, on)
    return rows.filter(pk=reference.id).first() if rows is not None else None


def _rows(kind: str, viewer: Person, on: date) -> QuerySet | None:
    """The records of a kind that the viewer may see; None for a kind without a page."""
    kinds = {
        "partnerships.action": lambda: Action.objects.visible_to(viewer, on),
        "partnerships.allocation": lambda: Allocation.objects.visible_to(viewer).select_related("stream"),
        "partnerships.body": lambda: Body.objects.visible_to(viewer),
        "partnerships.finding": lambda: Finding.objects.visible_to(viewer, on),
        "partnerships.fundingstream": lambda: FundingStream.objects.visible_to(viewer),
        "partnerships.meeting": lambda: Meeting.objects.visible_to(viewer).select_related("body"),
        "partnerships.outcome": lambda: Outcome.objects.visible_to(viewer),
        "partnerships.project": lambda: Project.objects.visible_to(viewer, on),
        "partnerships.risk": lambda: Risk.objects.visible_to(viewer, on),
        "delivery_chain.agreedrating": lambda: AgreedRating.objects.visible_to(viewer, on).select_related(
            "stage", "review__outcome", "review__strategy", "review__body"
        ),
        "delivery_chain.review": lambda: Review.objects.visible_to(viewer, on).with_names(),
        "scrutiny.ask": lambda: Ask.objects.visible_to(viewer, on).with_everything(),
        "scrutiny.challenge": lambda: Challenge.objects.visible_to(viewer, on),
        "scrutiny.finding": lambda: FindingOfScrutiny.objects.visible_to(viewer, on).select_related("review"),
        "scrutiny.recommendation": lambda: Recommendation.objects.visible_to(viewer, on).select_related(
            "review"
        ),
        "scrutiny.scrutinyreview": lambda: ScrutinyReview.objects.visible_to(viewer, on),
        "performance.indicator": lambda: Indicator.objects.visible_to(viewer),
        "performance.result": lambda: Result.objects.visible_to(viewer).select_related(
            "indicator", "edition__round"
        ),
    }
    return kinds[kind]() if kind in kinds else None
