"""Workbooks: handed out, taken back, looked at before anything is saved, applied, and undone."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView, View

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.today import today
from dorset_lsp.common.views import AllowedObjectMixin, carried_out, object_or_404
from performance.changes import uploads
from performance.enums import UploadState
from performance.forms.workbooks import WorkbookForm
from performance.models import Round, WorkbookUpload
from performance.querysets import RoundQuerySet, WorkbookUploadQuerySet
from performance.workbook.checking import Checked, check
from performance.workbook.faults import Fault
from performance.workbook.owed import lines_of, returns_owed
from performance.workbook.reading import read
from performance.workbook.showing import changes_of
from performance.workbook.writing import csv_file_response, xlsx_response

FAULTS_SHOWN = 200


def visible_rounds(request: HttpRequest) -> RoundQuerySet:
    """The rounds whose workbooks the viewer may ask for."""
    return Round.objects.visible_to(request.user, today())


def visible_uploads(request: HttpRequest) -> WorkbookUploadQuerySet:
    """The uploads that the viewer may see."""
    rows = WorkbookUpload.objects.visible_to(request.user, today())
    return rows.select_related("round", "uploaded_by")


class UploadWorkbook(View):
    """Take a filled-in workbook, check it whole, and lead to its preview; or show every fault."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        round_ = object_or_404(visible_rounds(request), request, "performance.upload_workbook", slug=slug)
        return self.page(request, round_, WorkbookForm())

    def post(self, request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
        """``form`` is the ending of the address that was posted to; what a file is, its content says."""
        round_ = object_or_404(visible_rounds(request), request, "performance.upload_workbook", slug=slug)
        asked = WorkbookForm(request.POST, request.FILES)
        if not asked.is_valid():
            return self.page(request, round_, asked)
        file = asked.cleaned_data["file"]
        content = file.read()
        found = read(content, most_bytes=settings.WORKBOOK_MAX_BYTES)
        checked = check(found, round_, by=request.user, on=today())
        if checked.faults:
            return self.refused(request, round_, asked, checked)
        try:
            upload = uploads.keep(
                round_=round_, file_name=file.name, sha256=sha256(content).hexdigest(),
                entries=checked.entries, by=request.user, on=today(),
            )  # fmt: skip
        except Refused as refusal:
            asked.add_error("file", str(refusal))
            return self.page(request, round_, asked)
        return redirect(upload)

    def refused(
        self, request: HttpRequest, round_: Round, form: WorkbookForm, checked: Checked
    ) -> HttpResponse:
        """The page with every fault by its place. Nothing was saved."""
        of_cells = [fault for fault in checked.faults if fault.place]
        if of_cells:
            count = "one thing" if len(checked.faults) == 1 else f"{len(checked.faults)} things"
            form.add_error("file", f"Put {count} right in the file and upload it again. Nothing was saved.")
        else:
            for fault in checked.faults:
                form.add_error("file", fault.sentence)
        return self.page(request, round_, form, faults=of_cells)

    def page(
        self, request: HttpRequest, round_: Round, form: WorkbookForm, faults: list[Fault] | None = None
    ) -> HttpResponse:
        found = faults or []
        context = {
            "form": form,
            "round": round_,
            "faults": found[:FAULTS_SHOWN],
            "more_faults": max(0, len(found) - FAULTS_SHOWN),
            "most_megabytes": settings.WORKBOOK_MAX_BYTES // 1024 // 1024,
        }
        return render(request, "performance/workbook_upload.html", context)


class Workbook(UploadWorkbook):
    """The workbook of a round at one address, down and up: GET hands it out, POST takes it back."""

    def get(self, request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
        """``form`` is the kind of file: xlsx or csv."""
        round_ = object_or_404(visible_rounds(request), request, "performance.download_workbook", slug=slug)
        if form not in ("xlsx", "csv"):
            raise Http404
        returns = returns_owed(round_, request.user, today())
        if not returns:
            messages.info(request, f"Nothing is left to return for {round_}, so there is no workbook.")
            return redirect(round_)
        lines = lines_of(returns, today())
        if form == "csv":
            return csv_file_response(round_, lines)
        return xlsx_response(round_, lines, reader=request.user, on=today())


class UploadList(ListView):
    """The viewer's own uploads; the co-ordinator sees everybody's."""

    template_name = "performance/upload_list.html"
    paginate_by = 25
    context_object_name = "uploads"

    def get_queryset(self) -> WorkbookUploadQuerySet:
        return visible_uploads(self.request).order_by("-pk")


class UploadDetail(AllowedObjectMixin, DetailView):
    """One upload: each change before and after, and what may be done with the whole."""

    permission = "performance.view_upload"
    template_name = "performance/upload_detail.html"
    context_object_name = "upload"

    def get_queryset(self) -> WorkbookUploadQuerySet:
        return visible_uploads(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = changes_of(self.object, today())
        moved = [one for one in changes if one.has_moved]
        may_settle = self.request.user.has_perm("performance.settle_upload", self.object)
        return super().get_context_data(
            changes=changes,
            moved=moved,
            submitted=sum(one.entry.is_final for one in changes),
            may_apply=may_settle and self.object.state == UploadState.CHECKED and not moved,
            may_discard=may_settle and self.object.state == UploadState.CHECKED,
            may_undo=may_settle and self.object.state == UploadState.APPLIED and not moved,
            **kwargs,
        )


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Save or submit everything in an upload."""
    upload = object_or_404(visible_uploads(request), request, "performance.settle_upload", pk=pk)
    carried_out(
        request,
        lambda: uploads.apply(upload=upload, by=request.user, on=today()),
        said=f"Taken over: {upload.file_name}.",
    )
    return redirect(upload)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a checked upload away."""
    upload = object_or_404(visible_uploads(request), request, "performance.settle_upload", pk=pk)
    carried_out(
        request,
        lambda: uploads.discard(upload=upload, by=request.user, on=today()),
        said="Thrown away. Nothing was saved.",
    )
    return redirect("performance:round-upload", slug=upload.round.slug)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put every return of an upload back to where it stood before."""
    upload = object_or_404(visible_uploads(request), request, "performance.settle_upload", pk=pk)
    carried_out(
        request,
        lambda: uploads.undo(upload=upload, by=request.user, on=today()),
        said="Undone. Every return is as it was before this upload.",
    )
    return redirect(upload)
