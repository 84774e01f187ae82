from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from scrutiny.clocks import days_late
from scrutiny.enums import AskState, Basis, Made
from scrutiny.models.passage import LaidBare
from scrutiny.querysets import AddresseeQuerySet, AskQuerySet, RecommendationQuerySet


class Recommendation(LaidBare, models.Model):
    """What a review asks for, numbered, with what should be different by when. Its words are a passage.

    How that will be seen is an indicator, a stage of a delivery chain (as it was agreed when this was written, against
    which its later rounds are read) or a plain observation.
    ``made`` is scrutiny's own outcome, as members judge it.
    """

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160, help_text="In one line that everybody may read.")
    passage = models.OneToOneField("scrutiny.Passage", models.PROTECT, related_name="recommendation")
    findings = models.ManyToManyField("scrutiny.Finding", blank=True, related_name="recommendations")
    different = models.CharField(
        "what should be different", max_length=300, help_text="Everybody may read this line too."
    )
    different_by = models.DateField("by when")
    indicator = models.ForeignKey(
        "performance.Indicator", models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    stage = models.ForeignKey(
        "delivery_chain.AgreedRating", models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    made = models.CharField("what came of it", max_length=14, choices=Made, blank=True)
    made_because = models.TextField("what shows it", blank=True)
    made_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            one_of("made", Made, or_nothing=True),
            both_or_neither("made_on", "made_by"),
            models.UniqueConstraint(
                fields=["review", "number"], name="recommendation_number_is_unique_in_its_review"
            ),
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=True) | models.Q(stage__isnull=True),
                name="recommendation_is_seen_one_way",
            ),
            models.CheckConstraint(
                condition=models.Q(made="", made_on__isnull=True)
                | ~models.Q(made="") & ~models.Q(made_because="") & models.Q(made_on__isnull=False),
                name="recommendation_outcome_is_shown",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number} of {self.review}"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:recommendation-detail", args=[self.pk])


class Addressee(models.Model):
    """An organisation or a body to whom a review speaks, and when its report and its notice were received there.

    Every deadline of this addressee hangs on the two receipts.
    """

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="addressees")
    position = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="addressed"
    )
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, null=True, blank=True, related_name="addressed"
    )
    needs_notice = models.BooleanField(
        "a notice is required",
        default=True,
        help_text="Then the clock starts at the later of the two receipts.",
    )
    report_received_on = models.DateField(null=True, blank=True)
    notice_received_on = models.DateField(null=True, blank=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        ordering = ["review", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False, body__isnull=True)
                | models.Q(organisation__isnull=True, body__isnull=False),
                name="addressee_is_an_organisation_or_a_body",
            ),
            models.UniqueConstraint(fields=["review", "organisation"], name="organisation_is_addressed_once"),
            models.UniqueConstraint(fields=["review", "body"], name="body_is_addressed_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.body)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.organisation.label if self.organisation else str(self.body)


class Responder(models.Model):
    """A person named to answer for an addressee."""

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="responders")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="answers_for")
    named_on = models.DateField()
    named_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["addressee", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["addressee", "person"], name="responder_is_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.addressee}"


class Ask(models.Model):
    """One recommendation to one addressee: on what basis, by when, and how it stands. A cell of the joint matrix.

    ``due_on`` is worked out by ``scrutiny.clocks`` whenever a receipt changes. Late is derived from the date, never
    stored. State moves through ``changes.asks`` and ``changes.responses``.
    """

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="asks")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="asks")
    basis = models.CharField(max_length=11, choices=Basis)
    asked_for_on = models.DateField("answer asked for by", null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=AskState, default=AskState.DRAFTED)
    accepted_on = models.DateField(
        null=True, blank=True, help_text="When it was accepted; checks count from here."
    )
    next_check_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation__number", "addressee__position"]
        indexes = [models.Index(fields=["state", "due_on"], name="ask_by_need")]
        constraints = [
            one_of("basis", Basis),
            one_of("state", AskState),
            both_or_neither("ended_on", "ended_by"),
            models.UniqueConstraint(fields=["recommendation", "addressee"], name="recommendation_asks_once"),
            models.CheckConstraint(
                condition=models.Q(basis=Basis.ASKED, asked_for_on__isnull=False)
                | ~models.Q(basis=Basis.ASKED) & models.Q(asked_for_on__isnull=True),
                name="ask_by_a_day_has_its_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=Basis.HAVE_REGARD) | models.Q(due_on__isnull=True),
                name="ask_to_have_regard_has_no_clock",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[AskState.CLOSED, AskState.WITHDRAWN], ended_on__isnull=False)
                & ~models.Q(end_reason="")
                | ~models.Q(state__in=[AskState.CLOSED, AskState.WITHDRAWN])
                & models.Q(ended_on__isnull=True),
                name="ask_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} to {self.addressee}"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:ask-detail", args=[self.pk])

    @property
    def waits_for_answer(self) -> bool:
        """Whether it has gone out, asks for an answer, and nothing has come back."""
        return self.state == AskState.SENT and self.basis != Basis.HAVE_REGARD

    def days_late(self, on: date) -> int:
        """Days since the deadline, while nothing has come back; a duty to have regard is never late."""
        return days_late(self.due_on, on) if self.waits_for_answer else 0


class RecommendationAction(models.Model):
    """An action of the register that an addressee took up because of a recommendation."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="action_links")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="recommendation_link")

    class Meta:
        ordering = ["ask", "id"]

    def __str__(self) -> str:
        return f"{self.action} for {self.ask}"


class BankHoliday(models.Model):
    """A day on which offices are shut. It moves no deadline; one that falls on it is shown as such."""

    is_stamped = True

    on = models.DateField(unique=True)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.name}, {self.on:%-d %B %Y}"
