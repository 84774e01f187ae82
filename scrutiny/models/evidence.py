from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from scrutiny.enums import EvidenceKind
from scrutiny.models.passage import LaidBare
from scrutiny.querysets import EvidenceQuerySet, FactCheckQuerySet, ScrutinyFindingQuerySet


class Evidence(LaidBare, models.Model):
    """What a review was given: by whom, when, for which line of enquiry. The words are a passage with its audience.

    A figure of an indicator is kept as it stood on the day, beside the link to the indicator as it is now.
    """

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    label = models.CharField(max_length=160, help_text="What it is, in words that everybody may read.")
    given_by = models.CharField(
        max_length=160, blank=True, help_text="Leave it empty where the name itself is withheld."
    )
    passage = models.OneToOneField("scrutiny.Passage", models.PROTECT, related_name="evidence")
    lines = models.ManyToManyField("scrutiny.LineOfEnquiry", blank=True, related_name="evidence")
    session = models.ForeignKey(
        "partnerships.Meeting", models.PROTECT, null=True, blank=True, related_name="evidence",
        help_text="The meeting of the group at which it was heard.",
    )  # fmt: skip
    indicator = models.ForeignKey(
        "performance.Indicator", models.PROTECT, null=True, blank=True, related_name="+"
    )
    figure = models.CharField(max_length=80, blank=True, help_text="As it stood on the day.")
    figure_of = models.CharField(max_length=80, blank=True, help_text="The period that it covers.")
    figure_says = models.TextField(blank=True)
    received_on = models.DateField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["review", "number"]
        verbose_name_plural = "evidence"
        constraints = [
            one_of("kind", EvidenceKind),
            models.UniqueConstraint(
                fields=["review", "number"], name="evidence_number_is_unique_in_its_review"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=EvidenceKind.DATA, indicator__isnull=False) & ~models.Q(figure="")
                | ~models.Q(kind=EvidenceKind.DATA) & models.Q(indicator__isnull=True, figure=""),
                name="evidence_of_data_has_its_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.number} of {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:evidence-detail", args=[self.pk])


class Finding(LaidBare, models.Model):
    """What the review concludes from its evidence, on a line of enquiry."""

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    line = models.ForeignKey("scrutiny.LineOfEnquiry", models.PROTECT, related_name="findings")
    passage = models.OneToOneField("scrutiny.Passage", models.PROTECT, related_name="finding")
    evidence = models.ManyToManyField(Evidence, related_name="findings")
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = ScrutinyFindingQuerySet.as_manager()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="finding_number_is_unique_in_its_review"
            )
        ]

    def __str__(self) -> str:
        return f"Finding {self.number} of {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:finding-detail", args=[self.pk])


class FactCheck(LaidBare, models.Model):
    """A finding put to a witness before the report: is it right? Only a public draft is sent, or to a named reader."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="fact_checks")
    witness = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="fact_checks")
    answer_by = models.DateField("answer wanted by")
    asked_on = models.DateField()
    asked_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    is_right = models.BooleanField("the witness agrees", null=True, blank=True)
    answer = models.OneToOneField(
        "scrutiny.Passage", models.PROTECT, null=True, blank=True, related_name="fact_check"
    )
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = FactCheckQuerySet.as_manager()

    class Meta:
        ordering = ["finding", "id"]
        constraints = [
            both_or_neither("answered_on", "answered_by"),
            models.UniqueConstraint(fields=["finding", "witness"], name="finding_is_put_to_a_witness_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding} put to {self.witness}"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:fact-check", args=[self.pk])
