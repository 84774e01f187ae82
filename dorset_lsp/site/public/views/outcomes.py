"""What the partnership aims for, in plain words, and how each aim stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.overview import overview, standing_of
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import Benefit, Finding, Outcome, Project
from partnerships.strategy import current_strategy
from performance.models import Indicator
from scrutiny.models import ScrutinyReview


@open_page
def outcomes(request: HttpRequest) -> HttpResponse:
    """Every outcome with how its indicators stand."""
    rows = Outcome.objects.visible_to(ANYBODY).select_related("body", "challenge")
    context = {"strategy": current_strategy(), "overview": overview(rows)}
    return render(request, "public/outcomes.html", context)


@open_page
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One outcome: its figures, who answers for it, what people said, what was paid for and what scrutiny found."""
    on = today()
    rows = Outcome.objects.visible_to(ANYBODY).select_related("body", "challenge")
    found = get_object_or_404(rows, slug=slug)
    indicators = Indicator.objects.visible_to(ANYBODY).measured().filter(outcome=found)
    reviews = ScrutinyReview.objects.visible_to(ANYBODY, on)
    context = {
        "outcome": found,
        "standing": standing_of(indicators),
        "findings": out_before(Finding.objects.visible_to(ANYBODY, on), "settled_on", on)
        .filter(outcome=found)
        .select_related("area"),
        "projects": out_before(Project.objects.visible_to(ANYBODY, on), "decided_on", on)
        .filter(outcome=found)
        .select_related("organisation", "area"),
        "benefits": Benefit.objects.visible_to(ANYBODY).filter(outcome=found).select_related("programme"),
        "reviews": reviews.filter(recommendations__indicator__outcome=found).distinct(),
    }
    return render(request, "public/outcome.html", context)
