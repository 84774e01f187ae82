from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.colours import word_of
from dorset_lsp.common.constraints import one_of
from performance.enums import Absence, Direction, PointLabel, Status
from performance.querysets import ExceptionActionQuerySet, ResultQuerySet
from performance.signals import assurance_mark, too_few, variation_mark


class Result(models.Model):
    """What an edition says of one indicator: status, direction, sentence and how they were worked out.

    Computed once on publishing by pure rules (``performance.assessment``) and read as it stands. Recomputing the newest
    edition of a round gives the same again, as long as none of its figures has been revised since. Names
    are copied, so that later changes leave it alone.
    """

    edition = models.ForeignKey("performance.Edition", models.PROTECT, related_name="results")
    indicator = models.ForeignKey("performance.Indicator", models.PROTECT, related_name="results")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    outcome = models.ForeignKey("partnerships.Outcome", models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=160)
    period_label = models.CharField(
        max_length=60, blank=True, help_text="Of the figure shown; empty when there is none."
    )
    status = models.CharField(max_length=12, choices=Status)
    mark = models.CharField(
        max_length=24, help_text="The mark to draw: the status, or which kind of absence or target."
    )
    previous_status = models.CharField(max_length=12, choices=Status, blank=True)
    absence = models.CharField(max_length=14, choices=Absence, blank=True)
    direction = models.CharField(max_length=14, choices=Direction)
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    shown_value = models.CharField(max_length=60)
    shown_milestone = models.CharField(max_length=60, blank=True)
    sentence = models.CharField(max_length=300)
    streak = models.PositiveSmallIntegerField(
        default=0, help_text="Periods running on this side of the milestone."
    )
    variation = models.CharField(
        max_length=14, blank=True, help_text="The last point against its usual range."
    )
    assurance = models.CharField(max_length=22, blank=True)
    signal = models.CharField(
        max_length=14,
        choices=PointLabel,
        blank=True,
        help_text="Which rule of the chart the last point matches.",
    )
    signal_side = models.SmallIntegerField(
        default=0, help_text="1 for a signal upwards, -1 for one downwards, 0 for none."
    )
    points = models.PositiveSmallIntegerField(
        default=0, help_text="Points in the chart's last segment; the marks need twelve."
    )
    moved = models.CharField(
        max_length=8, blank=True, help_text="Which way the figure moved: up, level or down."
    )
    forecast = models.JSONField(
        default=dict,
        blank=True,
        help_text="Where the trend leads at the agreement's end, as printed, with its sentence.",
    )
    spark = models.CharField(max_length=400, blank=True, help_text="The sparkline's path.")
    spark_milestone = models.CharField(max_length=40, blank=True)
    working = models.JSONField(default=dict, help_text="Inputs, rule with version, and the sum.")
    quality = models.CharField(
        max_length=80,
        blank=True,
        help_text="What to know of the figure beside its colour: provisional, revised, late, not checked here.",
    )
    is_provisional = models.BooleanField(default=False)
    is_illustrative = models.BooleanField(default=False)
    received_on = models.DateField(null=True, blank=True)
    commentary = models.TextField(blank=True)
    commentary_by_name = models.CharField(max_length=120, blank=True)
    direction_view = models.CharField(max_length=14, choices=Direction, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "indicator__position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "indicator"], name="edition_judges_an_indicator_once"),
            one_of("status", Status),
            one_of("direction", Direction),
            one_of("previous_status", Status, or_nothing=True),
            one_of("absence", Absence, or_nothing=True),
            one_of("direction_view", Direction, or_nothing=True),
            one_of("signal", PointLabel, or_nothing=True),
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("performance:indicator-detail", args=[self.indicator.slug])

    @property
    def variation_mark(self) -> str:
        """The code of the mark that says whether the last point is a signal; empty below twelve points."""
        return variation_mark(self.variation, self.signal_side)

    @property
    def variation_word(self) -> str:
        """Its variation in the word that stands beside the mark."""
        return word_of(self.variation_mark).lower()

    @property
    def assurance_mark(self) -> str:
        """The code of the mark that says whether the target can be relied on; empty where nobody can say."""
        return assurance_mark(self.assurance)

    @property
    def too_few_points(self) -> str:
        """How many points there are where no limits can be drawn yet: "7 of 12 points"; else empty."""
        return too_few(self.points)


class ExceptionAction(models.Model):
    """An action that was raised because an indicator is off target or worsening; links the result and the action."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="action_links")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="exception_link")

    objects = ExceptionActionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} from {self.result}"
