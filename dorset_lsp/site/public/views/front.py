"""The first page of the open site: what is aimed for, how it stands, and what is new."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.news import news
from dorset_lsp.site.public.overview import overview
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import Outcome
from partnerships.strategy import current_strategy

NEWS_SHOWN = 6


@open_page
def front(request: HttpRequest) -> HttpResponse:
    """The partnership for a visitor."""
    outcomes = Outcome.objects.visible_to(ANYBODY).select_related("body", "challenge")
    context = {
        "strategy": current_strategy(),
        "overview": overview(outcomes),
        "news": news(today())[:NEWS_SHOWN],
    }
    return render(request, "public/front.html", context)
