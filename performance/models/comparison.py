from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import in_order
from performance.querysets import ComparisonAreaQuerySet, ComparisonFigureQuerySet


class ComparisonArea(models.Model):
    """A place outside the partnership whose figures are set beside its own: a country, a family of areas, a neighbour."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    about = models.CharField(
        max_length=300, blank=True, help_text="For a family of areas: which they are, and who chose them."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = ComparisonAreaQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ComparisonFigure(models.Model):
    """What an indicator stood at in a comparison area in one period, with where that is from. It judges nothing."""

    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="comparisons")
    area = models.ForeignKey(ComparisonArea, models.PROTECT, related_name="figures")
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after the period.")
    label = models.CharField(max_length=60, help_text="The period as the source prints it.")
    value = models.DecimalField(max_digits=15, decimal_places=6, help_text="In the indicator's unit.")
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True, help_text="What to be careful about.")
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ComparisonFigureQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "area", "-to_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "from_on", "to_on"], name="comparison_figure_is_given_once"
            ),
            in_order("from_on", "to_on"),
            models.CheckConstraint(condition=~models.Q(source=""), name="comparison_figure_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, {self.area}, {self.label}"
