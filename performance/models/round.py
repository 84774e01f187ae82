from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from performance.enums import RoundState
from performance.periods import Period
from performance.querysets import EditionQuerySet, RoundQuerySet


class Round(models.Model):
    """One reporting round: opens, is due, closes, is published. State moves through ``changes.rounds``."""

    slug = models.SlugField(unique=True, help_text="Such as 2008-09-q4.")
    title = models.CharField(max_length=60, unique=True)
    period_from = models.DateField()
    period_to = models.DateField(help_text="The first day after the period.")
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField(help_text="The first day on which figures are no longer taken.")
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PLANNED)

    release_on = models.DateField(
        "open to everybody from",
        null=True,
        blank=True,
        help_text="Until then its editions are shared with partners. Empty: as soon as it is published.",
    )
    release_moved_from = models.DateField(
        null=True, blank=True, help_text="The day that was announced before the present one, if it was moved."
    )
    release_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was moved; announced with it."
    )
    is_practice = models.BooleanField(
        "practice",
        default=False,
        help_text="A rehearsal: figures are entered and checked, and none of them is ever published.",
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period_to"]
        constraints = [
            one_of("state", RoundState),
            in_order("period_from", "period_to"),
            in_order("opens_on", "due_on"),
            in_order("due_on", "closes_on"),
            # Editions, observations and results are brought out by publishing alone, so nothing of it can get there.
            models.CheckConstraint(
                condition=models.Q(is_practice=False) | ~models.Q(state=RoundState.PUBLISHED),
                name="round_for_practice_is_never_published",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("performance:round-detail", args=[self.slug])

    @property
    def period(self) -> Period:
        return Period(self.period_from, self.period_to)

    def is_over_on(self, day: date) -> bool:
        """Whether a practice round has closed; any other is over when it is published."""
        return self.is_practice and day >= self.closes_on

    def judged_on(self, day: date) -> date:
        """The day whose targets its figures are judged by: that of its first publication, before it the day given.

        What is corrected later is judged by what was agreed then, whatever has been agreed since.
        """
        if self.state != RoundState.PUBLISHED:
            return day
        first = self.editions.filter(number=1).values_list("published_on", flat=True).first()
        return first or day

    def takes_figures_on(self, day: date) -> bool:
        """Whether the window is open: the round has been opened and its closing day has not come."""
        return self.state != RoundState.PLANNED and self.opens_on <= day < self.closes_on


class Edition(models.Model):
    """One publication of a round. The first is number 1; a later correction is a new edition with a note."""

    is_stamped = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(blank=True, help_text="What a correction changes, and why.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-round__period_to", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="edition_number_is_unique_in_its_round"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(note=""), name="later_edition_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, edition {self.number}"
