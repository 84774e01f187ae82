from __future__ import annotations

from fractions import Fraction

from django.db import models

from dorset_lsp.common.constraints import both_or_neither, in_order, one_of
from performance.enums import Absence
from performance.periods import Period
from performance.querysets import ObservationQuerySet


class Observation(models.Model):
    """A published figure, or a published absence, of an indicator for an area and a period.

    Never overwritten: a correction is a new revision with a reason; the old row only loses ``is_latest``. Ratios keep
    numerator and denominator, and ``value`` is their quotient rounded for sorting; rules use ``exact``.
    """

    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="observations")
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="+")
    definition = models.ForeignKey(
        "performance.DefinitionVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )  # fmt: skip
    period_from = models.DateField()
    period_to = models.DateField(help_text="The first day after the period.")
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    absence = models.CharField(max_length=14, choices=Absence, blank=True)
    absence_reason = models.CharField(max_length=300, blank=True)
    is_provisional = models.BooleanField("provisional", default=False)
    revision = models.PositiveSmallIntegerField(default=1)
    revision_reason = models.CharField(max_length=300, blank=True)
    is_latest = models.BooleanField(default=True)
    received_on = models.DateField(help_text="The day the figure was received.")
    published_on = models.DateField()
    recorded_by_name = models.CharField(max_length=200)
    edition = models.ForeignKey(
        "performance.Edition", models.PROTECT, null=True, blank=True, related_name="observations",
        help_text="Empty: history from before the first round here.",
    )  # fmt: skip
    source = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "area", "-period_to", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "period_from", "period_to", "revision"],
                name="observation_is_revised_in_turn",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "period_to", "period_from"],
                condition=models.Q(is_latest=True),
                name="observation_has_one_latest",
            ),
            in_order("period_from", "period_to"),
            one_of("absence", Absence, or_nothing=True),
            both_or_neither("numerator", "denominator"),
            models.CheckConstraint(
                condition=models.Q(absence="", value__isnull=False)
                | models.Q(absence__gt="", value__isnull=True),
                name="observation_is_a_number_or_an_absence",
            ),
            models.CheckConstraint(
                condition=models.Q(revision=1) | ~models.Q(revision_reason=""), name="revision_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period.label}, {self.area}"

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)

    @property
    def exact(self) -> Fraction | None:
        """The figure without rounding, in the indicator's unit; None for an absence."""
        if self.numerator is not None and self.denominator:
            return Fraction(self.numerator) / Fraction(self.denominator) * self.indicator.per
        return None if self.value is None else Fraction(self.value)
