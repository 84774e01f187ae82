from __future__ import annotations

from django.db import models
from django.urls import reverse

from partnerships.reads.practice import PracticeQuerySet


class PracticeNote(models.Model):
    """Something that was tried somewhere, so that others can copy it: what it cost, what happened, whom to ask."""

    title = models.CharField(max_length=160)
    tried = models.TextField("what was tried")
    happened = models.TextField("what happened")
    cost_pence = models.PositiveBigIntegerField("what it cost", null=True, blank=True)
    cost_note = models.CharField("the cost in words", max_length=200, blank=True)
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="practice_notes")
    challenge = models.ForeignKey(
        "partnerships.Challenge", models.PROTECT, null=True, blank=True, related_name="practice_notes",
        verbose_name="theme",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="practice_notes"
    )
    contact = models.ForeignKey(
        "partnerships.Person", models.PROTECT, related_name="+", verbose_name="whom to ask"
    )
    written_on = models.DateField()
    written_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="practice_notes")
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-written_on", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:practice-detail", args=[self.pk])


class PracticeCopy(models.Model):
    """That an organisation does the same elsewhere, and what it does differently."""

    note = models.ForeignKey(PracticeNote, models.PROTECT, related_name="copies")
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="practice_copies"
    )
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="practice_copies")
    what_differs = models.TextField(blank=True)
    copied_on = models.DateField()
    copied_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["copied_on", "id"]
        verbose_name_plural = "practice copies"
        constraints = [
            models.UniqueConstraint(
                fields=["note", "organisation"], name="a_note_is_copied_once_by_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.note}, copied by {self.organisation.label}"
