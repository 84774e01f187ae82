"""Partnership folders in the administration: uploaded, looked at, loaded on somebody's word; and taken out as a ZIP file."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from dorset_lsp.common.admin import ViewOnly
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import Job
from dorset_lsp.common.today import today
from dorset_lsp.site.changes import folder_uploads
from dorset_lsp.site.enums import FOLDER_MOVES
from dorset_lsp.site.forms import FolderForm
from dorset_lsp.site.loading import FolderIsFaulty
from dorset_lsp.site.loading.exporting import NothingToExport, as_zip, export
from dorset_lsp.site.models import FolderUpload, LastLook, Pack, PackFile, RetentionReport
from partnerships.models import Partnership


@admin.register(FolderUpload)
class FolderUploadAdmin(ViewOnly):
    """Every folder that was uploaded, and what became of it."""

    list_display = ("file_name", "state", "change_count", "fault_count", "uploaded_by", "uploaded_on")
    list_filter = ("state",)
    search_fields = ("file_name", "sha256")
    exclude = ("content",)
    change_list_template = "admin/folder_upload_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[FolderUpload]:
        """Without the files themselves, which no list shows."""
        return super().get_queryset(request).select_related("uploaded_by").defer("content")

    def get_urls(self) -> list[URLPattern]:
        own = [
            path("export/", self.admin_site.admin_view(self.export), name="site_folderupload_export"),
            path(
                "<int:pk>/confirm/",
                self.admin_site.admin_view(self.confirm),
                name="site_folderupload_confirm",
            ),
            path(
                "<int:pk>/discard/",
                self.admin_site.admin_view(self.discard),
                name="site_folderupload_discard",
            ),
        ]
        return [*own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take a ZIP file and have it checked."""
        self._require(request)
        form = FolderForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            upload = folder_uploads.keep(
                file_name=file.name, content=file.read(), by=request.user, on=today()
            )
            return redirect("admin:site_folderupload_change", upload.pk)
        return self._page(request, "admin/folder_upload_form.html", "Upload a partnership folder", form=form)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """How far it is; its faults by file and row; or what is new and what would change, and the word to give."""
        self._require(request)
        upload = self._found(object_id)
        return self._page(
            request,
            "admin/folder_upload_detail.html",
            upload.file_name,
            upload=upload,
            job=Job.objects.filter(key=upload.job_key).first(),
            more_faults=max(0, upload.fault_count - len(upload.faults)),
            may_discard=upload.state in FOLDER_MOVES["discard"][0],
        )

    @method_decorator(require_POST)
    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have it loaded."""
        return self._settle(request, pk, folder_uploads.confirm, "It is being loaded.")

    @method_decorator(require_POST)
    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Throw it away."""
        return self._settle(request, pk, folder_uploads.discard, "Thrown away. Nothing was changed.")

    @method_decorator(require_POST)
    def export(self, request: HttpRequest) -> HttpResponse:
        """The partnership as a ZIP file. A press of a button and not a link, because the history notes it."""
        self._require(request)
        try:
            content = as_zip(export())
        except (NothingToExport, FolderIsFaulty) as error:
            messages.error(request, f"Nothing was exported. {error}")
            return redirect("admin:site_folderupload_changelist")
        folder_uploads.note_export(
            partnership=Partnership.objects.get(),
            sha256=sha256(content).hexdigest(),
            by=request.user,
            on=today(),
        )
        name = f"partnership-{today():%Y-%m-%d}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/zip", headers=headers)

    def _settle(self, request: HttpRequest, pk: int, deed: Callable[..., None], said: str) -> HttpResponse:
        self._require(request)
        try:
            deed(upload=self._found(str(pk)), by=request.user, on=today())
            messages.success(request, said)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("admin:site_folderupload_change", pk)

    def _require(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _found(self, object_id: str) -> FolderUpload:
        found = (
            FolderUpload.objects.select_related("uploaded_by").filter(pk=object_id).first()
            if object_id.isdigit()
            else None
        )
        if found is None:
            raise Http404
        return found

    def _page(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        common = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, template, {**common, **context})


@admin.register(LastLook)
class LastLookAdmin(ViewOnly):
    """That it is kept when somebody last looked at a page, for what changed since. Which pages, is theirs alone."""

    list_display = ("pk", "person", "looked_on")
    list_select_related = ("person",)
    search_fields = ("person__name",)
    fields = ("person", "looked_on", "before_on")


@admin.register(RetentionReport)
class RetentionReportAdmin(ViewOnly):
    """What was reported before it was removed, and what was."""

    list_display = ("made_on", "removes_on", "state", "stopped_by")
    list_filter = ("state",)
    list_select_related = ("stopped_by",)
    search_fields = ("stop_reason",)
    date_hierarchy = "made_on"


@admin.register(Pack)
class PackAdmin(ViewOnly):
    """Every pack that was sent out, by meeting and edition. What it says is its file's to tell, to those it is for."""

    list_display = ("meeting", "number", "sent_on", "sent_by")
    list_filter = ("meeting__body",)
    search_fields = ("meeting__title", "meeting__body__name")
    exclude = ("canonical",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Pack]:
        """Without the texts, which no list shows."""
        return super().get_queryset(request).select_related("meeting__body", "sent_by").defer("canonical")


@admin.register(PackFile)
class PackFileAdmin(ViewOnly):
    """The file of each pack, by its hash."""

    list_display = ("name", "size", "sha256")
    list_filter = ("pack__meeting__body",)
    search_fields = ("name", "sha256")
