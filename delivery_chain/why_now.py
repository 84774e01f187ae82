"""Why an outcome is reviewed now: its indicators as the latest edition has them, those that are off course first."""

from __future__ import annotations

from dataclasses import dataclass

from delivery_chain.models import Review
from partnerships.models import Person
from performance.attention import rank_of
from performance.models import Edition, Result


@dataclass(frozen=True, slots=True)
class WhyNow:
    """The outcome's results in the latest edition; no edition means that nothing is published."""

    edition: Edition | None
    results: list[Result]


def why_now(review: Review, reader: Person) -> WhyNow:
    """Read what the latest edition says of the review's outcome. Two queries; none where it is about no outcome."""
    if review.outcome_id is None:
        return WhyNow(None, [])
    edition = Edition.objects.visible_to(reader).latest().select_related("round").first()
    if edition is None:
        return WhyNow(None, [])
    rows = Result.objects.visible_to(reader).in_edition(edition).filter(outcome=review.outcome_id)
    last = 99
    results = sorted(
        rows.select_related("indicator"),
        key=lambda one: (last if (rank := rank_of(one)) is None else rank, one.indicator.position, one.code),
    )
    return WhyNow(edition, results)
