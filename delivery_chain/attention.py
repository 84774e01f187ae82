"""What the chair should see of delivery chains: stages that stand red, or that nobody knows, with nothing done about them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from delivery_chain.enums import Rating
from delivery_chain.models import AgreedRating
from delivery_chain.querysets import AgreedRatingQuerySet
from dorset_lsp.common.attention import Concern, Grade
from dorset_lsp.common.days import in_full
from dorset_lsp.common.references import Reference
from partnerships.models import Person


def concerns(reader: Person, on: date) -> list[Concern]:
    """Each such stage as a thing that needs attention, in no order. One query."""
    return [_concern(rating, on) for rating in without_action(reader, on)]


def without_action(reader: Person, on: date) -> list[AgreedRating]:
    """Ratings of each review's latest agreed round that need an action and have none, the oldest first. One query."""
    rows: AgreedRatingQuerySet = AgreedRating.objects.visible_to(reader, on).standing(on).latest_round(on)
    needing = (
        rows.in_need()
        .without_action()
        .select_related("stage", "review__outcome", "review__strategy", "review__body")
    )
    return list(needing.order_by("review__agreed_on", "review", "stage__number"))


def _concern(rating: AgreedRating, on: date) -> Concern:
    review, is_red = rating.review, rating.value == Rating.RED
    agreed_on = review.agreed_on or on
    return Concern(
        grade=Grade.RED_STAGE,
        weight=(on - agreed_on).days,
        title=f"{review.short_title}: {rating.stage}",
        url=reverse("delivery_chain:review-plan", args=[review.pk]),
        sentence=(
            f"{'Agreed red' if is_red else 'Agreed that nobody knows'} on {in_full(agreed_on)}, and no action has come of it."
        ),
        question=f"What will be done about {rating.stage.short_name} in the delivery chain of {review.short_title}?",
        about=Reference.to(rating),
        marks=(rating.value,),
        detail=str(review.body),
        body_id=review.body_id,
    )
