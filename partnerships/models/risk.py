from __future__ import annotations

from typing import Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.days import in_full
from dorset_lsp.common.models.audit import AppendOnly
from partnerships.enums import Layer, RiskState
from partnerships.reads.risks import RiskActionQuerySet, RiskQuerySet

LOWEST: Final = 1
HIGHEST: Final = 5
_MARKS: Final = ("likelihood_before", "impact_before", "likelihood", "impact")


def _mark(words: str) -> models.PositiveSmallIntegerField:
    bounds = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    return models.PositiveSmallIntegerField(words, validators=bounds)


def _within_the_scale(*fields: str) -> models.CheckConstraint:
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__gte": LOWEST, f"{field}__lte": HIGHEST})
    return models.CheckConstraint(condition=condition, name="%(class)s_is_within_the_scale")


class RiskAppetite(models.Model):
    """The highest score that a layer bears; a risk above it is looked at one layer up."""

    is_stamped = True

    layer = models.CharField(max_length=12, choices=Layer, unique=True)
    score = models.PositiveSmallIntegerField(help_text="From 1 to 25.")
    words = models.CharField(max_length=300, blank=True, help_text="What that means, in a sentence.")

    class Meta:
        ordering = ["score"]
        verbose_name = "risk appetite"
        constraints = [
            one_of("layer", Layer),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=25), name="riskappetite_score_is_a_score"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_layer_display()}: up to {self.score}"


class Risk(models.Model):
    """What could go wrong: because of a cause, an event, and what would follow from it.

    Likelihood and impact go from 1 to 5, before and after controls. The marks here are those of the newest assessment.
    Which layer looks at the risk is derived from them (``risks.layer_of``), never stored.
    """

    title = models.CharField(max_length=160)
    cause = models.TextField(help_text="Because of this …")
    event = models.TextField(help_text="… this may happen …")
    effect = models.TextField(help_text="… and this would follow.")
    body = models.ForeignKey(
        "partnerships.Body", models.PROTECT, related_name="risks", help_text="The group that keeps it."
    )
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="risks"
    )
    owner = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="risks_owned")
    controls = models.TextField(blank=True, help_text="What is done to make it less likely, or less bad.")
    likelihood_before = _mark("likelihood before controls")
    impact_before = _mark("impact before controls")
    likelihood = _mark("likelihood after controls")
    impact = _mark("impact after controls")
    review_on = models.DateField("next review")
    state = models.CharField(max_length=10, choices=RiskState, default=RiskState.OPEN)
    raised_on = models.DateField()
    raised_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.TextField(blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("state", RiskState),
            _within_the_scale(*_MARKS),
            models.CheckConstraint(
                condition=Q(state=RiskState.CLOSED, closed_on__isnull=False) & ~Q(close_reason="")
                | Q(state=RiskState.OPEN, closed_on__isnull=True, close_reason=""),
                name="risk_is_closed_on_a_day_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:risk-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == RiskState.OPEN

    @property
    def score(self) -> int:
        """Likelihood times impact, with the controls that there are."""
        return self.likelihood * self.impact

    @property
    def score_before(self) -> int:
        """Likelihood times impact, without any control."""
        return self.likelihood_before * self.impact_before


class RiskAssessment(AppendOnly):
    """One judgement of a risk, with its reasons: what the score was on which day. Written once."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="assessments")
    likelihood_before = _mark("likelihood before controls")
    impact_before = _mark("impact before controls")
    likelihood = _mark("likelihood after controls")
    impact = _mark("impact after controls")
    controls = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [_within_the_scale(*_MARKS)]

    def __str__(self) -> str:
        return f"{self.risk} on {in_full(self.assessed_on)}: {self.score}"

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def score_before(self) -> int:
        return self.likelihood_before * self.impact_before


class RiskAction(models.Model):
    """An action that came from a risk; links the two."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="action_links")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="risk_link")

    objects = RiskActionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} from {self.risk}"
