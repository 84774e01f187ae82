from __future__ import annotations

from django.db import models

from dorset_lsp.common.days import in_full


class LateNotice(models.Model):
    """That a round's due day passed with figures missing, noted once for that day; the row keeps it from repeating.

    Lateness itself follows from the date and is stored nowhere. A round that is extended has another due day, and
    another notice when that one passes.
    """

    round = models.ForeignKey("performance.Round", models.PROTECT, related_name="late_notices")
    due_on = models.DateField(help_text="The due day that passed.")
    noted_on = models.DateField()
    late_count = models.PositiveIntegerField(help_text="How many figures were missing then.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "due_on"], name="one_late_notice_a_due_day"),
            models.CheckConstraint(
                condition=models.Q(noted_on__gt=models.F("due_on")), name="late_notice_follows_its_due_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.late_count} late"


class LeadNotice(models.Model):
    """That a lead was told in one week what waits for their check; the row keeps it to once a week."""

    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    week_from = models.DateField(help_text="The week's Monday.")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "week_from"], name="one_lead_notice_a_week"),
            models.CheckConstraint(
                condition=models.Q(sent_on__gte=models.F("week_from")), name="lead_notice_is_of_its_week"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice to {self.person} in the week of {in_full(self.week_from)}"
