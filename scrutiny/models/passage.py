from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import one_of
from scrutiny.enums import Audience
from scrutiny.querysets import PassageQuerySet


class ExemptParagraph(models.Model):
    """A paragraph of the law under which a text may be kept from the public. The schemes of countries differ."""

    scheme = models.CharField(max_length=60, help_text="Such as England, Schedule 12A.")
    number = models.CharField(max_length=10)
    wording = models.CharField(max_length=300)

    class Meta:
        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="paragraph_is_unique_in_its_scheme")
        ]

    def __str__(self) -> str:
        return f"Paragraph {self.number} ({self.scheme})"


class LaidBare:
    """What ``visible_to`` adds to a row with a passage: its words for whoever may read them, else the summary."""

    words: str
    reason: str
    is_withheld: bool


class Passage(LaidBare, models.Model):
    """A text of a review with its audience: what everybody may know of it, while the words lie sealed beside it.

    Read it through ``visible_to``, which lays bare the words only for whoever may read them, and otherwise the summary.
    ``until_on`` is the first day on which an exempt text is public.
    """

    review = models.ForeignKey("scrutiny.ScrutinyReview", models.PROTECT, related_name="passages")
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.PUBLIC)
    paragraph = models.ForeignKey(ExemptParagraph, models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=300, blank=True, help_text="Why it is kept from the public.")
    resolved_on = models.DateField(null=True, blank=True, help_text="When the meeting resolved so.")
    until_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True, help_text="Stands in its place for those who may not read it.")
    readers = models.ManyToManyField("partnerships.Person", blank=True, related_name="+")

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            one_of("audience", Audience),
            models.CheckConstraint(
                condition=~models.Q(audience=Audience.EXEMPT)
                | models.Q(paragraph__isnull=False) & ~models.Q(ground=""),
                name="passage_is_exempt_by_a_paragraph_for_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(audience=Audience.EXEMPT),
                name="passage_ends_being_exempt_only_if_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"Text {self.pk}, {self.get_audience_display()}"


class SealedWords(models.Model):
    """The words of a passage, and the reason that goes with them. Asked for by ``scrutiny.audience`` alone."""

    passage = models.OneToOneField(Passage, models.PROTECT, related_name="sealed")
    words = models.TextField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "sealed words"

    def __str__(self) -> str:
        return f"Words of text {self.passage_id}"
