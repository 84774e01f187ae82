from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly
from scrutiny.enums import ReportAudience
from scrutiny.querysets import ReportEditionQuerySet, ReviewReportQuerySet


class ReportEdition(AppendOnly):
    """The report of a review for one audience, frozen as canonical JSON in the transaction that issues it.

    Every file is drawn from this text alone. ``chain`` links it to the edition before for the same audience.
    """

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="report_editions")
    audience = models.CharField(max_length=7, choices=ReportAudience)
    number = models.PositiveSmallIntegerField()
    canonical = models.TextField()
    sha256 = models.CharField("SHA-256 of the text", max_length=64)
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64, unique=True)
    frozen_on = models.DateField()

    objects = ReportEditionQuerySet.as_manager()  # type: ignore[misc]  # the same, with one phrase more

    class Meta:
        ordering = ["review", "audience", "number"]
        constraints = [
            one_of("audience", ReportAudience),
            models.UniqueConstraint(fields=["review", "audience", "number"], name="report_edition_is_unique"),
        ]

    def __str__(self) -> str:
        return f"Report of {self.review}, edition {self.number} for {self.get_audience_display()}"


class ReportFile(AppendOnly):
    """The PDF of an edition. The bytes lie in the storage, under a name that bears their hash."""

    edition = models.OneToOneField(ReportEdition, models.PROTECT, related_name="file")
    name = models.CharField(max_length=160, unique=True)
    path = models.CharField(max_length=240)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField()

    objects = ReviewReportQuerySet.as_manager()  # type: ignore[misc]  # the same, with one phrase more

    class Meta:
        ordering = ["edition"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(
            "scrutiny:report-file",
            args=[self.edition.review.slug, self.edition.audience, self.edition.number, "pdf"],
        )
