"""The chart of one indicator, drawn from the frozen figures by the template that the indicator's page uses."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string

from performance import spc
from performance.chart import Drawing, Slot, draw
from performance.periods import Period

Indicator = dict[str, Any]


def svg_of(indicator: Indicator, *, alternative: str) -> str:
    """The chart as one SVG element that stands by itself; ``alternative`` is its text. Empty where there are no figures."""
    known = [one for one in indicator["figures"] if one["value"] is not None]
    if not known:
        return ""
    context = {
        "drawing": _drawing(indicator, known),
        "title": f"{indicator['code']} {indicator['title']}",
        "description": alternative,
        "unit": indicator["unit"],
        "key": indicator["slug"],
    }
    return render_to_string("performance/chart.html", context)


def _drawing(indicator: Indicator, known: list[dict[str, Any]]) -> Drawing:
    breaks = _breaks(indicator, known)
    chart = spc.xmr(
        [Fraction(one["value"]) for one in known],
        polarity=indicator["polarity"],
        rebase_at=list(breaks),
        target=_fraction(known[-1]["target"]),
    )
    return draw(
        [_slot(one) for one in indicator["figures"]],
        chart,
        decimals=indicator["decimals"],
        unit=indicator["sign"],
        rebase_reasons=dict(enumerate(breaks.values(), 1)),
    )


def _slot(figure: dict[str, Any]) -> Slot:
    period = Period(date.fromisoformat(figure["from"]), date.fromisoformat(figure["to"]))
    return Slot(period, _fraction(figure["value"]), figure["absence"], _fraction(figure["target"]))


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _breaks(indicator: Indicator, known: list[dict[str, Any]]) -> dict[int, str]:
    """At which figures a segment begins, each with why: the definition that counts from there, or a rebase."""
    rebases = indicator.get("rebases", ())
    found = {}
    for place, (before, one) in enumerate(pairwise(known), 1):
        reasons = [rebase["reason"] for rebase in rebases if before["from"] < rebase["from"] <= one["from"]]
        if one["definition"] != before["definition"]:
            found[place] = _reason(indicator, one["definition"])
        elif reasons:
            found[place] = reasons[-1]
    return found


def _reason(indicator: Indicator, definition: str) -> str:
    """Why a segment began: the reason of the definition that counts from there."""
    reasons = {str(one["number"]): one["reason"] for one in indicator["definitions"]}
    return reasons.get(definition) or f"definition {definition}"
