"""Indicators for everybody: the list, one with its chart, table and definition, and the figures as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from dorset_lsp.common.exports import csv_response
from dorset_lsp.common.today import today
from dorset_lsp.site.public import data
from dorset_lsp.site.public.overview import overview
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import Outcome
from performance.indicator_page import IndicatorPage
from performance.models import Indicator
from performance.querysets import IndicatorQuerySet


def _indicators() -> IndicatorQuerySet:
    rows = Indicator.objects.visible_to(ANYBODY)
    return rows.select_related("outcome__body", "owner_organisation", "part_of")


@open_page
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator under its outcome, with the last that is open about it."""
    outcomes = Outcome.objects.visible_to(ANYBODY).select_related("body")
    return render(request, "public/indicators.html", {"overview": overview(outcomes)})


@open_page
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator."""
    found = get_object_or_404(_indicators().prefetch_related("parts", "aliases"), slug=slug)
    page = IndicatorPage(found, ANYBODY, today(), show_all="all" in request.GET)
    return render(request, "public/indicator.html", {"indicator": found, "page": page})


@open_page
def figures(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The figures of one indicator, as CSV or as JSON with the meaning of every column beside them."""
    found = get_object_or_404(_indicators(), slug=slug)
    return _file(form, slug, data.FIGURES, data.figures_of(found), about=str(found))


@open_page
def whole(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """One whole table of the open data."""
    if name not in data.TABLES:
        raise Http404
    table = data.TABLES[name]
    return _file(form, name, table.columns, table.rows(today()), about=table.title)


def _file(form: str, name: str, columns: data.Columns, rows: list[list[Any]], *, about: str) -> HttpResponse:
    if form == "csv":
        return csv_response(name, [column.name for column in columns], rows)
    if form == "json":
        answer = JsonResponse(data.as_document(about, columns, rows), json_dumps_params={"indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer
    raise Http404
