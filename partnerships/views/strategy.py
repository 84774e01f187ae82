"""The community strategy: its vision, its challenges and the outcomes that answer them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnerships.models import Area, DistrictPriority, Outcome
from partnerships.strategy import beside_the_county, current_strategy, under_challenges


def strategy(request: HttpRequest) -> HttpResponse:
    """What the partnership is for."""
    outcomes = Outcome.objects.visible_to(request.user).select_related("body")
    shown = current_strategy()
    context = {"strategy": shown, "challenges": under_challenges(shown, outcomes)}
    return render(request, "partnerships/strategy.html", context)


def priorities(request: HttpRequest) -> HttpResponse:
    """What each district puts first, beside the outcome of the county's strategy that it serves."""
    rows = list(DistrictPriority.objects.visible_to(request.user).select_related("area", "outcome", "body"))
    areas = Area.objects.visible_to(request.user).filter(priorities__isnull=False).distinct()
    chosen = areas.filter(slug=request.GET.get("district", "")).first()
    shown = [row for row in rows if chosen is None or row.area_id == chosen.pk]
    outcomes = Outcome.objects.visible_to(request.user).select_related("body")
    context = {
        "districts": areas,
        "chosen": chosen,
        "lines": beside_the_county(outcomes, shown),
        "own": [row for row in shown if row.outcome is None],
        "count": len(shown),
    }
    return render(request, "partnerships/priorities.html", context)
