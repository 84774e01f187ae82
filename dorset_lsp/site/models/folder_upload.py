from __future__ import annotations

from typing import Any

from django.db import models

from dorset_lsp.common.constraints import one_of
from dorset_lsp.site.enums import FolderState


class FolderUpload(models.Model):
    """A partnership folder that an administrator uploaded as a ZIP file.

    State moves through ``changes.folder_uploads``. The file is kept only until it is loaded, found faulty or thrown away; its
    SHA-256 says which file it was.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(default=bytes, help_text="The ZIP file, as long as it is needed.")
    state = models.CharField(max_length=10, choices=FolderState, default=FolderState.UPLOADED)
    tallies = models.JSONField(
        default=list, blank=True, help_text="By file: rows, how many of them add, how many change something."
    )
    change_count = models.PositiveIntegerField("changes", default=0)
    faults = models.JSONField(default=list, blank=True, help_text="By file and row, the first few hundred.")
    fault_count = models.PositiveIntegerField("faults", default=0)
    uploaded_on = models.DateField()
    uploaded_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = "partnership folder"
        constraints = [one_of("state", FolderState)]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has it, so that there will soon be more to see."""
        return self.state in (FolderState.UPLOADED, FolderState.CONFIRMED)

    @property
    def job_key(self) -> str:
        """Of the job that checks it, or that loads it."""
        return f"folder {self.pk} {'load' if self.state == FolderState.CONFIRMED else 'check'}"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What came of each file, with the rows that leave everything as it is."""
        return [
            {"file": name, "rows": rows, "new": new, "changed": changed, "same": rows - new - changed}
            for name, rows, new, changed in self.tallies
        ]
