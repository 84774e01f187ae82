"""Starting an indicator's chart afresh, and taking that back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import View

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from performance.changes import rebases
from performance.forms.rebases import RebaseForm
from performance.models import Indicator, Rebase
from performance.rebasing import starts_of


class RebaseChart(View):
    """From which period on, and why."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        indicator = _indicator(request, slug)
        return self._page(request, indicator, RebaseForm(periods=starts_of(indicator, on=today())))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        indicator = _indicator(request, slug)
        form = RebaseForm(request.POST, periods=starts_of(indicator, on=today()))
        if form.is_valid() and carried_out(
            request,
            lambda: rebases.rebase(indicator=indicator, **form.cleaned_data, by=request.user, on=today()),
            said=f"The chart of {indicator.code} starts afresh.",
        ):
            return redirect(indicator)
        return self._page(request, indicator, form)

    def _page(self, request: HttpRequest, indicator: Indicator, form: RebaseForm) -> HttpResponse:
        return render(request, "performance/rebase_form.html", {"indicator": indicator, "form": form})


@require_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a rebase back that no edition knows yet."""
    indicator = _indicator(request, slug)
    rebase = get_object_or_404(Rebase.objects.visible_to(request.user), indicator=indicator, pk=pk)
    carried_out(
        request,
        lambda: rebases.take_back(rebase=rebase, by=request.user, on=today()),
        said="The rebase is taken back.",
    )
    return redirect(indicator)


def _indicator(request: HttpRequest, slug: str) -> Indicator:
    rows = Indicator.objects.visible_to(request.user).select_related("outcome")
    found: Indicator = object_or_404(rows, request, "performance.rebase_indicator", slug=slug)
    return found
