from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from dorset_lsp.common.days import in_full
from dorset_lsp.common.models.audit import AppendOnly
from partnerships.enums import BenefitState
from partnerships.reads.programmes import BenefitActionQuerySet, BenefitQuerySet, ProgrammeQuerySet


class Programme(models.Model):
    """A programme of benefits: a numbered list of what partners want to gain from something, and the posts it funds."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    about = models.TextField(blank=True, help_text="What it is and why, for a resident.")
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="programmes", help_text="The group that leads it."
    )
    from_on = models.DateField("from")
    to_on = models.DateField("until", null=True, blank=True, help_text="The first day after it.")
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(
        max_length=300, blank=True, help_text="What on its page is invented, if anything."
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [in_order("from_on", "to_on")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("site:programme-detail", args=[self.slug])


class Benefit(models.Model):
    """One benefit of a programme: what people will notice, who leads it, which outcome it serves. Moves by changes."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="benefits")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    field = models.CharField(max_length=80, blank=True, help_text="Such as transport, health or sport.")
    will_be_noticed = models.TextField(blank=True, help_text="What a resident will notice when it is there.")
    lead = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="benefits_led")
    organisation = models.ForeignKey("partnerships.Organisation", models.PROTECT, related_name="benefits")
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="benefits"
    )
    state = models.CharField(max_length=10, choices=BenefitState, default=BenefitState.PLANNED)
    end_reason = models.TextField("why it was dropped", blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            one_of("state", BenefitState),
            models.UniqueConstraint(
                fields=["programme", "number"], name="benefit_number_is_unique_in_its_programme"
            ),
            models.CheckConstraint(
                condition=~Q(state=BenefitState.DROPPED) | ~Q(end_reason=""),
                name="benefit_is_dropped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("site:benefit-detail", args=[self.programme.slug, self.number])

    @property
    def is_live(self) -> bool:
        """Whether it is still worked on."""
        return self.state in (BenefitState.PLANNED, BenefitState.UNDER_WAY)


class BenefitNote(AppendOnly):
    """How a benefit comes on: what has happened, by whom, when. Written once."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="notes")
    text = models.TextField()
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-written_on", "-id"]

    def __str__(self) -> str:
        return f"Note of {in_full(self.written_on)} on {self.benefit}"


class BenefitAction(models.Model):
    """An action that came from a benefit; links the two."""

    benefit = models.ForeignKey(Benefit, models.PROTECT, related_name="action_links")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="benefit_link")

    objects = BenefitActionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} from {self.benefit}"


class FundedPost(models.Model):
    """A post that partners pay for so that a programme is delivered."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    employer = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="funded_posts"
    )
    holder = models.ForeignKey("partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+")
    years = models.PositiveSmallIntegerField(help_text="For how many years it is funded.")
    from_on = models.DateField("from")
    to_on = models.DateField("until", null=True, blank=True, help_text="The first day after it.")
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="What of it is invented, if anything.")

    class Meta:
        ordering = ["programme", "from_on", "title"]
        constraints = [
            in_order("from_on", "to_on"),
            models.UniqueConstraint(
                fields=["programme", "title"], name="post_title_is_unique_in_its_programme"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date | None:
        return self.to_on and self.to_on - timedelta(days=1)
