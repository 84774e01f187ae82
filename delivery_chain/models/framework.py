from __future__ import annotations

from django.db import models
from django.urls import reverse

from delivery_chain.enums import Subject
from delivery_chain.querysets import FrameworkVersionQuerySet
from dorset_lsp.common.constraints import one_of


class Framework(models.Model):
    """A list of questions to assess an outcome, the strategy or the partnership by. Its text stands in its versions."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120, unique=True)
    short_title = models.CharField(max_length=40)
    subject = models.CharField(max_length=12, choices=Subject)
    about = models.TextField(blank=True, help_text="What it is for, in a sentence or two.")
    asks_for_maps = models.BooleanField(
        "reds need a chain map",
        default=False,
        help_text="Each stage agreed red needs a map before a review closes.",
    )
    months_between_rounds = models.PositiveSmallIntegerField(default=12)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            one_of("subject", Subject),
            models.CheckConstraint(
                condition=models.Q(months_between_rounds__gte=1), name="framework_rounds_are_months_apart"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FrameworkVersion(models.Model):
    """The questions as they stand from a day on. A review keeps the version that it began with."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField("in use from")
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True, help_text="Which part of its wording is whose.")

    objects = FrameworkVersionQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="framework_version_number_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.framework}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("delivery_chain:framework-detail", args=[self.framework.slug, self.number])


class Stage(models.Model):
    """One question of a version, with what red, amber and green look like, and prompts to think by."""

    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    short_name = models.CharField(max_length=60)
    question = models.CharField(max_length=300)
    red = models.CharField("red looks like", max_length=300, blank=True)
    amber = models.CharField("amber looks like", max_length=300, blank=True)
    green = models.CharField("green looks like", max_length=300, blank=True)
    prompts = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number"], name="stage_number_is_unique_in_its_version"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="stage_numbers_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.short_name}"
