from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from dorset_lsp.common.days import in_full
from partnerships.enums import FUNDED_STATES, ClaimState, ProjectState
from partnerships.reads.projects import ClaimQuerySet, ProjectQuerySet

if TYPE_CHECKING:
    from partnerships.models.person import Person


class Project(models.Model):
    """Something that an organisation wants to do with money of an allocation: applied for, decided, offered, claimed.

    ``claimed_pence`` is the running total of its claims and ``released_pence`` what of the offer was given back when
    it finished: together never above the offer, and kept by the changes alone.
    """

    allocation = models.ForeignKey("partnerships.Allocation", models.PROTECT, related_name="projects")
    organisation = models.ForeignKey("partnerships.Organisation", models.PROTECT, related_name="projects")
    title = models.CharField(max_length=160)
    description = models.TextField("what will be done", blank=True)
    area = models.ForeignKey(
        "partnerships.Area", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    asked_pence = models.PositiveBigIntegerField("asked for")
    own_pence = models.PositiveBigIntegerField("brought by others", default=0)
    offered_pence = models.PositiveBigIntegerField("offered", default=0, editable=False)
    claimed_pence = models.PositiveBigIntegerField("claimed", default=0, editable=False)
    released_pence = models.PositiveBigIntegerField("given back", default=0, editable=False)
    state = models.CharField(max_length=10, choices=ProjectState, default=ProjectState.DRAFT)
    begun_on = models.DateField("drafted on")
    begun_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    applied_on = models.DateField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.TextField("reasons and conditions", blank=True)
    authority = models.CharField(
        max_length=200, blank=True, help_text="Which body decided, when and under which number."
    )
    claim_by_on = models.DateField("claim by", null=True, blank=True)
    report_due_on = models.DateField("report benefits by", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", ProjectState),
            both_or_neither("applied_on", "applied_by"),
            both_or_neither("decided_on", "decided_by"),
            models.CheckConstraint(
                condition=Q(offered_pence__gte=F("claimed_pence") + F("released_pence")),
                name="project_claims_what_was_offered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FUNDED_STATES)
                | Q(offered_pence__gt=0, claim_by_on__isnull=False, report_due_on__isnull=False),
                name="project_offer_has_its_sum_and_days",
            ),
            models.CheckConstraint(condition=Q(asked_pence__gt=0), name="project_asks_for_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:project-detail", args=[self.pk])

    @property
    def is_funded(self) -> bool:
        """Whether money was promised to it, now or once."""
        return self.state in FUNDED_STATES

    @property
    def applicant(self) -> Person:
        """Whoever applied. ValueError for a draft, which has none."""
        if self.applied_by is None:
            raise ValueError(f"{self} is a draft.")
        return self.applied_by

    @property
    def last_claim_on(self) -> date:
        """The last day for a claim. ValueError without an offer."""
        if self.claim_by_on is None:
            raise ValueError(f"{self} has no offer.")
        return self.claim_by_on

    @property
    def report_on(self) -> date:
        """The day by which its report is due. ValueError without an offer."""
        if self.report_due_on is None:
            raise ValueError(f"{self} has no offer.")
        return self.report_due_on

    @property
    def open_pence(self) -> int:
        """What of the offer can still be claimed."""
        return self.offered_pence - self.claimed_pence - self.released_pence


class Claim(models.Model):
    """Money that an organisation draws down for a project, for what it has spent. Counts until it is refused."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="claims")
    amount_pence = models.PositiveBigIntegerField("amount")
    spent_on_what = models.TextField("what it was spent on")
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.CLAIMED)
    claimed_on = models.DateField()
    claimed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal_reason = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_on", "-id"]
        constraints = [
            one_of("state", ClaimState),
            both_or_neither("settled_on", "settled_by"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="claim_is_for_something"),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.REFUSED) | ~Q(refusal_reason=""),
                name="claim_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim of {in_full(self.claimed_on)} on {self.project}"


class BenefitsReport(models.Model):
    """What a project's money bought: written once, when it is finished."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="report")
    what_changed = models.TextField()
    people_helped = models.PositiveIntegerField(null=True, blank=True)
    lesson = models.TextField(blank=True, help_text="What others should know before they try the same.")
    filed_on = models.DateField()
    filed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-filed_on", "-id"]

    def __str__(self) -> str:
        return f"What {self.project} brought"
