"""The first page: what the partnership is for a visitor, one's own first page for somebody signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dorset_lsp.common.today import today
from partnerships.models import Outcome
from partnerships.strategy import current_strategy, under_challenges


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The chair goes to the dashboard, everybody else who is signed in to *My work*."""
    if request.user.is_authenticated:
        is_chair = request.user.standing(today()).is_chair
        return redirect("site:dashboard" if is_chair else "site:my-work")
    strategy = current_strategy()
    outcomes = Outcome.objects.visible_to(request.user).select_related("body")
    context = {"strategy": strategy, "challenges": under_challenges(strategy, outcomes)}
    return render(request, "site/front.html", context)
