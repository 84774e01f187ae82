from __future__ import annotations

from django.db import models

from performance.querysets import BenefitIndicatorQuerySet


class BenefitIndicator(models.Model):
    """That an indicator shows whether a benefit of a programme is there."""

    benefit = models.ForeignKey("partnerships.Benefit", models.PROTECT, related_name="indicator_links")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="benefit_links")

    objects = BenefitIndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["benefit", "indicator__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["benefit", "indicator"], name="an_indicator_shows_a_benefit_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} shows {self.benefit}"
