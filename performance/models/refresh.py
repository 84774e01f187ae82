from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, in_order, one_of
from performance.enums import RefreshState, TargetKind, TargetState
from performance.querysets import RefreshQuerySet


class Refresh(models.Model):
    """A proposal to change targets of an agreement, with its reason. Approved, it becomes the agreement's next version.

    A renegotiation is a refresh that puts agreed targets back on the table, or one that settles what was there.
    """

    agreement = models.ForeignKey("performance.Agreement", models.PROTECT, related_name="refreshes")
    title = models.CharField(max_length=120)
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=RefreshState, default=RefreshState.DRAFT)
    begun_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    begun_on = models.DateField()
    proposed_on = models.DateField(null=True, blank=True)
    based_on = models.ForeignKey(
        "performance.AgreementVersion", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The newest version when it was proposed: what its targets are compared with.",
    )  # fmt: skip
    decided_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.TextField(blank=True, help_text="Why it was refused.")
    version = models.OneToOneField(
        "performance.AgreementVersion", models.PROTECT, null=True, blank=True, related_name="refresh",
        help_text="What it became.",
    )  # fmt: skip

    objects = RefreshQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-pk"]
        verbose_name_plural = "refreshes"
        constraints = [
            one_of("state", RefreshState),
            both_or_neither("decided_by", "decided_on"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="refresh_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(state=RefreshState.APPROVED, version__isnull=False)
                | ~models.Q(state=RefreshState.APPROVED) & models.Q(version__isnull=True),
                name="approved_refresh_is_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("performance:refresh-detail", args=[self.agreement.slug, self.pk])


class RefreshLine(models.Model):
    """What a refresh makes of the target on one indicator. Only what is named changes; the rest stands."""

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="lines")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=TargetKind)
    state = models.CharField(max_length=18, choices=TargetState)
    state_reason = models.CharField(max_length=300, blank=True)
    baseline = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    baseline_label = models.CharField(max_length=60, blank=True)
    baseline_from = models.DateField(null=True, blank=True)
    baseline_to = models.DateField(null=True, blank=True, help_text="The first day after it.")

    class Meta:
        ordering = ["indicator__position", "indicator__code"]
        constraints = [
            models.UniqueConstraint(fields=["refresh", "indicator"], name="refresh_names_an_indicator_once"),
            one_of("kind", TargetKind),
            one_of("state", TargetState),
            models.CheckConstraint(
                condition=~models.Q(state=TargetState.PLACEHOLDER) | models.Q(baseline__isnull=True),
                name="refreshed_placeholder_has_no_baseline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} in {self.refresh}"


class RefreshPoint(models.Model):
    """A value that a refresh proposes for the end of one period; in a range, its lower and upper end."""

    line = models.ForeignKey(RefreshLine, models.CASCADE, related_name="points")
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after the period.")
    label = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    value_high = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)

    class Meta:
        ordering = ["line", "to_on"]
        constraints = [
            models.UniqueConstraint(fields=["line", "to_on"], name="refresh_line_has_one_point_at_a_date"),
            in_order("from_on", "to_on"),
        ]

    def __str__(self) -> str:
        return f"{self.line.indicator.code} {self.label}: {self.value}"
