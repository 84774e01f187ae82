from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly
from performance.enums import ReportFormat
from performance.querysets import ReportFileQuerySet


class ReportData(AppendOnly):
    """All that the report of an edition says, as one canonical JSON text, written in the transaction that publishes.

    Every file of the report is drawn from this text and from nothing else, whenever that may be: later figures,
    definitions, targets and names cannot get in. How the text is made: ``performance.reports.canonical``.
    """

    edition = models.OneToOneField("performance.Edition", models.PROTECT, related_name="report_data")
    canonical = models.TextField(
        help_text="Canonical JSON; the report's JSON file is this text, byte for byte."
    )

    class Meta:
        ordering = ["-edition"]
        verbose_name_plural = "report data"

    def __str__(self) -> str:
        return f"Data of {self.edition}"


class ReportFile(AppendOnly):
    """One file of a report. The bytes lie in the storage, under a name that bears their hash; the row says which hash."""

    edition = models.ForeignKey("performance.Edition", models.PROTECT, related_name="report_files")
    format = models.CharField(max_length=4, choices=ReportFormat)
    name = models.CharField(max_length=120, unique=True, help_text="As it is called when it is downloaded.")
    path = models.CharField(max_length=200, help_text="Where the storage keeps it.")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(help_text="In bytes.")

    objects = ReportFileQuerySet.as_manager()  # type: ignore[misc]  # the same, with one phrase more

    class Meta:
        ordering = ["edition", "name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="edition_has_one_file_of_a_format"),
            one_of("format", ReportFormat),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(
            "performance:report-file", args=[self.edition.round.slug, self.edition.number, self.format]
        )


class ReportSeal(AppendOnly):
    """The seal on a finished report: hashes of its data and of its list of files, and the link to the edition before.

    What is hashed, and how: ``performance.reports.chain``.
    """

    edition = models.OneToOneField("performance.Edition", models.PROTECT, related_name="report_seal")
    canonical_sha256 = models.CharField("SHA-256 of the data", max_length=64)
    files_sha256 = models.CharField("SHA-256 of the list of files", max_length=64)
    previous = models.CharField(
        max_length=64, help_text="The chain hash of the edition before; noughts for the first."
    )
    chain = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-edition"]

    def __str__(self) -> str:
        return f"Seal of {self.edition}"
