"""What was agreed on a stage in the round before, and what has been agreed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from delivery_chain.models import AgreedRating, Review, Stage
from delivery_chain.querysets import Viewer


def last_round(review: Review) -> dict[int, AgreedRating]:
    """The agreed ratings of the round before, by this round's stage; empty in a first round. Two queries at most.

    Where the framework has a new version, a stage counts as the same if its number and its name are.
    """
    if review.previous_id is None:
        return {}
    rows = AgreedRating.objects.filter(review=review.previous_id).select_related("stage", "review")
    before = {(row.stage.number, row.stage.short_name): row for row in rows}
    stages = Stage.objects.filter(version=review.version_id)
    return {
        stage.pk: before[stage.number, stage.short_name]
        for stage in stages
        if (stage.number, stage.short_name) in before
    }


def last_values(review: Review) -> dict[int, str]:
    """The same as bare ratings."""
    return {stage_id: rating.value for stage_id, rating in last_round(review).items()}


def as_it_stands(ratings: Iterable[AgreedRating], viewer: Viewer, on: date) -> dict[int, AgreedRating]:
    """What is agreed by a day on the stages of some ratings, by each rating's id: its own or a later round's. One query.

    A stage is the same as in ``last_round``. Only what the viewer may see counts. The ratings come with their stage and
    their review's version.
    """
    asked = list(ratings)
    rows = AgreedRating.objects.visible_to(viewer, on).standing(on)
    rows = rows.filter(review__body__in={rating.review.body_id for rating in asked})
    rows = rows.select_related("stage", "review__version").order_by("review__round")
    latest = {_stage_of(row): row for row in rows}
    return {rating.pk: latest.get(_stage_of(rating), rating) for rating in asked}


def _stage_of(rating: AgreedRating) -> tuple[object, ...]:
    """The stage of a chain across rounds and versions of its framework."""
    review, stage = rating.review, rating.stage
    chain = (review.body_id, review.outcome_id, review.strategy_id, review.version.framework_id)
    return (*chain, stage.number, stage.short_name)
