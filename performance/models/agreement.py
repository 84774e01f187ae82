from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from performance.enums import TargetKind, TargetState
from performance.querysets import AgreementQuerySet, TargetQuerySet


class Agreement(models.Model):
    """A set of targets that partners have agreed for an area over a span of years, such as a local area agreement."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="+")
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after the agreement.")

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        constraints = [in_order("from_on", "to_on")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("performance:agreement-detail", args=[self.slug])


class AgreementVersion(models.Model):
    """The agreement as first signed, or as refreshed. A refresh makes a new version; the old one stays readable."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    agreed_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_version_number_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.title}"


class Target(models.Model):
    """What the partners agreed to reach on one indicator. Only an agreed target is judged; the rest say why not."""

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="targets")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=12, choices=TargetKind)
    state = models.CharField(max_length=18, choices=TargetState)
    state_as_printed = models.CharField(
        max_length=120, blank=True, help_text="The state in the agreement's own words, where they are others."
    )
    state_reason = models.CharField(max_length=300, blank=True, help_text="Why it is not agreed, in words.")
    baseline = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    baseline_as_printed = models.CharField(
        max_length=300, blank=True, help_text="The baseline in the agreement's own words, to the letter."
    )
    baseline_label = models.CharField(
        max_length=60, blank=True, help_text="As the field labels it: 2005-2007 average."
    )
    baseline_from = models.DateField(null=True, blank=True)
    baseline_to = models.DateField(null=True, blank=True, help_text="The first day after it.")
    as_printed = models.JSONField(
        default=dict, blank=True, help_text="Each cell of its source row, as it was printed."
    )
    relates_to = models.ManyToManyField(
        "partnerships.Organisation", blank=True, related_name="targets_relating"
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["indicator__position", "indicator__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "indicator"], name="indicator_has_one_target_in_a_version"
            ),
            one_of("kind", TargetKind),
            one_of("state", TargetState),
            models.CheckConstraint(
                condition=~models.Q(state=TargetState.PLACEHOLDER) | models.Q(baseline__isnull=True),
                name="placeholder_target_has_no_baseline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} in {self.version}"


class TargetPoint(models.Model):
    """The value to be reached at the end of one period; for an indicator in a range, its lower and upper end."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="points")
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after the period.")
    label = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    value_high = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    as_printed = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["target", "to_on"]
        constraints = [
            models.UniqueConstraint(fields=["target", "to_on"], name="target_has_one_point_at_a_date"),
            in_order("from_on", "to_on"),
        ]

    def __str__(self) -> str:
        return f"{self.target.indicator.code} {self.label}: {self.as_printed or self.value}"
