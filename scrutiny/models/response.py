from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import both_or_neither, one_of
from scrutiny.enums import ClaimVerdict, Progress, Verdict
from scrutiny.models.passage import LaidBare
from scrutiny.querysets import (
    ClarificationQuerySet,
    ProgressClaimQuerySet,
    ResponseDraftQuerySet,
    ResponseQuerySet,
)


class ResponseDraft(models.Model):
    """What a responder has written so far. Nobody but those named for the addressee reads it.

    ``version`` counts saves, so that the second of two responders is told and loses nothing.
    """

    ask = models.OneToOneField("scrutiny.Ask", models.PROTECT, related_name="draft")
    verdict = models.CharField(max_length=16, choices=Verdict, blank=True)
    reasons = models.TextField(blank=True)
    action = models.TextField(blank=True)
    lead_name = models.CharField(max_length=160, blank=True)
    act_by = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_on = models.DateField()
    saved_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = ResponseDraftQuerySet.as_manager()

    class Meta:
        ordering = ["ask"]
        constraints = [one_of("verdict", Verdict, or_nothing=True)]

    def __str__(self) -> str:
        return f"Draft answer to {self.ask}"


class Response(LaidBare, models.Model):
    """What an addressee answered: accepted, in part or rejected, always with reasons. A later one follows a new asking.

    The reasons are a passage; everybody reads them once the answer is published.
    """

    ask = models.ForeignKey("scrutiny.Ask", models.PROTECT, related_name="responses")
    number = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=16, choices=Verdict)
    passage = models.OneToOneField("scrutiny.Passage", models.PROTECT, related_name="response")
    action = models.TextField("what will be done", blank=True)
    lead_name = models.CharField("who leads", max_length=160, blank=True)
    act_by = models.DateField("by when", null=True, blank=True)
    answered_on = models.DateField()
    answered_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "-number"]
        constraints = [
            one_of("verdict", Verdict),
            both_or_neither("published_on", "published_by"),
            models.UniqueConstraint(fields=["ask", "number"], name="response_number_is_unique_to_its_ask"),
        ]

    def __str__(self) -> str:
        return f"Answer {self.number} to {self.ask}"


class Clarification(models.Model):
    """A responder asks what is meant; the review answers. It moves no deadline."""

    ask = models.ForeignKey("scrutiny.Ask", models.PROTECT, related_name="clarifications")
    question = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "id"]
        constraints = [
            both_or_neither("answered_on", "answered_by"),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, answer="")
                | models.Q(answered_on__isnull=False) & ~models.Q(answer=""),
                name="clarification_is_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Question about {self.ask}"


class Claim(models.Model):
    """Progress as an addressee claims it, until members accept it at a session or do not, with their reason."""

    ask = models.ForeignKey("scrutiny.Ask", models.PROTECT, related_name="claims")
    progress = models.CharField(max_length=12, choices=Progress)
    claim = models.TextField("what has been done")
    claimed_on = models.DateField()
    claimed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=12, choices=ClaimVerdict, default=ClaimVerdict.WAITING)
    note = models.TextField("what members said", blank=True)
    session = models.ForeignKey(
        "partnerships.Meeting", models.PROTECT, null=True, blank=True, related_name="claims_decided",
        help_text="The meeting at which members decided.",
    )  # fmt: skip
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProgressClaimQuerySet.as_manager()

    class Meta:
        ordering = ["ask", "-id"]
        constraints = [
            one_of("progress", Progress),
            one_of("verdict", ClaimVerdict),
            both_or_neither("decided_on", "decided_by"),
            models.CheckConstraint(
                condition=models.Q(verdict=ClaimVerdict.WAITING, decided_on__isnull=True)
                | ~models.Q(verdict=ClaimVerdict.WAITING) & models.Q(decided_on__isnull=False),
                name="claim_is_decided_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["ask"],
                condition=models.Q(verdict=ClaimVerdict.WAITING),
                name="one_claim_waits_an_ask",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim of {self.claimed_on:%-d %B %Y} on {self.ask}"
