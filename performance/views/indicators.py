"""Indicators: the list, one indicator, its figures as a file, and an action from its exception."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import DetailView, View

from dorset_lsp.common.registers import WRITERS, Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out
from performance.changes import exceptions
from performance.forms.exceptions import ActionForm
from performance.indicator_page import IndicatorPage
from performance.models import Indicator, Observation, Result
from performance.querysets import IndicatorQuerySet
from performance.tables import IndicatorFilter, IndicatorTable

HEADER = (
    "Indicator", "Area", "Period", "From", "Until", "Figure", "Numerator", "Denominator", "Absence", "Reason",
    "Provisional or final", "Revision", "Reason for the revision", "Definition", "Received", "Published", "Source",
    "Illustrative",
)  # fmt: skip


def visible_indicators(request: HttpRequest) -> IndicatorQuerySet:
    """The scope of every view here."""
    rows = Indicator.objects.visible_to(request.user)
    return rows.select_related(
        "outcome__body", "owner_organisation", "owner", "part_of", "catalogue_entry__catalogue"
    )


class IndicatorList(Register):
    """Every indicator, filtered and paged; as a file, what it shows."""

    template_name = "performance/indicator_list.html"
    table_class = IndicatorTable
    filterset_class = IndicatorFilter
    file_name = "indicators"
    download_url_name = "performance:indicator-list-download"

    def get_queryset(self) -> IndicatorQuerySet:
        return visible_indicators(self.request)


class IndicatorDetail(DetailView):
    """One indicator: chart, table, commentary, target, definition, and the history of every figure."""

    template_name = "performance/indicator_detail.html"
    context_object_name = "indicator"

    def get_queryset(self) -> IndicatorQuerySet:
        return visible_indicators(self.request).prefetch_related("parts", "aliases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = IndicatorPage(self.object, self.request.user, today(), show_all="all" in self.request.GET)
        return super().get_context_data(
            page=page,
            may_rebase=self.request.user.has_perm("performance.rebase_indicator", self.object),
            may_act=self.request.user.has_perm("performance.act_on_result", page.result),
            **kwargs,
        )


def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Every published figure with its revisions, as CSV or XLSX."""
    indicator = get_object_or_404(visible_indicators(request), slug=slug)
    write = WRITERS.get(form)
    if write is None:
        raise Http404
    rows = Observation.objects.visible_to(request.user).of(indicator).select_related("area", "definition")
    return write(
        indicator.slug,
        HEADER,
        [_as_cells(indicator, row) for row in rows.order_by("period_to", "area__name", "revision")],
    )


class ActOnException(View):
    """Propose an improvement action for what the latest edition says of an indicator."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        result = self._result(request, slug)
        return self._page(request, result, ActionForm(result=result, viewer=request.user, on=today()))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        result = self._result(request, slug)
        form = ActionForm(request.POST, result=result, viewer=request.user, on=today())
        if not form.is_valid():
            return self._page(request, result, form)
        done = carried_out(
            request,
            lambda: exceptions.propose_action(
                result=result, **form.cleaned_data, by=request.user, on=today()
            ),
            said=f"Proposed to {result.outcome.body}.",
        )
        return redirect(result.indicator) if done else self._page(request, result, form)

    def _result(self, request: HttpRequest, slug: str) -> Result:
        rows = Result.objects.visible_to(request.user).of_latest_editions().filter(indicator__slug=slug)
        rows = rows.select_related("indicator", "outcome__body", "edition__round").order_by(
            "-edition__round__period_to"
        )
        result = rows.first()
        if result is None or not request.user.has_perm("performance.act_on_result", result):
            raise Http404
        return result

    def _page(self, request: HttpRequest, result: Result, form: ActionForm) -> HttpResponse:
        return render(request, "performance/exception_act.html", {"result": result, "form": form})


def _as_cells(indicator: Indicator, row: Observation) -> list[Any]:
    return [
        indicator.code, row.area.name, row.period.label, row.period_from, row.period_to, row.value, row.numerator,
        row.denominator, row.get_absence_display() if row.absence else "", row.absence_reason,
        "provisional" if row.is_provisional else "final", row.revision, row.revision_reason,
        row.definition.number if row.definition else None, row.received_on, row.published_on, row.source,
        "yes" if row.is_illustrative else "no",
    ]  # fmt: skip
