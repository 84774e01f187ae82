"""What the figures were: everything that was published, as history. Whatever was not published yet stays here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dorset_lsp.site.loading.exporting.indicators import indicators_in_order, place_of
from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole
from partnerships.models import PreElectionPeriod
from performance.enums import RoundState
from performance.models import Indicator, Observation, Rebase, Round


def _history(whole: Whole) -> Iterator[Cells]:
    """The newest revision of every figure that is out, whether it came before the first round here or out of one.

    What only partners have stays here: history counts as public where it is loaded.
    """
    for indicator in indicators_in_order():
        figures = Observation.objects.newest_released().of(indicator).select_related("area")
        for figure in sorted(figures, key=lambda one: (one.area.slug, one.period_from, one.period_to)):
            yield _figure(indicator, figure)


def _figure(indicator: Indicator, figure: Observation) -> Cells:
    is_ratio = figure.numerator is not None
    return {
        "indicator": indicator.code,
        "area": figure.area.slug,
        "from": figure.period_from,
        "to": figure.period_to,
        "value": None if is_ratio else figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "absence": figure.absence,
        "absence_reason": figure.absence_reason,
        "received": figure.received_on,
        "published": figure.published_on,
        "provisional": figure.is_provisional,
        "source": figure.source,
        "illustrative": figure.is_illustrative,
    }


def _rounds(whole: Whole) -> Iterator[Cells]:
    """The rounds that are still to come. Of the others the folder keeps the figures that they published."""
    planned = Round.objects.filter(state=RoundState.PLANNED)
    for round_ in sorted(planned, key=lambda one: (one.opens_on, one.slug)):
        yield {
            "slug": round_.slug,
            "title": round_.title,
            "from": round_.period_from,
            "to": round_.period_to,
            "opens": round_.opens_on,
            "due": round_.due_on,
            "closes": round_.closes_on,
            "opened": None,
            "published": None,
            "published_by": "",
            "release": round_.release_on,
        }


def _rebases(whole: Whole) -> Iterator[Cells]:
    """Where charts start afresh, with who says so and why."""
    rows = Rebase.objects.select_related("indicator", "recorded_by")
    for one in sorted(rows, key=lambda one: (*place_of(one.indicator), one.from_on)):
        yield {
            "indicator": one.indicator.code,
            "from": one.from_on,
            "reason": one.reason,
            "on": one.recorded_on,
            "by": one.recorded_by.email if one.recorded_by else "",
        }


def _elections(whole: Whole) -> Iterator[Cells]:
    for one in PreElectionPeriod.objects.order_by("from_on", "election"):
        yield {"election": one.election, "from": one.from_on, "until": one.to_on}


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "history": _history,
    "rounds": _rounds,
    "rebases": _rebases,
    "elections": _elections,
}
