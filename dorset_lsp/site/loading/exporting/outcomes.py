"""To what end: the challenges of the strategy that is exported, and every outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole
from partnerships.models import Challenge, Outcome


def _challenges(whole: Whole) -> Iterator[Cells]:
    for challenge in Challenge.objects.filter(strategy=whole.strategy).order_by("number"):
        yield {"slug": challenge.slug, "number": challenge.number, "title": challenge.title}


def _outcomes(whole: Whole) -> Iterator[Cells]:
    outcomes = Outcome.objects.select_related("challenge__strategy", "body")
    for outcome in sorted(outcomes, key=lambda one: (one.position, one.slug)):
        challenge = outcome.challenge
        yield {
            "slug": outcome.slug,
            "title": outcome.title,
            "short_title": outcome.short_title,
            "description": outcome.description,
            "challenge": challenge.slug if challenge and challenge.strategy == whole.strategy else "",
            "body": outcome.body.slug,
            "in_agreement": outcome.is_in_agreement,
            "position": outcome.position,
            "illustrative": outcome.is_illustrative,
        }


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "challenges": _challenges,
    "outcomes": _outcomes,
}
