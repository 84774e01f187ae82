"""What of scrutiny can be searched. A text is found by whoever may read its words; anyone else finds its summary."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.search import Searched
from partnerships.models import Person
from scrutiny.models import (
    Challenge,
    Evidence,
    Finding,
    Recommendation,
    Response,
    ScrutinyReview,
    Topic,
)


def search_rows(viewer: Person, on: date) -> list[Searched]:
    """Every kind with what stands open to the viewer. Drafts of answers are not searched."""
    return [
        Searched(
            "reviews", "Scrutiny reviews", ScrutinyReview.objects.visible_to(viewer, on), ("title",),
            ("background",), detail=lambda one: one.get_state_display(),
        ),
        Searched(
            "recommendations", "Recommendations",
            Recommendation.objects.visible_to(viewer, on).select_related("review"),
            ("label",), ("words", "different"), title=lambda one: f"{one.number}. {one.label}",
            detail=lambda one: str(one.review),
        ),
        Searched(
            "answers", "Answers to scrutiny",
            Response.objects.visible_to(viewer, on).select_related(
                "ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body",
                "ask__addressee__review",
            ),
            ("words",), title=lambda one: f"{one.ask.addressee.label} on {one.ask.recommendation.label}",
            texts=("words",), url=lambda one: one.ask.get_absolute_url(),
            detail=lambda one: f"{one.ask.recommendation.review}, {one.get_verdict_display().lower()}",
        ),
        Searched(
            "conclusions", "Findings of scrutiny",
            Finding.objects.visible_to(viewer, on).select_related("review"),
            ("words",), title=lambda one: f"Finding {one.number}", texts=("words",),
            detail=lambda one: str(one.review),
        ),
        Searched(
            "evidence", "Evidence", Evidence.objects.visible_to(viewer, on).select_related("review"),
            ("label",), ("words",), title=lambda one: one.label,
            detail=lambda one: f"Evidence {one.number}, {one.review}",
        ),
        Searched(
            "questions", "Questions of members",
            Challenge.objects.visible_to(viewer, on).select_related("put_to"),
            ("record_name",), ("question",), title=lambda one: one.record_name,
            detail=lambda one: f"to {one.put_to}, {one.get_state_display()}",
        ),
        Searched(
            "topics", "Topics for scrutiny", Topic.objects.visible_to(viewer, on), ("title",), ("why",),
            detail=lambda one: one.get_state_display(),
        ),
    ]  # fmt: skip
