"""How long records are kept, and what will be removed next: for administrators."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out
from dorset_lsp.site.changes import retention as changes
from dorset_lsp.site.forms import StopRemovalForm
from dorset_lsp.site.models import RetentionReport
from dorset_lsp.site.retention import KINDS, NOTICE, REMOVABLE

SHOWN = 12


class Retention(View):
    """The periods, the report that stands, and what became of earlier ones."""

    def get(self, request: HttpRequest) -> HttpResponse:
        reports = _visible(request)
        shown = list(reports.select_related("stopped_by").order_by("-pk")[:SHOWN])
        context = {
            "kinds": KINDS,
            "notice": NOTICE.days,
            "standing": [(one, _lines(one.counts)) for one in shown if one.state == "standing"],
            "earlier": [(one, _lines(one.removed)) for one in shown if one.state != "standing"],
        }
        return render(request, "site/retention.html", context)


class StopRemoval(View):
    """Stop a report, with the reason."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, self._report(request, pk), StopRemovalForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self._report(request, pk)
        form = StopRemovalForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: changes.stop(report=report, **form.cleaned_data, by=request.user, on=today()),
            said="Nothing of it is removed.",
        ):
            return redirect("site:retention")
        return self._page(request, report, form)

    def _report(self, request: HttpRequest, pk: int) -> RetentionReport:
        found: RetentionReport = get_object_or_404(_visible(request).standing(), pk=pk)
        return found

    def _page(self, request: HttpRequest, report: RetentionReport, form: Any) -> HttpResponse:
        return render(request, "site/retention_stop.html", {"report": report, "form": form})


def _visible(request: HttpRequest) -> Any:
    if not request.user.has_perm("common.set_up", RetentionReport):
        raise Http404
    return RetentionReport.objects.visible_to(request.user)


def _lines(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(kind.what, counts[kind.name]) for kind in REMOVABLE if kind.name in counts]
