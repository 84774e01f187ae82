from __future__ import annotations

from django.db import models
from django.db.models import Q

from partnerships.reads.priorities import PriorityQuerySet


class DistrictPriority(models.Model):
    """What a district's own community plan puts first, beside the outcome of the county's strategy that it serves."""

    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="priorities")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="district_priorities",
        help_text="Empty: the county's strategy has no such outcome.",
    )  # fmt: skip
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, null=True, blank=True, related_name="priorities",
        help_text="The district's own partnership.",
    )  # fmt: skip
    source = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["area__name", "number"]
        verbose_name_plural = "district priorities"
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="priority_number_is_unique_in_its_area"),
            models.CheckConstraint(condition=Q(number__gte=1), name="priority_is_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return self.title
