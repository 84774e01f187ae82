"""From rows to facts: what the pure rules need to know of indicators, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.contrib.auth.models import AnonymousUser

from partnerships.models import Person
from performance.assessment import (
    Assessment,
    IndicatorFacts,
    Published,
    TargetFacts,
    assess,
    rebase_indexes,
)
from performance.changes.observations import definition_at, definitions_of
from performance.derived import headline_area
from performance.enums import Measure, ToleranceKind
from performance.forecast import Basis, Outlook, outlook
from performance.milestones import AgreedPoint
from performance.models import DefinitionVersion, Edition, Indicator, Observation, Rebase, Target
from performance.periods import Period
from performance.status import Tolerance

UNITS = {Measure.SHARE: "%", Measure.MONEY: "£"}
"""Units that are written as a sign beside the figure; a unit in words stands in the heading."""


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator with its target and its published figures for the whole area: all that a status rests on."""

    indicator: IndicatorFacts
    target: TargetFacts
    series: tuple[Published, ...]
    definitions: tuple[tuple[date, str], ...] = ()
    """From which day each definition version counts, newest first."""

    def assess(self, period: Period, *, on: date, due_on: date | None = None) -> Assessment:
        """Ask the rules about one period."""
        return assess(self.indicator, self.target, self.series, period, today=on, due_on=due_on)

    def definition_at(self, from_on: date) -> str:
        """The number of the definition version for a period that starts on that day; the oldest for any earlier one."""
        numbers = [number for day, number in self.definitions if day <= from_on] or [
            one for _, one in self.definitions[-1:]
        ]
        return numbers[0] if numbers else ""

    def outlook(self, *, by: date) -> Outlook | None:
        """Where the trend of the figures up to a day leads at the agreement's end: those since the last break in the chart."""
        known = sorted(
            (
                (one.period, value, one)
                for one in self.series
                if one.period.to_on <= by and (value := one.figure(self.indicator).value) is not None
            ),
            key=lambda one: one[0],
        )
        alike = [one for one in known if one[0].months == known[-1][0].months]
        breaks = rebase_indexes([one for *_, one in alike], self.indicator.rebase_on)
        comparable = alike[breaks[-1] if breaks else 0 :]
        if not comparable:
            return None
        return outlook(
            self.basis,
            [(period, value) for period, value, _ in comparable],
            target_state=self.target.state,
            points=self.target.points,
            last_known=comparable[-1][0],
        )

    @property
    def basis(self) -> Basis:
        """What a forecast needs to know of the indicator. A count is not below nought, and a share stays within its whole."""
        facts = self.indicator
        return Basis(
            polarity=facts.polarity,
            frequency=facts.frequency,
            combine=facts.combine,
            decimals=facts.decimals,
            unit=facts.unit,
            least=0 if facts.is_count or facts.unit == UNITS[Measure.SHARE] else None,
            most=100 if facts.unit == UNITS[Measure.SHARE] else None,
        )

    def with_figure(self, figure: Published) -> Case:
        """As it would be if this figure were published: for the preview while somebody types."""
        others = tuple(one for one in self.series if one.period != figure.period)
        return replace(self, series=(*others, figure))


def cases_of(
    indicators: Iterable[Indicator],
    *,
    on: date,
    edition: Edition | None = None,
    viewer: Person | AnonymousUser | None = None,
) -> dict[int, Case]:
    """The cases of some indicators by id, with the targets in force on a day. Six queries, however many there are.

    ``edition`` leaves out the figures that came after it and the rebases that were made after it; without one, all count. With a
    viewer the figures are those that they may see; without one they are all that is published.
    """
    wanted = list(indicators)
    targets = {
        target.indicator_id: target
        for target in Target.objects.in_force_on(on)
        .filter(indicator__in=wanted)
        .order_by("version__agreed_on")
        .prefetch_related("points")
    }
    definitions = definitions_of(wanted)
    rebases = Rebase.objects.known_to(edition) if edition else Rebase.objects.all()
    rebased: dict[int, list[date]] = defaultdict(list)
    for indicator_id, day in rebases.filter(indicator__in=wanted).values_list("indicator_id", "from_on"):
        rebased[indicator_id].append(day)
    series: dict[int, list[Published]] = defaultdict(list)
    if edition is not None:
        figures = Observation.objects.known_to(edition)
    elif viewer is None:
        figures = Observation.objects.latest()
    else:
        figures = Observation.objects.visible_to(viewer).newest_for(viewer)
    rows = figures.filter(indicator__in=wanted, area=headline_area())
    for row in rows.order_by("period_to").iterator():
        series[row.indicator_id].append(published(row, definitions))
    return {
        indicator.pk: Case(
            replace(facts_of(indicator), rebase_on=tuple(rebased[indicator.pk])),
            target_facts(targets.get(indicator.pk)),
            tuple(series.get(indicator.pk, ())),
            tuple((version.from_on, str(version.number)) for version in definitions.get(indicator.pk, [])),
        )
        for indicator in wanted
    }


def facts_of(indicator: Indicator) -> IndicatorFacts:
    """What the rules know of an indicator itself."""
    return IndicatorFacts(
        polarity=indicator.polarity,
        frequency=indicator.frequency,
        combine=indicator.combine,
        decimals=indicator.decimals,
        unit=UNITS.get(Measure(indicator.measure), ""),
        seasonal=indicator.is_seasonal,
        lag_days=indicator.lag_days,
        tolerance=Tolerance(Fraction(indicator.tolerance), ToleranceKind(indicator.tolerance_kind)),
        per=Fraction(indicator.per),
        profile=tuple(Fraction(str(share)) for share in indicator.profile),
        is_count=indicator.measure == Measure.COUNT,
    )


def target_facts(target: Target | None) -> TargetFacts:
    """The target's state and agreed points, the baseline among them where it has a date and a value."""
    if target is None:
        return TargetFacts()
    points = [
        AgreedPoint(
            at=point.to_on,
            value=Fraction(point.value),
            label=point.label,
            high=None if point.value_high is None else Fraction(point.value_high),
        )
        for point in target.points.all()
        if point.value is not None
    ]
    if target.baseline is not None and target.baseline_to is not None:
        points.append(
            AgreedPoint(
                target.baseline_to, Fraction(target.baseline), target.baseline_label, is_baseline=True
            )
        )
    return TargetFacts(state=target.state, points=tuple(points), note=target.state_reason)


def published(row: Observation, definitions: Mapping[int, list[DefinitionVersion]]) -> Published:
    """A published row as the rules know it, exact."""
    version = definition_at(dict(definitions), row.indicator_id, row.period_from)
    return Published(
        period=row.period,
        value=None if row.value is None else Fraction(row.value),
        absence=row.absence or None,
        reason=row.absence_reason,
        definition=str(version.number) if version else "",
        numerator=None if row.numerator is None else Fraction(row.numerator),
        denominator=None if row.denominator is None else Fraction(row.denominator),
    )
