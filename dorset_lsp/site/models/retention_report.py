from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

from dorset_lsp.common.constraints import both_or_neither, one_of
from dorset_lsp.site.enums import RetentionState
from partnerships.models import Person


class RetentionReportQuerySet(models.QuerySet):
    """Reads of the reports."""

    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Administrators alone."""
        return self if viewer.is_authenticated and viewer.is_staff else self.none()

    def standing(self) -> Self:
        """The one of which nothing has been removed yet, if there is one."""
        return self.filter(state=RetentionState.STANDING)


class RetentionReport(models.Model):
    """What has been kept for longer than it is to be, told to administrators before any of it is removed.

    ``made_on`` is the day that counts: what became old since is for the next report. State moves through ``changes.retention``.
    """

    made_on = models.DateField()
    removes_on = models.DateField(help_text="The first day on which what it tells is removed.")
    counts = models.JSONField(default=dict, help_text="Rows by kind, as they were found.")
    removed = models.JSONField(default=dict, blank=True, help_text="Rows by kind, as they went.")
    state = models.CharField(max_length=10, choices=RetentionState, default=RetentionState.STANDING)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    stop_reason = models.CharField(max_length=300, blank=True)

    objects = RetentionReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "report of what will be removed"
        verbose_name_plural = "reports of what will be removed"
        constraints = [
            one_of("state", RetentionState),
            both_or_neither("stopped_on", "stopped_by"),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state=RetentionState.STANDING),
                name="one_retention_report_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.made_on:%-d %B %Y}"
