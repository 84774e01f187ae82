"""What the chair should see of delivery chains: stages that stand red, or that nobody knows, with nothing done about them."""

from __future__ import annotations

from datetime import date

from delivery_chain.models import AgreedRating
from delivery_chain.querysets import AgreedRatingQuerySet
from partnerships.models import Person


def without_action(reader: Person, on: date) -> list[AgreedRating]:
    """Ratings of each review's latest agreed round that need an action and have none, the oldest first. One query."""
    rows: AgreedRatingQuerySet = AgreedRating.objects.visible_to(reader, on).standing(on).latest_round(on)
    needing = (
        rows.in_need()
        .without_action()
        .select_related("stage", "review__outcome", "review__strategy", "review__body")
    )
    return list(needing.order_by("review__agreed_on", "review", "stage__number"))
