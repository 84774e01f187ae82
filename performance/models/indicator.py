from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from performance.enums import Combine, CountyRule, Frequency, Measure, Polarity, SourceStatus, ToleranceKind
from performance.querysets import IndicatorQuerySet


class Indicator(models.Model):
    """Something that is measured: one definition and one figure, wherever it is shown.

    A part of an indicator (NI 195 has four) is an indicator of its own that points at the whole, with its own code,
    figures and target. The outcome's group verifies its figures.
    """

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=20, unique=True, help_text="As printed: NI 154, LI 3.")
    title = models.CharField(max_length=200)
    catalogue_entry = models.ForeignKey(
        "performance.CatalogueEntry", models.PROTECT, null=True, blank=True, related_name="indicators",
        help_text="The entry of a published catalogue that it was chosen from.",
    )  # fmt: skip
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    outcome = models.ForeignKey("partnerships.Outcome", models.PROTECT, related_name="indicators")
    owner_organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="indicators_owned"
    )  # fmt: skip
    owner = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="indicators_owned",
        help_text="The person who returns the figure.",
    )  # fmt: skip
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.NUMBER)
    unit = models.CharField(
        max_length=60, blank=True, help_text="In words, such as homes or per 1,000 households."
    )
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=10, choices=Polarity)
    frequency = models.CharField(max_length=12, choices=Frequency)
    first_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="For a biennial indicator: the year in which its first period starts.",
    )
    year_start_month = models.PositiveSmallIntegerField(
        default=4, help_text="1: calendar years; 4: financial years."
    )
    is_seasonal = models.BooleanField("seasonal", default=False)
    lag_days = models.PositiveSmallIntegerField(
        "reporting lag in days", default=0, help_text="From the period's end until its figure can be known."
    )
    combine = models.CharField("how periods combine", max_length=12, choices=Combine, default=Combine.POINT)
    profile = models.JSONField(
        default=list,
        blank=True,
        help_text="For a sum to date: the share due by each quarter, such as [20, 45, 70, 100].",
    )
    per = models.PositiveIntegerField(
        default=1, help_text="A ratio is shown per this many: 100 for a percentage."
    )
    numerator_label = models.CharField(max_length=120, blank=True)
    denominator_label = models.CharField(max_length=120, blank=True)
    county_rule = models.CharField(
        "whole area's figure", max_length=14, choices=CountyRule, default=CountyRule.ENTERED,
        help_text="Entered, or derived from the parts of the area.",
    )  # fmt: skip
    tolerance_kind = models.CharField(max_length=10, choices=ToleranceKind, default=ToleranceKind.PERCENT)
    tolerance = models.DecimalField(max_digits=12, decimal_places=4, default=5)
    stated_low = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    stated_high = models.DecimalField(max_digits=15, decimal_places=6, null=True, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where its figures come from.")
    source_status = models.CharField(
        max_length=14, choices=SourceStatus, help_text="How sure the title and definition are."
    )
    source_note = models.CharField(max_length=300, blank=True)
    has_illustrative_figures = models.BooleanField(default=False)
    first_figure_on = models.DateField(
        null=True, blank=True, help_text="When a first figure is expected, for one that has none yet."
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by_whom = models.CharField(max_length=160, blank=True, help_text="Who ended it.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            one_of("polarity", Polarity),
            one_of("frequency", Frequency),
            one_of("combine", Combine),
            one_of("measure", Measure),
            one_of("county_rule", CountyRule),
            one_of("tolerance_kind", ToleranceKind),
            one_of("source_status", SourceStatus),
            models.CheckConstraint(
                condition=models.Q(tolerance__gte=0), name="indicator_tolerance_is_not_negative"
            ),
            models.CheckConstraint(condition=models.Q(per__gte=1), name="indicator_is_per_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("performance:indicator-detail", args=[self.slug])

    @property
    def is_ratio(self) -> bool:
        """Whether its figure is entered as a numerator and a denominator."""
        return self.combine == Combine.RATIO

    @property
    def tolerance_words(self) -> str:
        """How far off target is still amber, in words."""
        return f"{self.tolerance.normalize():f} {self.get_tolerance_kind_display()}"

    @property
    def is_derived(self) -> bool:
        """Whether the whole area's figure is worked out from its parts."""
        return self.county_rule != CountyRule.ENTERED


class IndicatorAlias(models.Model):
    """Another code or name under which an indicator is printed elsewhere."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=60)

    class Meta:
        ordering = ["alias"]
        verbose_name_plural = "indicator aliases"
        constraints = [models.UniqueConstraint(fields=["indicator", "alias"], name="alias_is_given_once")]

    def __str__(self) -> str:
        return self.alias


class IndicatorArea(models.Model):
    """An area by which an indicator is split, with its weight where the whole is a weighted mean."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="splits")
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="+")
    weight = models.DecimalField(max_digits=12, decimal_places=4, default=1)

    class Meta:
        ordering = ["area__name"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area"], name="indicator_is_split_by_an_area_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="split_weight_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} in {self.area}"


class DefinitionVersion(models.Model):
    """What exactly is counted, from a period on. A new version is a break in series: nothing is compared across it."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    from_on = models.DateField(
        help_text="The first period that starts on or after this day is counted this way."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it changed.")

    class Meta:
        ordering = ["indicator", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="definition_number_is_unique"),
            models.UniqueConstraint(fields=["indicator", "from_on"], name="definition_starts_on_a_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, definition {self.number}"
