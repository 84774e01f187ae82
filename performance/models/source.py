from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import both_or_neither, one_of
from performance.enums import Misfit, RowState, SourceRhythm
from performance.querysets import QuarantinedRowQuerySet, SourceQuerySet


class Source(models.Model):
    """A CSV file that a partner publishes on the web, and how its columns and words are read as figures.

    Each fetch puts its figures into open returns of the organisation as drafts, in the name of ``person``, who is of the
    organisation, by the change that forms use. Words are kept as ``{theirs: ours}``.
    """

    title = models.CharField(max_length=120, unique=True)
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="sources", help_text="Whose figures they are."
    )  # fmt: skip
    person = models.ForeignKey(
        "partnerships.Person",
        models.PROTECT,
        related_name="sources",
        help_text="In whose name they are saved.",
    )
    address = models.CharField(max_length=500)
    rhythm = models.CharField("how often", max_length=8, choices=SourceRhythm, default=SourceRhythm.WEEKLY)
    first_on = models.DateField("first fetched on")
    figures_from = models.DateField(
        null=True, blank=True, help_text="Figures of periods that begin earlier are passed over."
    )
    indicator = models.ForeignKey(
        "performance.Indicator", models.PROTECT, null=True, blank=True, related_name="+",
        help_text="The one that the whole file is about, where no column says it.",
    )  # fmt: skip
    indicator_column = models.CharField(max_length=120, blank=True)
    area_column = models.CharField(
        max_length=120, blank=True, help_text="Empty: all is about the whole area."
    )
    period_column = models.CharField(max_length=120)
    value_column = models.CharField(max_length=120, blank=True)
    numerator_column = models.CharField(max_length=120, blank=True)
    denominator_column = models.CharField(max_length=120, blank=True)
    definition_column = models.CharField(max_length=120, blank=True)
    indicator_words = models.JSONField(default=dict, blank=True)
    area_words = models.JSONField(default=dict, blank=True)
    period_words = models.JSONField(default=dict, blank=True)
    definition_words = models.JSONField(default=dict, blank=True)
    absence_words = models.JSONField(default=dict, blank=True)
    is_provisional = models.BooleanField("provisional", default=False)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    stop_reason = models.CharField(max_length=300, blank=True)

    objects = SourceQuerySet.as_manager()

    waiting_count: int
    """Set by ``with_waiting``."""

    class Meta:
        ordering = ["title"]
        verbose_name = "partner’s file"
        verbose_name_plural = "partners’ files"
        constraints = [
            one_of("rhythm", SourceRhythm),
            both_or_neither("stopped_on", "stopped_by"),
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=True) ^ models.Q(indicator_column=""),
                name="source_tells_its_indicator_in_one_way",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(numerator_column="")
                    & models.Q(denominator_column="")
                    & ~models.Q(value_column="")
                )
                | (~models.Q(numerator_column="") & ~models.Q(denominator_column="")),
                name="source_has_columns_of_figures",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("performance:source-detail", args=[self.pk])

    @property
    def columns(self) -> list[str]:
        """The titles of the columns that are read."""
        named = (
            self.indicator_column, self.area_column, self.period_column, self.value_column, self.numerator_column,
            self.denominator_column, self.definition_column,
        )  # fmt: skip
        return [title for title in named if title]

    @property
    def why_not_fetched(self) -> str:
        """What keeps it from being fetched, in a sentence; empty when nothing does."""
        if self.stopped_on is not None:
            return "It has been stopped."
        return self.why_nobody_answers

    @property
    def why_nobody_answers(self) -> str:
        """Why nothing can be saved in its person's name, in a sentence; empty when it can."""
        if not self.person.is_active:
            return f"{self.person} has no account any more. Name somebody else."
        if self.person.organisation_id != self.organisation_id:
            return f"{self.person} has left {self.organisation.label}. Name somebody else."
        return ""


class Pull(models.Model):
    """One fetch of a partner's file: the file itself with its hash, and what became of its rows; or why there is none.

    ``key`` is that of the job that did it, so that a fetch counts once however often its job is run.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="pulls")
    key = models.CharField(max_length=200, unique=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="Its day by the schedule. Empty: asked for by hand."
    )
    pulled_on = models.DateField()
    fetched_at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField("by", max_length=200)
    content = models.BinaryField(default=bytes, help_text="Empty where the file was the one kept before.")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    size = models.PositiveIntegerField("bytes", default=0)
    row_count = models.PositiveIntegerField("rows", default=0)
    taken_count = models.PositiveIntegerField("taken over", default=0)
    same_count = models.PositiveIntegerField("known already", default=0)
    held_count = models.PositiveIntegerField("set aside", default=0)
    error = models.CharField(max_length=500, blank=True, help_text="Why nothing came of it.")

    class Meta:
        ordering = ["-id"]
        verbose_name = "fetch of a partner’s file"
        verbose_name_plural = "fetches of partners’ files"

    def __str__(self) -> str:
        return f"{self.source}, {self.pulled_on:%-d %B %Y}"


class QuarantinedRow(models.Model):
    """A row of a partner's file that did not fit. It waits for a person, who lets it through or dismisses it with a reason.

    One that comes again word for word is the same row: it is not set aside twice, and what was dismissed stays dismissed.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="rows")
    pull = models.ForeignKey(
        Pull, models.PROTECT, related_name="rows", help_text="The fetch that first brought it."
    )
    number = models.PositiveIntegerField(
        "row", help_text="Counted as a spreadsheet counts, its head being 1."
    )
    cells = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    misfit = models.CharField("why", max_length=12, choices=Misfit)
    sentence = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    settled_on = models.DateField(null=True, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = QuarantinedRowQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "row set aside"
        verbose_name_plural = "rows set aside"
        constraints = [
            one_of("misfit", Misfit),
            one_of("state", RowState),
            models.UniqueConstraint(fields=["source", "fingerprint"], name="row_is_set_aside_once"),
        ]

    def __str__(self) -> str:
        return f"Row {self.number} of {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("performance:quarantined-row", args=[self.pk])
