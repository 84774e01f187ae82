"""The community strategy: its vision, its challenges and the outcomes that answer them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnerships.models import Outcome
from partnerships.strategy import current_strategy, under_challenges


def strategy(request: HttpRequest) -> HttpResponse:
    """What the partnership is for."""
    outcomes = Outcome.objects.visible_to(request.user).select_related("body")
    shown = current_strategy()
    context = {"strategy": shown, "challenges": under_challenges(shown, outcomes)}
    return render(request, "partnerships/strategy.html", context)
