"""A review as a document: PDF to read and to keep, XLSX to work with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from delivery_chain.reports import pdf, xlsx
from delivery_chain.reports.content import Report
from delivery_chain.views.finding import find_review
from dorset_lsp.common.today import today

KINDS: Final[dict[str, tuple[Callable[[Report], bytes], str]]] = {
    "pdf": (pdf.draw, "application/pdf"),
    "xlsx": (xlsx.draw, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def report(request: HttpRequest, pk: int, file_type: str) -> HttpResponse:
    """The report, for those who may see the comparison."""
    review = find_review(request, "delivery_chain.view_comparison", pk)
    if file_type not in KINDS:
        raise Http404
    draw, content_type = KINDS[file_type]
    name = f"review-{review.pk}-round-{review.round}.{file_type}"
    return HttpResponse(
        draw(Report(review, request.user, today())),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
