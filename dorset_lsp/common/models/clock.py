from django.db import models

from dorset_lsp.common.days import in_full


class Clock(models.Model):
    """The day that the partnership states, if it states one. A single row; see ``dorset_lsp.common.today``."""

    is_stamped = True

    stated_on = models.DateField(
        "stated day",
        null=True,
        blank=True,
        help_text="The day that pages, jobs and deadlines take for today. Empty: the real day.",
    )

    class Meta:
        verbose_name = "stated day"
        verbose_name_plural = "stated day"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="clock_is_one_row")]

    def __str__(self) -> str:
        return in_full(self.stated_on) if self.stated_on else "the real day"
