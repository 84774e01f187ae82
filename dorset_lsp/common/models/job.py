from django.db import models
from django.db.models import Q

from dorset_lsp.common.constraints import one_of


class JobState(models.TextChoices):
    """Where a job stands. The moves between them are in ``dorset_lsp.common.jobs``."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """One piece of work outside a request, and the proof that it was done once.

    The message to a worker can be lost; this row cannot. Written only by ``dorset_lsp.common.jobs``.
    """

    State = JobState

    name = models.CharField(max_length=80, help_text="Which kind of job, of those in dorset_lsp.schedule.")
    key = models.CharField(max_length=200, unique=True, help_text="What, for whom, for which deadline.")
    arguments = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, help_text="Why the last attempt did not succeed.")
    queued_at = models.DateTimeField(help_text="When it was asked for.")
    due_at = models.DateTimeField(help_text="When it may next be handed to a worker.")
    started_at = models.DateTimeField(null=True, blank=True, help_text="When the last attempt began.")
    lease_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Until when its worker holds it; after that the worker counts as lost.",
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    done_units = models.PositiveIntegerField(default=0)
    all_units = models.PositiveIntegerField(
        default=0, help_text="0 when the job does not count its progress."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", JobState),
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="job_has_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | (~Q(state__in=["done", "failed"]) & Q(finished_at__isnull=True)),
                name="job_has_end_when_over",
            ),
            models.CheckConstraint(
                condition=Q(done_units__lte=models.F("all_units")), name="job_done_units_within_all_units"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="queued"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.key})"
