from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from dorset_lsp.common.models.audit import AppendOnly
from scrutiny.enums import BEFORE_ISSUE, CouncilRole, ReviewForm, ReviewState
from scrutiny.querysets import ScrutinyReviewQuerySet


class ScrutinyReview(models.Model):
    """One piece of scrutiny, from mandate to outcome. State moves through ``changes.reviews``.

    Its members are those who hold a seat on its group. A review of one district may hang under the joint one.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=160)
    form = models.CharField(max_length=16, choices=ReviewForm)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.PROPOSED)
    committee = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="reviews_commissioned",
        help_text="The scrutiny committee that commissions it and approves its report.",
    )  # fmt: skip
    group = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="reviews",
        help_text="The task and finish group that does it; whoever holds a seat on it is a member of the review.",
    )  # fmt: skip
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="district_reviews",
        help_text="The joint review that asked for this one.",
    )  # fmt: skip
    topic = models.OneToOneField(
        "scrutiny.Topic", models.PROTECT, null=True, blank=True, related_name="review"
    )
    background = models.TextField(blank=True, help_text="How it came about. Everybody reads this.")
    mandated_on = models.DateField(null=True, blank=True, help_text="When the committee set it up.")
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    minority_view = models.OneToOneField(
        "scrutiny.Passage", models.PROTECT, null=True, blank=True, related_name="minority_view_of"
    )
    minority_view_of = models.CharField(max_length=200, blank=True, help_text="Whose view it is.")
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ScrutinyReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_on", "title"]
        verbose_name = "review of scrutiny"
        verbose_name_plural = "reviews of scrutiny"
        constraints = [
            one_of("form", ReviewForm),
            one_of("state", ReviewState),
            both_or_neither("issued_on", "issued_by"),
            models.CheckConstraint(
                condition=models.Q(state__in=BEFORE_ISSUE, issued_on__isnull=True)
                | ~models.Q(state__in=BEFORE_ISSUE) & models.Q(issued_on__isnull=False),
                name="scrutiny_review_has_its_day_of_issue_once_issued",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="scrutiny_review_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:review-detail", args=[self.slug])

    @property
    def is_issued(self) -> bool:
        """Whether its report is out, so that everybody reads it by audience."""
        return self.state not in BEFORE_ISSUE


class ParticipatingCouncil(models.Model):
    """A council that takes part, in its role, with the day on which it adopted the report itself."""

    review = models.ForeignKey(ScrutinyReview, models.PROTECT, related_name="councils")
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="reviews_joined"
    )
    role = models.CharField(max_length=6, choices=CouncilRole, default=CouncilRole.MEMBER)
    joined_on = models.DateField()
    adopted_on = models.DateField("report adopted on", null=True, blank=True)

    class Meta:
        ordering = ["review", "id"]
        verbose_name = "participating council"
        constraints = [
            one_of("role", CouncilRole),
            models.UniqueConstraint(fields=["review", "organisation"], name="council_takes_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.review}"


class ScopeVersion(AppendOnly):
    """What a review looks at and by when, as it was agreed. A later version says why, and when the committee agreed."""

    review = models.ForeignKey(ScrutinyReview, models.PROTECT, related_name="scopes")
    number = models.PositiveSmallIntegerField()
    purpose = models.TextField(help_text="What the review is to find out, and what it leaves aside.")
    report_by = models.DateField("report wanted by", null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why the scope was changed.")
    committee_agreed_on = models.DateField(null=True, blank=True)
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["review", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="scope_number_is_unique_in_its_review"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="later_scope_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Scope {self.number} of {self.review}"


class LineOfEnquiry(models.Model):
    """One of the questions that a review follows."""

    review = models.ForeignKey(ScrutinyReview, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)

    class Meta:
        ordering = ["review", "number"]
        verbose_name_plural = "lines of enquiry"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="line_number_is_unique_in_its_review")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.question}"


class Interest(AppendOnly):
    """A member's declaration of interest in a review: what it is, and whether they take part all the same."""

    review = models.ForeignKey(ScrutinyReview, models.PROTECT, related_name="interests")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    interest = models.CharField(max_length=500)
    is_prejudicial = models.BooleanField("stands aside for it", default=False)
    declared_on = models.DateField()
    declared_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-declared_on", "-id"]

    def __str__(self) -> str:
        return f"Interest of {self.person} in {self.review}"
