from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from delivery_chain.enums import (
    ENDED,
    GROUP_MOVES,
    OPENED,
    SETTLED,
    GroupState,
    IndividualMode,
    ReviewState,
    Subject,
)
from delivery_chain.querysets import ReviewGroupQuerySet, ReviewQuerySet
from dorset_lsp.common.constraints import both_or_neither, one_of
from dorset_lsp.common.states import can_move


class Review(models.Model):
    """A body's review of an outcome, of the strategy or of the partnership, against one version of a framework.

    State moves through ``changes.reviews``; a repeat is a review of its own, the next round. Ratings are kept apart and
    never overwrite each other: those of individuals, those of groups, and those that were agreed.
    """

    version = models.ForeignKey("delivery_chain.FrameworkVersion", models.PROTECT, related_name="reviews")
    subject = models.CharField(max_length=12, choices=Subject)
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="chain_reviews"
    )
    strategy = models.ForeignKey(
        "partnerships.Strategy", models.PROTECT, null=True, blank=True, related_name="chain_reviews"
    )
    body = models.ForeignKey("partnerships.Body", models.PROTECT, related_name="chain_reviews")
    assessor = models.CharField(
        "outside assessor",
        max_length=160,
        blank=True,
        help_text="Who assesses for the body, if it is not the body.",
    )
    round = models.PositiveSmallIntegerField(default=1)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        help_text="The round before this one.",
    )
    facilitator = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    why_now = models.TextField("why now", blank=True)
    individual_mode = models.CharField(
        "individual ratings", max_length=10, choices=IndividualMode, default=IndividualMode.NONE
    )
    workshop_on = models.DateField("workshop", null=True, blank=True)
    sheets_due_on = models.DateField("sheets wanted by", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.SET_UP)
    set_up_on = models.DateField()
    set_up_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    compared_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    abandoned_on = models.DateField(null=True, blank=True)
    why_abandoned = models.CharField("why it was abandoned", max_length=500, blank=True)
    next_round_on = models.DateField(
        "next round", null=True, blank=True, help_text="When it is to be repeated; set on closing."
    )
    illustrative = models.CharField(
        max_length=120,
        blank=True,
        help_text="What of it was invented for a demonstration, such as 'all but the reds'.",
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-set_up_on", "-id"]
        constraints = [
            one_of("subject", Subject),
            one_of("individual_mode", IndividualMode),
            one_of("state", ReviewState),
            models.CheckConstraint(
                condition=Q(subject=Subject.OUTCOME, outcome__isnull=False, strategy__isnull=True)
                | Q(subject=Subject.STRATEGY, outcome__isnull=True, strategy__isnull=False)
                | Q(subject=Subject.PARTNERSHIP, outcome__isnull=True, strategy__isnull=True),
                name="review_has_the_subject_that_it_names",
            ),
            models.CheckConstraint(
                condition=Q(round=1, previous__isnull=True) | Q(round__gt=1, previous__isnull=False),
                name="review_after_the_first_follows_another",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, agreed_on__isnull=False)
                | ~Q(state__in=SETTLED) & Q(agreed_on__isnull=True),
                name="review_is_agreed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.CLOSED, closed_on__isnull=False)
                | ~Q(state=ReviewState.CLOSED) & Q(closed_on__isnull=True),
                name="review_is_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.ABANDONED, abandoned_on__isnull=False) & ~Q(why_abandoned="")
                | ~Q(state=ReviewState.ABANDONED) & Q(abandoned_on__isnull=True, why_abandoned=""),
                name="review_is_abandoned_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["previous"],
                condition=~Q(state=ReviewState.ABANDONED),
                name="review_has_one_next_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, round {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("delivery_chain:review-detail", args=[self.pk])

    @property
    def title(self) -> str:
        """What it looks at, in full."""
        if self.outcome is not None:
            return self.outcome.title
        return self.strategy.title if self.strategy is not None else "The partnership"

    @property
    def short_title(self) -> str:
        """What it looks at, for a tight place."""
        return self.outcome.short_title if self.outcome is not None else self.title

    @property
    def is_opened(self) -> bool:
        """Whether the groups' ratings may be read."""
        return self.state in OPENED

    @property
    def is_settled(self) -> bool:
        """Whether the agreed ratings stand."""
        return self.state in SETTLED

    @property
    def is_ended(self) -> bool:
        """Whether it is closed or was abandoned."""
        return self.state in ENDED

    @property
    def least_groups(self) -> int:
        """How many groups it takes: two to be compared, or one outside assessor."""
        return 1 if self.assessor else 2

    def is_due_again(self, on: date) -> bool:
        """Whether the day of its next round has come."""
        return self.next_round_on is not None and self.next_round_on <= on


class ReviewGroup(models.Model):
    """One of the groups that rate the stages of a review, each blind to the others until all are in.

    ``version`` goes up with every save of its sheet, so that the second of two who write is told. State moves through
    ``changes.sheets``.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=GroupState, default=GroupState.WAITING)
    version = models.PositiveIntegerField(default=0)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_from_paper = models.BooleanField("typed in from paper", default=False)
    absence_reason = models.CharField("why it was compared without", max_length=500, blank=True)

    objects = ReviewGroupQuerySet.as_manager()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            one_of("state", GroupState),
            both_or_neither("submitted_on", "submitted_by"),
            models.UniqueConstraint(fields=["review", "number"], name="review_group_number_is_unique"),
            models.UniqueConstraint(fields=["review", "name"], name="review_group_name_is_unique"),
            models.CheckConstraint(
                condition=Q(state__in=[GroupState.SUBMITTED, GroupState.LATE], submitted_on__isnull=False)
                | Q(state__in=[GroupState.WAITING, GroupState.ABSENT], submitted_on__isnull=True),
                name="review_group_has_a_day_when_it_is_in",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[GroupState.ABSENT, GroupState.LATE]) | ~Q(absence_reason=""),
                name="review_group_is_left_out_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("delivery_chain:sheet-edit", args=[self.review_id, self.number])

    @property
    def is_compared(self) -> bool:
        """Whether its ratings stand in the comparison."""
        return self.state == GroupState.SUBMITTED

    @property
    def is_late(self) -> bool:
        """Whether its sheet came after the comparison had opened."""
        return self.state == GroupState.LATE

    @property
    def takes_a_sheet(self) -> bool:
        """Whether it may still hand in: while its review is assessing, or late until the review is closed."""
        if self.state == GroupState.WAITING:
            return self.review.state == ReviewState.ASSESSING
        return self.state == GroupState.ABSENT and not self.review.is_ended

    def is_movable(self, verb: str) -> bool:
        """Whether the verb is legal now, while the review is assessing."""
        return self.review.state == ReviewState.ASSESSING and can_move(self, verb, GROUP_MOVES)


class GroupMember(models.Model):
    """Somebody who takes part in a review, in one group of it. ``rated_on`` says that they rated alone, never what."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="people")
    group = models.ForeignKey(ReviewGroup, models.PROTECT, related_name="members")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="chain_groups")
    rated_on = models.DateField("rated alone on", null=True, blank=True)

    class Meta:
        ordering = ["group", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"], name="one_takes_part_in_one_group_of_a_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.group.name}"
