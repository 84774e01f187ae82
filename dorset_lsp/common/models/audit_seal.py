from django.db import models
from django.db.models import F, Q

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly


class History(models.TextChoices):
    """The two histories that are sealed, each in a chain of its own."""

    EVENTS = "events", "audit events"
    MOVES = "moves", "state changes"


class AuditSeal(AppendOnly):
    """One link of the chain that makes tampering with the history show.

    It covers the rows with the ids from ``first_id`` to ``last_id``, without those ``absent`` when it was made (their
    transactions had not ended, or were undone), and with those ``late`` ones that were absent from an earlier link and
    have come since. Written only by ``dorset_lsp.common.sealing``.
    """

    history = models.CharField(max_length=10, choices=History.choices)
    number = models.PositiveIntegerField()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(help_text="One below the first when the link holds late rows alone.")
    absent = models.JSONField(default=list, blank=True)
    late = models.JSONField(default=list, blank=True)
    rows = models.PositiveIntegerField(help_text="How many rows it seals.")
    rows_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, help_text="The chain hash of the link before.")
    chain = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField(help_text="The real time.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["history", "number"], name="audit_seal_one_of_a_number"),
            models.CheckConstraint(condition=Q(last_id__gte=F("first_id") - 1), name="audit_seal_in_order"),
            models.CheckConstraint(condition=Q(rows__gt=0), name="audit_seal_holds_something"),
            one_of("history", History),
        ]

    def __str__(self) -> str:
        return f"Seal {self.number} of {self.get_history_display()}"
