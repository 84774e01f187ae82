from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from partnerships.enums import WAITING_STATES, FindingSource, FindingState
from partnerships.reads.findings import FindingQuerySet


class Finding(models.Model):
    """What a community said: where, when, from whom. The bridging group takes it up; the community gets an answer.

    It is adopted into an outcome, or declined with a reason, at a meeting of the group. *Answered* is apart from that:
    what the community was told, and when.
    """

    title = models.CharField(max_length=160, help_text="What was said, in a line.")
    text = models.TextField("what was said")
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="findings")
    source = models.CharField(max_length=12, choices=FindingSource)
    source_title = models.CharField("from which plan, survey or event", max_length=200, blank=True)
    heard_on = models.DateField("when it was said")
    from_whom = models.CharField(max_length=200, help_text="Who said so, and how many.")
    state = models.CharField(max_length=12, choices=FindingState, default=FindingState.RAISED)
    raised_on = models.DateField()
    raised_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="findings_raised")
    meeting = models.ForeignKey(
        "partnerships.Meeting", models.PROTECT, null=True, blank=True, related_name="findings",
        help_text="The meeting that considered it last, and adopted or declined it.",
    )  # fmt: skip
    settled_on = models.DateField("adopted or declined on", null=True, blank=True)
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="findings"
    )
    reason = models.TextField(blank=True, help_text="What it changes, or why it was declined.")
    answer = models.TextField("what the community was told", blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_on", "-id"]
        constraints = [
            one_of("source", FindingSource),
            one_of("state", FindingState),
            both_or_neither("answered_on", "answered_by"),
            models.CheckConstraint(
                condition=Q(state__in=WAITING_STATES, settled_on__isnull=True)
                | Q(state__in=[FindingState.ADOPTED, FindingState.DECLINED], settled_on__isnull=False),
                name="finding_is_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.RAISED) | Q(meeting__isnull=False),
                name="finding_is_taken_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.ADOPTED) | Q(outcome__isnull=False),
                name="finding_is_adopted_into_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.DECLINED) | ~Q(reason=""),
                name="finding_is_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | Q(answered_on__isnull=False, settled_on__isnull=False) & ~Q(answer=""),
                name="finding_is_answered_once_it_is_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:finding-detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether the bridging group has still to adopt or decline it."""
        return self.state in WAITING_STATES

    @property
    def is_unanswered(self) -> bool:
        """Whether it is settled and the community has not been told."""
        return not self.is_waiting and self.answered_on is None

    @property
    def settled_day(self) -> date:
        """The day of the meeting that adopted or declined it. ValueError while it waits."""
        if self.settled_on is None:
            raise ValueError(f"{self} is not settled.")
        return self.settled_on

    @property
    def open_since(self) -> date:
        """The day from which the community has waited for the next word."""
        return self.settled_on or self.raised_on
