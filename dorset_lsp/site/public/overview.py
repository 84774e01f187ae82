"""How the outcomes stand, in the figures that are open to everybody. Three queries, whatever the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dorset_lsp.site.latest import Line, Standing
from dorset_lsp.site.public.pages import ANYBODY
from partnerships.models import Outcome
from performance.models import Indicator, Result
from performance.querysets import IndicatorQuerySet


@dataclass(frozen=True, slots=True)
class OutcomeStanding:
    """One outcome with its indicators."""

    outcome: Outcome
    standing: Standing


@dataclass(frozen=True, slots=True)
class Overview:
    """Every outcome with its indicators, and all of them together."""

    outcomes: list[OutcomeStanding]
    whole: Standing


def standing_of(indicators: IndicatorQuerySet) -> Standing:
    """Indicators with the last result of each that everybody may see. Two queries."""
    rows = list(indicators)
    results = Result.objects.visible_to(ANYBODY).newest_for(ANYBODY).filter(indicator__in=rows)
    last: dict[int, Result] = {}
    for result in results.select_related("edition__round").order_by("-edition__round__period_to"):
        last.setdefault(result.indicator_id, result)
    return Standing([(indicator, last.get(indicator.pk)) for indicator in rows])


def overview(outcomes: Iterable[Outcome]) -> Overview:
    """The outcomes in their order."""
    whole = standing_of(Indicator.objects.visible_to(ANYBODY).measured().select_related("outcome"))
    lines: dict[int, list[Line]] = {}
    for line in whole.lines:
        lines.setdefault(line[0].outcome_id, []).append(line)
    return Overview([OutcomeStanding(one, Standing(lines.get(one.pk, []))) for one in outcomes], whole)
