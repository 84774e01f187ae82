from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import in_order
from partnerships.querysets import OutcomeQuerySet


class Strategy(models.Model):
    """The community strategy: the partnership's vision for its area over a span of years."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    vision = models.TextField(blank=True)
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after its period.")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-from_on"]
        verbose_name_plural = "strategies"
        constraints = [in_order("from_on", "to_on")]

    def __str__(self) -> str:
        return self.title


class Challenge(models.Model):
    """A strategic challenge that the strategy names; outcomes answer it."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="challenges")
    slug = models.SlugField(unique=True)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="challenge_number_is_unique_in_its_strategy"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Outcome(models.Model):
    """What is to be different for people, owned by a group, inside the agreement or outside it."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=40)
    description = models.TextField(blank=True)
    challenge = models.ForeignKey(Challenge, models.PROTECT, null=True, blank=True, related_name="outcomes")
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="outcomes",
        help_text="The group that owns it and verifies its figures.",
    )  # fmt: skip
    is_in_agreement = models.BooleanField("in the agreement", default=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("site:outcome-detail", args=[self.slug])
