from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, in_order, one_of
from performance.enums import Absence, Direction, ReturnState
from performance.periods import Period
from performance.querysets import ReturnQuerySet


class Return(models.Model):
    """What one indicator owes one round: a figure or a reason for none, with commentary.

    State moves through ``changes.returns``. ``version`` counts saves, so that the second of two people who edit at
    once is told what changed and loses nothing.
    """

    round = models.ForeignKey("performance.Round", models.PROTECT, related_name="returns")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="returns")
    period_from = models.DateField()
    period_to = models.DateField(help_text="The first day after the period.")
    state = models.CharField(max_length=12, choices=ReturnState, default=ReturnState.NOT_STARTED)
    version = models.PositiveIntegerField(default=0)
    is_provisional = models.BooleanField("provisional", default=False)
    commentary = models.TextField(blank=True)
    direction_view = models.CharField(
        "how the owner sees it moving", max_length=14, choices=Direction, blank=True
    )
    is_surprise_confirmed = models.BooleanField(default=False)
    saved_on = models.DateField(null=True, blank=True)
    saved_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_on = models.DateField(null=True, blank=True, help_text="The day the figure was received.")
    submitted_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_back_on = models.DateField(null=True, blank=True)
    sent_back_reason = models.TextField(blank=True)
    is_correction = models.BooleanField(
        default=False, help_text="Reopened after publication, for the next edition."
    )
    correction_reason = models.TextField(blank=True)
    open_until = models.DateField(
        null=True,
        blank=True,
        help_text="The first day on which an extended window is shut again, if one was granted.",
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["round", "indicator__position", "indicator__code"]
        constraints = [
            models.UniqueConstraint(fields=["round", "indicator"], name="round_asks_an_indicator_once"),
            one_of("state", ReturnState),
            one_of("direction_view", Direction, or_nothing=True),
            in_order("period_from", "period_to"),
            both_or_neither("saved_on", "saved_by"),
            both_or_neither("submitted_on", "submitted_by"),
            both_or_neither("verified_on", "verified_by"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} for {self.period.label}"

    def get_absolute_url(self) -> str:
        return reverse("performance:return-detail", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)

    @property
    def last_day(self) -> date:
        """The last day on which the figure is in time: the round's, or that of a window of its own if it is later."""
        if self.open_until is None:
            return self.round.due_on
        return max(self.round.due_on, self.open_until - timedelta(days=1))


class ReturnFigure(models.Model):
    """The answer of a return for one area, while it is being drafted and checked: a number or an honest absence."""

    of_return = models.ForeignKey(Return, models.CASCADE, related_name="figures")
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    absence = models.CharField(max_length=14, choices=Absence, blank=True)
    absence_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["of_return", "area__name"]
        constraints = [
            models.UniqueConstraint(fields=["of_return", "area"], name="return_answers_for_an_area_once"),
            one_of("absence", Absence, or_nothing=True),
            both_or_neither("numerator", "denominator"),
            models.CheckConstraint(
                condition=models.Q(absence="")
                | models.Q(
                    absence__gt="", value__isnull=True, numerator__isnull=True, denominator__isnull=True
                ),
                name="figure_is_a_number_or_an_absence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_return} in {self.area}"


class ReopenRequest(models.Model):
    """Somebody asked that a locked return be opened again, with a reason; recorded whatever the answer."""

    of_return = models.ForeignKey(Return, models.CASCADE, related_name="reopen_requests")
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_granted = models.BooleanField(default=False)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            both_or_neither("answered_on", "answered_by"),
            models.UniqueConstraint(
                fields=["of_return"],
                condition=models.Q(answered_on__isnull=True),
                name="one_open_reopen_request",
            ),
        ]

    def __str__(self) -> str:
        return f"Request to reopen {self.of_return}"


class ReturnReminder(models.Model):
    """One reminder of one return to one person on one day: the unique row that keeps reminders from repeating."""

    of_return = models.ForeignKey(Return, models.CASCADE, related_name="reminders")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "person", "sent_on"], name="one_reminder_a_person_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"Reminder of {self.of_return} to {self.person}"
