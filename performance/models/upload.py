from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from performance.enums import UploadState
from performance.querysets import WorkbookUploadQuerySet


class WorkbookUpload(models.Model):
    """A workbook or CSV that somebody filled in and uploaded, kept as the answers that were read from it.

    State moves through ``changes.uploads``. The file itself is not kept; its SHA-256 says which file it was.
    ``entries`` are those of ``performance.workbook.entries``: each return with its new answer, and, once applied, with
    where it stood before.
    """

    round = models.ForeignKey("performance.Round", models.PROTECT, related_name="uploads")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    entries = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.CHECKED)
    uploaded_on = models.DateField()
    uploaded_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = WorkbookUploadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [one_of("state", UploadState)]

    def __str__(self) -> str:
        return f"{self.file_name} for {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("performance:upload-detail", args=[self.pk])
