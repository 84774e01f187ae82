from __future__ import annotations

from django.db import models

from performance.querysets import RebaseQuerySet


class Rebase(models.Model):
    """From this period on a control chart starts afresh, because something is known to have changed.

    What is published stays as it was: the rebase counts in editions that come after ``after_edition``, the newest that
    there was when it was made.
    """

    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="rebases")
    from_on = models.DateField(help_text="The first day of the first period of the new segment.")
    reason = models.CharField(max_length=300)
    recorded_on = models.DateField()
    recorded_by_name = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Empty: a folder that does not say.",
    )  # fmt: skip
    after_edition = models.ForeignKey(
        "performance.Edition", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The newest edition when it was made; empty: before the first.",
    )  # fmt: skip

    objects = RebaseQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "from_on"], name="chart_is_rebased_once_at_a_period"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="rebase_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, rebased from {self.from_on.isoformat()}"
