from __future__ import annotations

from django.db import models
from django.urls import reverse

from performance.querysets import ScorecardQuerySet


class Scorecard(models.Model):
    """An ordered set of indicators owned by a body or an organisation.

    The same indicator may stand on many scorecards, with one definition and one figure.
    """

    is_stamped = True

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, null=True, blank=True, related_name="scorecards"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="scorecards"
    )
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="scorecards",
        help_text="For a theme group's scorecard: the outcome that it follows.",
    )  # fmt: skip
    agreement = models.ForeignKey(
        "performance.Agreement", models.PROTECT, null=True, blank=True, related_name="scorecards"
    )
    position = models.PositiveSmallIntegerField(default=0)
    indicators = models.ManyToManyField(
        "performance.Indicator", through="ScorecardLine", related_name="scorecards"
    )

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=True) ^ models.Q(organisation__isnull=True),
                name="scorecard_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("performance:scorecard-detail", args=[self.slug])

    @property
    def owner_name(self) -> str:
        """The body or organisation that owns it, by name."""
        return str(self.body or self.organisation)


class ScorecardLine(models.Model):
    """An indicator's place on a scorecard."""

    is_stamped = True

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scorecard", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["scorecard", "indicator"], name="indicator_stands_once_on_a_scorecard"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} on {self.scorecard}"
