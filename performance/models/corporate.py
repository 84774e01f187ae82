from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from performance.enums import Frequency, Measure, Polarity
from performance.querysets import CorporateFigureQuerySet, CorporateLineQuerySet, CorporateMeasureQuerySet


class CorporateMeasure(models.Model):
    """Something that one organisation measures for itself. Nobody else knows of it until it is shared.

    It is a table of its own, so that nothing that reads the partnership's indicators can come upon it. What is shared
    is read by partners beside the organisation's name; it never counts among the partnership's indicators.
    """

    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="corporate_measures"
    )
    title = models.CharField(max_length=200)
    definition = models.TextField()
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.NUMBER)
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=10, choices=Polarity)
    frequency = models.CharField(max_length=12, choices=Frequency)
    target = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    added_on = models.DateField()
    added_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    shared_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = CorporateMeasureQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "title"]
        constraints = [
            one_of("measure", Measure),
            one_of("polarity", Polarity),
            one_of("frequency", Frequency),
            models.UniqueConstraint(
                fields=["organisation", "title"], name="organisation_has_a_measure_of_a_title_once"
            ),
        ]

    def __str__(self) -> str:
        """Without its title: this stands in the history, which the administration reads."""
        return f"Corporate measure {self.pk} of {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("performance:corporate-measure", args=[self.organisation.slug, self.pk])

    @property
    def is_shared(self) -> bool:
        return self.shared_on is not None


class CorporateFigure(models.Model):
    """A figure of a corporate measure. Never overwritten: a correction is a new revision with a reason."""

    of_measure = models.ForeignKey(CorporateMeasure, models.PROTECT, related_name="figures")
    period_from = models.DateField()
    period_to = models.DateField(help_text="The first day after the period.")
    value = models.DecimalField(max_digits=15, decimal_places=6)
    note = models.CharField(max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(default=1)
    revision_reason = models.CharField(max_length=300, blank=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = CorporateFigureQuerySet.as_manager()

    class Meta:
        ordering = ["of_measure", "-period_to", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_measure", "period_from", "period_to", "revision"],
                name="corporate_figure_is_revised_in_turn",
            ),
            in_order("period_from", "period_to"),
            models.CheckConstraint(
                condition=models.Q(revision=1) | ~models.Q(revision_reason=""),
                name="corporate_revision_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"A figure of {self.of_measure}"


class CorporateLine(models.Model):
    """That an indicator of the partnership stands on an organisation's corporate scorecard. Its own business, too."""

    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="corporate_lines"
    )
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="+")

    objects = CorporateLineQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "indicator__position", "indicator__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator"], name="indicator_stands_once_on_a_corporate_scorecard"
            )
        ]

    def __str__(self) -> str:
        return f"Line {self.pk} of the corporate scorecard of {self.organisation}"
