from __future__ import annotations

from django.db import models


class SheetReminder(models.Model):
    """That somebody was reminded of their group's sheet on a day; the row keeps it to once a day."""

    group = models.ForeignKey("delivery_chain.ReviewGroup", models.PROTECT, related_name="reminders")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person", "sent_on"], name="one_sheet_reminder_a_day")
        ]

    def __str__(self) -> str:
        return f"Reminder to {self.person} on {self.sent_on:%-d %B %Y}"


class NextRoundNotice(models.Model):
    """That those who lead a body were told that a review is due again; once for each day that was set for it."""

    review = models.ForeignKey("delivery_chain.Review", models.PROTECT, related_name="next_round_notices")
    due_on = models.DateField(help_text="The day on which the next round is due.")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "due_on"], name="one_notice_of_a_next_round"),
        ]

    def __str__(self) -> str:
        return f"Notice of the next round of {self.review}"


class UndoneNotice(models.Model):
    """That an action's lead was told in one month that an action of a closed review is late; once a month."""

    action = models.ForeignKey("partnerships.Action", models.PROTECT, related_name="undone_notices")
    month_from = models.DateField(help_text="The month's first day.")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["action", "month_from"], name="one_undone_notice_a_month"),
            models.CheckConstraint(
                condition=models.Q(sent_on__gte=models.F("month_from")), name="undone_notice_is_of_its_month"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice of {self.month_from:%B %Y} on {self.action}"
