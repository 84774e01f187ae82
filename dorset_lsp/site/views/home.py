"""The first page: what the partnership is for a visitor, one's own first page for somebody signed in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from dorset_lsp.common.today import today
from dorset_lsp.site.public.views.front import front


@login_not_required
def home(request: HttpRequest) -> HttpResponseBase:
    """Whoever is signed in goes to their own page, the chair to the dashboard; everybody else sees the open site."""
    if request.user.is_authenticated:
        is_chair = request.user.standing(today()).is_chair
        return redirect("site:dashboard" if is_chair else "site:my-work")
    answer = front(request)
    answer["Cache-Control"] = "private, no-cache"  # the same address leads others to their own page
    return answer
