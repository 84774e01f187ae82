from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.days import in_full
from dorset_lsp.common.models.audit import AppendOnly
from partnerships.enums import ActionState
from partnerships.querysets import ActionQuerySet


class Action(models.Model):
    """Who does what by when. State moves through ``changes.actions``; overdue is derived from the date.

    Where an action comes from (an exception, a red stage, a recommendation) is a link row in the app that owns
    that thing.
    """

    title = models.CharField(max_length=200)
    description = models.TextField("what will be done", blank=True)
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="actions"
    )
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="actions", help_text="The group that follows it."
    )
    organisation = models.ForeignKey("partnerships.Organisation", models.PROTECT, related_name="actions")
    lead = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="actions_led")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ActionState, default=ActionState.PROPOSED)
    raised_on = models.DateField()
    raised_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    drop_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="Counts changes, so that none is lost to another."
    )
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of("state", ActionState),
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.DROPPED) | ~models.Q(drop_reason=""),
                name="action_is_dropped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[ActionState.DONE, ActionState.DROPPED], ended_on__isnull=False)
                | models.Q(state__in=[ActionState.PROPOSED, ActionState.OPEN], ended_on__isnull=True),
                name="action_has_ended_when_done_or_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("site:action-detail", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Whether something is still to be done."""
        return self.state in (ActionState.PROPOSED, ActionState.OPEN)

    def is_overdue(self, on: date) -> bool:
        """Live and past its due date on that day."""
        return self.is_live and self.due_on < on


class ActionNote(AppendOnly):
    """A progress note on an action: what happened, by whom, when. Written once."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="notes")
    text = models.TextField()
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Note of {in_full(self.written_on)} on {self.action}"
