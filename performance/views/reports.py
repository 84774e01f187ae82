"""Reports: the list, one round's report with its editions, and the frozen files themselves."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from performance.changes import releases, reports
from performance.enums import ReportFormat
from performance.models import Edition, ReportFile, Round
from performance.querysets import EditionQuerySet, ReportFileQuerySet, RoundQuerySet
from performance.report_page import ReportPage
from performance.reports import webpage
from performance.reports.checking import content_of, is_whole, seals_of

CONTENT_TYPES: Final = {
    ReportFormat.HTML: "text/html; charset=utf-8",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.CSV: "text/csv; charset=utf-8",
    ReportFormat.JSON: "application/json",
}
SHOWN_BY_BROWSERS: Final = (ReportFormat.HTML, ReportFormat.PDF)
FOR_GOOD: Final = "private, max-age=31536000, immutable"
"""A published file never changes, so a browser need not ask for it again."""


def published_rounds(request: HttpRequest) -> RoundQuerySet:
    """The scope of the pages: reports are about published rounds."""
    return Round.objects.visible_to(request.user, today()).published()


class ReportList(ListView):
    """The newest edition of every round's report."""

    template_name = "performance/report_list.html"
    paginate_by = 25
    context_object_name = "editions"

    def get_queryset(self) -> EditionQuerySet:
        return Edition.objects.visible_to(self.request.user).latest().with_report()


class ReportDetail(DetailView):
    """One round's report: every edition with its files and hashes, what it changed, and how to check it."""

    template_name = "performance/report_detail.html"
    context_object_name = "round"

    def get_queryset(self) -> RoundQuerySet:
        return published_rounds(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        return super().get_context_data(
            page=ReportPage(self.object, Edition.objects.visible_to(viewer), viewer=viewer),
            may_make=viewer.has_perm("performance.make_report", self.object),
            **kwargs,
        )


def download(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """One frozen file. Bytes that are not those that were published are not handed out."""
    rows = ReportFile.objects.visible_to(request.user).select_related("edition__round")
    file = get_object_or_404(rows, edition__round__slug=slug, edition__number=number, format=form)
    return file_answer(request, file, cache=FOR_GOOD)


def file_answer(request: HttpRequest, file: ReportFile, *, cache: str) -> HttpResponse:
    """The bytes of a frozen file, if they are those that were published. ``cache`` says who may keep them."""
    content = content_of(file)
    if content is None or not is_whole(file, content):
        return render(request, "performance/report_altered.html", {"file": file}, status=500)
    format_ = ReportFormat(file.format)
    how = "inline" if format_ in SHOWN_BY_BROWSERS else "attachment"
    answer = HttpResponse(
        content,
        content_type=CONTENT_TYPES[format_],
        headers={
            "Content-Disposition": f'{how}; filename="{file.name}"',
            "Cache-Control": cache,
            "ETag": f'"{file.sha256}"',
        },
    )
    if format_ == ReportFormat.HTML:
        answer._csp_replace = webpage.policy_of(content)  # noqa: SLF001 what the decorator sets, known only now
    return answer


def seals(request: HttpRequest, slug: str) -> HttpResponse:
    """The hashes of every edition, for whoever checks the files without this site."""
    round_ = get_object_or_404(published_rounds(request), slug=slug)
    return seals_answer(round_, ReportFile.objects.visible_to(request.user))


def seals_answer(round_: Round, files: ReportFileQuerySet) -> HttpResponse:
    """The hashes of those editions of a round whose files are among these. Raises Http404 where there are none."""
    found = seals_of(round_, files)
    if not found["editions"]:
        raise Http404
    return JsonResponse(
        found,
        json_dumps_params={"indent": 1},
        headers={"Content-Disposition": f'attachment; filename="{round_.slug}-seals.json"'},
    )


@require_POST
def make_again(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask once more for a report whose making failed."""
    round_ = object_or_404(published_rounds(request), request, "performance.make_report", slug=slug)
    edition = get_object_or_404(
        Edition.objects.visible_to(request.user).with_report(), round=round_, number=number
    )
    carried_out(
        request,
        lambda: reports.make_again(edition=edition, by=request.user, on=today()),
        said="The report is being made.",
    )
    return redirect("performance:report-detail", slug=slug)


@require_POST
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Open an edition to everybody before its day."""
    round_ = object_or_404(published_rounds(request), request, "performance.make_report", slug=slug)
    editions = Edition.objects.visible_to(request.user).select_related("round")
    edition = get_object_or_404(editions, round=round_, number=number)
    carried_out(
        request,
        lambda: releases.release(edition=edition, by=request.user, on=today()),
        said="It is open to everybody.",
    )
    return redirect("performance:report-detail", slug=slug)
