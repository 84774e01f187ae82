"""How some indicators stand, those that are not judged included; and what the latest edition says of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from dorset_lsp.common.colours import MARKS
from performance.enums import Status
from performance.models import Edition, Indicator, Result
from performance.querysets import IndicatorQuerySet
from performance.sentences import summary_sentence

Line = tuple[Indicator, Result | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Indicators in their order, each with the result that is shown of it; None where there is none yet."""

    lines: list[Line]

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


@dataclass(frozen=True, slots=True)
class Latest(Standing):
    """How indicators stand in one edition; None before the first."""

    edition: Edition | None


def latest_results(viewer: Any, indicators: IndicatorQuerySet) -> Latest:
    """Read the latest edition that the viewer may see. Three queries."""
    edition = Edition.objects.visible_to(viewer).latest().first()
    rows = list(indicators)
    if edition is None:
        return Latest([(indicator, None) for indicator in rows], None)
    published = Result.objects.visible_to(viewer).in_edition(edition).filter(indicator__in=rows)
    results = {result.indicator_id: result for result in published}
    return Latest([(indicator, results.get(indicator.pk)) for indicator in rows], edition)
