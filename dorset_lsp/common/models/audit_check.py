from __future__ import annotations

from django.db import models

from dorset_lsp.common.models.audit import AppendOnly


class AuditCheck(AppendOnly):
    """That the whole history was compared with its seals once, and what came of it (``dorset_lsp.common.verifying``)."""

    on = models.DateField(help_text="The partnership’s day.")
    checked_at = models.DateTimeField(help_text="The real time.")
    links = models.PositiveIntegerField("seals")
    waiting = models.PositiveIntegerField(help_text="Rows that were newer than the last seal.")
    fault_count = models.PositiveIntegerField("faults")
    faults = models.JSONField(default=list, blank=True, help_text="The first of them, in sentences.")

    class Meta:
        ordering = ["-id"]
        verbose_name = "check of the history"
        verbose_name_plural = "checks of the history"

    def __str__(self) -> str:
        return f"Check of {self.checked_at:%-d %B %Y, %H:%M}"
