"""What was agreed in the round before, stage by stage."""

from __future__ import annotations

from delivery_chain.models import AgreedRating, Review, Stage


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
