"""What of delivery chains can be searched: reviews by their subject, and why a stage was agreed as it was.

What a group or one person rated is not searched at all, opened or not.
"""

from __future__ import annotations

from datetime import date

from delivery_chain.models import AgreedRating, Review
from dorset_lsp.common.search import Searched
from partnerships.models import Person


def search_rows(viewer: Person, on: date) -> list[Searched]:
    """Reviews that the viewer may see, and the agreed ratings that stand."""
    ratings = AgreedRating.objects.visible_to(viewer, on).select_related(
        "stage", "review__outcome", "review__strategy", "review__body"
    )
    return [
        Searched(
            "chains", "Delivery chains", Review.objects.visible_to(viewer, on).with_names(),
            ("outcome__title", "strategy__title", "body__name"), ("why_now",),
            detail=lambda one: f"{one.body}, {one.get_state_display().lower()}",
        ),
        Searched(
            "stages", "Stages of delivery chains", ratings, ("stage__short_name",), ("reason",),
            title=lambda one: f"{one.stage}: {one.get_value_display().lower()}",
            detail=lambda one: f"{one.review.short_title}, {one.review.body}",
            url=lambda one: one.review.get_absolute_url(),
        ),
    ]  # fmt: skip
