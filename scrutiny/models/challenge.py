from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly
from dorset_lsp.common.references import Reference
from scrutiny.enums import BulletinKind, ChallengeState, NoticeKind
from scrutiny.querysets import BulletinQuerySet, ChallengeQuerySet


class Challenge(models.Model):
    """A member's question about an indicator, a red stage or a decision, put to its owner with a date.

    What it is about is a typed reference, so that it may be anything that the partnership shows on a page.
    """

    kind = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    record_name = models.CharField(max_length=300)
    question = models.TextField()
    state = models.CharField(max_length=8, choices=ChallengeState, default=ChallengeState.ASKED)
    put_to = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="challenges_to_answer")
    wanted_on = models.DateField("answer wanted by")
    asked_on = models.DateField()
    asked_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="challenges_put")
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["kind", "record_id"], name="challenge_by_record")]
        constraints = [one_of("state", ChallengeState)]

    def __str__(self) -> str:
        return f"Question about {self.record_name}"[:200]

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:challenge-detail", args=[self.pk])

    @property
    def reference(self) -> Reference:
        return Reference(self.kind, self.record_id)


class ChallengeWord(AppendOnly):
    """What was said on a challenge after the question: the answer, a follow-up, another answer. Written once."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="words")
    is_answer = models.BooleanField()
    said = models.TextField()
    said_on = models.DateField()
    said_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["challenge", "id"]

    def __str__(self) -> str:
        return f"{'Answer' if self.is_answer else 'Follow-up'} on {self.challenge}"


class Bulletin(AppendOnly):
    """What was asked, what changed and what is late in a quarter or a year, as it was sent to all elected members.

    It holds labels, counts and dates, all of them open to everybody; no text with an audience.
    """

    kind = models.CharField(max_length=7, choices=BulletinKind)
    from_on = models.DateField()
    to_on = models.DateField(help_text="The first day after.")
    content = models.JSONField()
    out_on = models.DateField()

    objects = BulletinQuerySet.as_manager()  # type: ignore[misc]  # the same, with one phrase more

    class Meta:
        ordering = ["-to_on", "kind"]
        constraints = [
            one_of("kind", BulletinKind),
            models.CheckConstraint(
                condition=models.Q(to_on__gt=models.F("from_on")), name="%(class)s_from_on_before_to_on"
            ),
            models.UniqueConstraint(fields=["kind", "from_on"], name="one_bulletin_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}, {self.from_on:%B %Y} on"

    def get_absolute_url(self) -> str:
        return reverse("scrutiny:bulletin-detail", args=[self.pk])


class DeadlineNotice(models.Model):
    """That one person was told of one deadline on one of its days: the unique row that keeps it from repeating."""

    ask = models.ForeignKey("scrutiny.Ask", models.PROTECT, related_name="notices")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=NoticeKind)
    day = models.DateField(help_text="The day of the deadline's calendar that it is for.")
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("kind", NoticeKind),
            models.UniqueConstraint(
                fields=["ask", "person", "kind", "day"], name="one_notice_a_person_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Notice to {self.person} about {self.ask}"
