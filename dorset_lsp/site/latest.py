"""What the latest edition says of some indicators, those it does not judge included."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from dorset_lsp.common.colours import MARKS
from performance.enums import Status
from performance.models import Edition, Indicator, Result
from performance.querysets import IndicatorQuerySet
from performance.sentences import summary_sentence


@dataclass(frozen=True, slots=True)
class Latest:
    """Indicators in their order, each with its result in the edition; None where it has none yet."""

    edition: Edition | None
    lines: list[tuple[Indicator, Result | None]]

    @property
    def summary(self) -> str:
        """How many are on target, never without what it rests on; empty before anything is published."""
        counts = Counter(Status(result.status) for _, result in self.lines if result)
        return summary_sentence(counts) if counts else ""

    @property
    def counts(self) -> dict[str, int]:
        """How many bear each mark, in the order in which marks are declared."""
        found = Counter(result.mark for _, result in self.lines if result)
        return {code: found[code] for code in MARKS if found[code]}


def latest_results(viewer: Any, indicators: IndicatorQuerySet) -> Latest:
    """Read the latest edition that the viewer may see. Three queries."""
    edition = Edition.objects.visible_to(viewer).latest().first()
    rows = list(indicators)
    if edition is None:
        return Latest(None, [(indicator, None) for indicator in rows])
    published = Result.objects.visible_to(viewer).in_edition(edition).filter(indicator__in=rows)
    results = {result.indicator_id: result for result in published}
    return Latest(edition, [(indicator, results.get(indicator.pk)) for indicator in rows])
