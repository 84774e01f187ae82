from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from delivery_chain.enums import Rating, Settled
from delivery_chain.querysets import AgreedRatingQuerySet, SealedGroupRatings, SealedIndividualRatings
from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly

NO_REASON = Q(value=Rating.RED, reason="")


class GroupRating(models.Model):
    """How one group rates one stage. Sealed: until its review is opened, its own group alone reads it.

    ``objects`` gives what everybody may read; what one reader may read besides, their own group's sheet, is asked by
    ``visible_to``. Written by ``changes.sheets``.
    """

    group = models.ForeignKey("delivery_chain.ReviewGroup", models.PROTECT, related_name="ratings")
    stage = models.ForeignKey("delivery_chain.Stage", models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=Rating)
    reason = models.CharField(max_length=500, blank=True)

    objects = SealedGroupRatings()

    class Meta:
        ordering = ["group", "stage__number"]
        constraints = [
            one_of("value", Rating),
            models.UniqueConstraint(fields=["group", "stage"], name="a_group_rates_a_stage_once"),
        ]

    def __str__(self) -> str:
        """Which rating it is, and never what it says."""
        return f"{self.group.name} on {self.stage}"


class IndividualSheet(models.Model):
    """What one participant thought before their group spoke. Handed in once. Anonymous: no member, and no order.

    Its key is drawn at random, so that the order in which sheets came in tells nobody whose is whose.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    review = models.ForeignKey("delivery_chain.Review", models.PROTECT, related_name="+")
    member = models.OneToOneField(
        "delivery_chain.GroupMember", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Empty: anonymous.",
    )  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Sheet of {self.member.person}" if self.member else "Anonymous sheet"


class IndividualRating(models.Model):
    """How one participant rated one stage. Sealed as a group's is, and for its own group too."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    sheet = models.ForeignKey(IndividualSheet, models.PROTECT, related_name="ratings")
    stage = models.ForeignKey("delivery_chain.Stage", models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=Rating)
    reason = models.CharField(max_length=500, blank=True)

    objects = SealedIndividualRatings()

    class Meta:
        ordering = ["stage__number", "id"]
        constraints = [
            one_of("value", Rating),
            models.UniqueConstraint(fields=["sheet", "stage"], name="a_sheet_rates_a_stage_once"),
            models.CheckConstraint(condition=~NO_REASON, name="individual_red_has_a_reason"),
        ]

    def __str__(self) -> str:
        """Which rating it is, and never what it says."""
        return f"{self.sheet} on {self.stage}"


class AgreedRating(models.Model):
    """What was agreed on one stage, beside what the groups said and never over it."""

    review = models.ForeignKey("delivery_chain.Review", models.PROTECT, related_name="agreed_ratings")
    stage = models.ForeignKey("delivery_chain.Stage", models.PROTECT, related_name="+")
    value = models.CharField(max_length=10, choices=Rating)
    reason = models.CharField(max_length=500, blank=True)
    settled = models.CharField("how it was settled", max_length=10, choices=Settled)
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = AgreedRatingQuerySet.as_manager()

    class Meta:
        ordering = ["review", "stage__number"]
        constraints = [
            one_of("value", Rating),
            one_of("settled", Settled),
            models.UniqueConstraint(fields=["review", "stage"], name="a_stage_is_agreed_once_in_a_review"),
            models.CheckConstraint(condition=~NO_REASON, name="agreed_red_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.stage}, {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("delivery_chain:review-detail", args=[self.review_id])


class Dissent(AppendOnly):
    """What some hold against an agreed rating, in their words. Written once and kept."""

    review = models.ForeignKey("delivery_chain.Review", models.PROTECT, related_name="dissents")
    stage = models.ForeignKey("delivery_chain.Stage", models.PROTECT, related_name="+")
    held_by = models.CharField(max_length=120, help_text="Such as 'four of group 2'.")
    text = models.TextField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["review", "stage__number", "id"]

    def __str__(self) -> str:
        return f"Dissent of {self.held_by} on {self.stage}"
