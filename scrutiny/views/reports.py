"""The frozen report of a review, for whoever its audience is."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from dorset_lsp.common.today import today
from scrutiny.models import ReportEdition


def download(
    request: HttpRequest, slug: str, audience: str, number: int, form: str
) -> HttpResponse | FileResponse:
    """The PDF, or the frozen data as canonical JSON, byte for byte."""
    rows = ReportEdition.objects.visible_to(request.user, today()).select_related("review", "file")
    edition = get_object_or_404(rows, review__slug=slug, audience=audience, number=number)
    if form == "json":
        return HttpResponse(edition.canonical, content_type="application/json; charset=utf-8")
    file = getattr(edition, "file", None)
    if form != "pdf" or file is None:
        raise Http404
    return FileResponse(
        default_storage.open(file.path),
        content_type="application/pdf",
        filename=file.name,
        as_attachment=False,
    )
