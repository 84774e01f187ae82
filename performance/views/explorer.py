"""The explorer: several indicators and areas together, as a page, a picture and a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.documents.pictures import png
from dorset_lsp.common.registers import WRITERS
from performance.explorer_page import HEADER, ExplorerPage


def explorer(request: HttpRequest) -> HttpResponse:
    """What is asked for, as a chart with its tables."""
    return render(request, "performance/explorer.html", {"page": _page(request)})


def chart(request: HttpRequest, form: str) -> HttpResponse:
    """The chart as a file, SVG or PNG."""
    page = _page(request)
    if page.drawing is None or form not in ("svg", "png"):
        raise Http404
    content, kind = (
        (page.svg.strip(), "image/svg+xml") if form == "svg" else (png(page.svg.strip()), "image/png")
    )
    name = f'attachment; filename="{"-".join(one.slug for one in page.indicators)}.{form}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})


def download(request: HttpRequest, form: str) -> HttpResponse:
    """Every figure of the chart, as CSV or XLSX."""
    page = _page(request)
    write = WRITERS.get(form)
    if write is None or not page.indicators:
        raise Http404
    return write("figures", HEADER, page.file_rows())


def _page(request: HttpRequest) -> ExplorerPage:
    asked = {name: request.GET.getlist(name) for name in ("indicator", "area")}
    return ExplorerPage(request.user, asked)
