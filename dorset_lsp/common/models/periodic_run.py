from django.db import models
from django.db.models import F, Q

from dorset_lsp.common.days import in_full


class PeriodicRun(models.Model):
    """One run of a periodic job's finder: for which day, when, what it found, and how much of that was new.

    Written only by ``dorset_lsp.common.periodic``. A run without an end was lost with its worker, and is run again.
    """

    name = models.CharField(max_length=80, help_text="Which periodic job, of those in dorset_lsp.schedule.")
    on = models.DateField(help_text="The partnership's day that it was run for.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveIntegerField(default=0, help_text="Things that were due.")
    enqueued = models.PositiveIntegerField(default=0, help_text="Of those, the ones not asked for before.")
    error = models.TextField(blank=True, help_text="Why it ended before its time.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(enqueued__lte=F("found")), name="periodic_run_enqueued_within_found"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="periodic_run_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["name", "started_at"], name="periodic_run_by_name")]

    def __str__(self) -> str:
        return f"{self.name} for {in_full(self.on)}"
