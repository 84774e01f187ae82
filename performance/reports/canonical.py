"""What an edition's report says, as data: everything is copied, so that nothing later can change it.

The canonical text is JSON with sorted keys, an indent of one, non-ASCII letters as they are, and a line feed at the
end. Figures are texts, exact: a decimal where it ends, else a fraction ("1/3"). Days are ISO dates. There are no floats.
Names of persons are left out: a frozen file cannot be put right when somebody asks to be forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from partnerships.models import Partnership
from performance import direction, forecast, milestones, spc, status
from performance.assessment import Published, rebase_indexes
from performance.attention import RANKING, Attention
from performance.derived import headline_area
from performance.enums import Absence, Frequency, TargetState
from performance.facts import Case, cases_of
from performance.models import Edition, Indicator, Observation, Rebase, Result, Scorecard, Target
from performance.periods import Period
from performance.reports import differences

FORMAT: Final = "report 1"
RULES: Final = {
    "status": status.RULE_VERSION,
    "milestone": milestones.RULE_VERSION,
    "direction": direction.RULE_VERSION,
    "signal": spc.RULE_VERSION,
    "forecast": forecast.RULE_VERSION,
}
RESULT_FIELDS: Final = (
    "code", "title", "owner_name", "period_label", "status", "mark", "previous_status", "absence", "direction", "value",
    "shown_value", "shown_milestone", "sentence", "streak", "variation", "assurance", "signal", "signal_side", "points",
    "moved", "working", "forecast", "quality",
    "is_provisional", "is_illustrative", "received_on", "commentary", "direction_view",
)  # fmt: skip
"""The stored result, field by field: all but the geometry of its sparkline and the name of who wrote the commentary."""

Document = dict[str, Any]


def text_of(document: Document) -> str:
    """The canonical text. TypeError for a float, or for anything else that JSON would not keep exactly."""
    _refuse_floats(document)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def document_of(edition: Edition, *, before: Document | None) -> Document:
    """Everything that the report of an edition says, from the rows as they stand. A fixed number of queries.

    ``before`` is the document of the same round's edition before, for the table of differences; None for the first.
    """
    attention = Attention(edition)
    results = attention.results
    indicators = [result.indicator for result in results]
    on_target, judged = attention.on_target
    document = {
        "format": FORMAT,
        "partnership": str(Partnership.objects.first() or ""),
        "round": _round(edition),
        "edition": {
            "number": edition.number,
            "published_on": edition.published_on.isoformat(),
            "note": edition.note,
        },
        "rules": dict(RULES),
        "on_target": on_target,
        "judged": judged,
        "summary": attention.summary.strip(),
        "counts": [[code, count] for code, count in attention.totals],
        "exceptions": [{"code": one.result.code, "why": RANKING[one.rank]} for one in attention.exceptions],
        "outcomes": _outcomes(results),
        "scorecards": _scorecards({result.indicator_id for result in results}),
        "results": [result_of(result) for result in results],
        "indicators": _indicators(edition, indicators),
    }
    return {**document, "differences": differences.between(before, document) if before else []}


def result_of(result: Result) -> dict[str, Any]:
    """One stored result in plain JSON values."""
    return {field: _plain(getattr(result, field)) for field in RESULT_FIELDS}


def exact_text(value: Fraction) -> str:
    """The value without loss: a decimal where it ends within 28 digits, else a fraction. ``Fraction`` reads both."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{decimal.normalize():f}" if Fraction(decimal) == value else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("A figure is kept as a text, exactly; a float is not exact.")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _refuse_floats(part)


def _round(edition: Edition) -> dict[str, Any]:
    round_ = edition.round
    return {
        "slug": round_.slug,
        "title": round_.title,
        "period": round_.period.long_label,
        "from": round_.period_from.isoformat(),
        "to": round_.period_to.isoformat(),
    }


def _outcomes(results: Iterable[Result]) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for result in results:
        outcome = result.outcome
        row = {"title": outcome.title, "short_title": outcome.short_title, "codes": []}
        found.setdefault(outcome.pk, row)["codes"].append(result.code)
    return list(found.values())


def _scorecards(indicator_ids: set[int]) -> list[dict[str, Any]]:
    """Each scorecard with the codes on it, in its order."""
    cards = Scorecard.objects.with_owner().prefetch_related("lines__indicator")
    return [
        {
            "title": card.title,
            "subtitle": card.subtitle,
            "owner": card.owner_name,
            "codes": [line.indicator.code for line in card.lines.all() if line.indicator_id in indicator_ids],
        }
        for card in cards
    ]


# --- indicators with their figures ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read about all indicators at once."""

    cases: Mapping[int, Case]
    targets: Mapping[int, Target]
    rows: Mapping[tuple[int, Period], Observation]
    rebases: Mapping[int, list[Rebase]]
    by: date
    """Figures of periods that end after this day are another round's."""


def _indicators(edition: Edition, indicators: list[Indicator]) -> list[dict[str, Any]]:
    on = edition.round.judged_on(edition.published_on)
    targets = Target.objects.in_force_on(on).filter(indicator__in=indicators).prefetch_related("points")
    rows = Observation.objects.latest().filter(indicator__in=indicators, area=headline_area())
    rebases: dict[int, list[Rebase]] = {}
    for one in Rebase.objects.known_to(edition).filter(indicator__in=indicators):
        rebases.setdefault(one.indicator_id, []).append(one)
    known = _Known(
        rebases=rebases,
        cases=cases_of(indicators, on=on, edition=edition),
        targets={target.indicator_id: target for target in targets.order_by("version__agreed_on")},
        rows={(row.indicator_id, row.period): row for row in rows},
        by=edition.round.due_on,
    )
    with_definitions = Indicator.objects.filter(pk__in=[one.pk for one in indicators]).prefetch_related(
        "definitions"
    )
    definitions = {one.pk: list(one.definitions.all()) for one in with_definitions}
    return [_indicator(one, known, definitions[one.pk]) for one in indicators]


def _indicator(indicator: Indicator, known: _Known, definitions: list[Any]) -> dict[str, Any]:
    case = known.cases[indicator.pk]
    series = _series_of(case, known.by)
    return {
        "code": indicator.code,
        "slug": indicator.slug,
        "title": indicator.title,
        "unit": indicator.unit,
        "sign": case.indicator.unit,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "frequency": indicator.frequency,
        "combine": indicator.combine,
        "tolerance": indicator.tolerance_words,
        "source": indicator.source,
        "definitions": [
            {"number": one.number, "from": one.from_on.isoformat(), "text": one.text, "reason": one.reason}
            for one in definitions
        ],
        "rebases": [
            {"from": one.from_on.isoformat(), "reason": one.reason}
            for one in known.rebases.get(indicator.pk, ())
        ],
        "target": _target(known.targets.get(indicator.pk), case),
        "figures": _figures(indicator, case, series, known),
    }


def _series_of(case: Case, by: date) -> list[Published]:
    """The published figures that the chart shows, oldest first: of periods as long as the latest one's."""
    ended = sorted((one for one in case.series if one.period.to_on <= by), key=lambda one: one.period)
    alike = [one for one in ended if one.period.months == ended[-1].period.months]
    first = next((i for i, one in enumerate(alike) if _value(one, case) is not None), len(alike))
    return alike[first:]


def _value(figure: Published, case: Case) -> Fraction | None:
    return figure.figure(case.indicator).value


def _target(target: Target | None, case: Case) -> dict[str, Any] | None:
    if target is None:
        return None
    shown = case.indicator.shown
    return {
        "state": target.get_state_display(),
        "reason": target.state_reason,
        "baseline": "" if target.baseline is None else shown(Fraction(target.baseline)),
        "baseline_label": target.baseline_label,
        "points": [
            {
                "label": point.label,
                "shown": " to ".join(
                    shown(Fraction(end)) for end in (point.value, point.value_high) if end is not None
                )
                or point.as_printed,
            }
            for point in target.points.all()
        ],
    }


def _figures(
    indicator: Indicator, case: Case, series: list[Published], known: _Known
) -> list[dict[str, Any]]:
    """Every period from the first figure to the last published, gaps included, oldest first."""
    if not series:
        return []
    by_period = {one.period: one for one in series}
    periods = [series[0].period]
    while periods[-1].to_on < series[-1].period.to_on:
        periods.append(periods[-1].following(Frequency(indicator.frequency)))
    judgements = _judgements(case, series)
    return [
        _figure(indicator, case, period, by_period.get(period), judgements, known.rows) for period in periods
    ]


def _figure(
    indicator: Indicator,
    case: Case,
    period: Period,
    figure: Published | None,
    judgements: Mapping[Period, str],
    rows: Mapping[tuple[int, Period], Observation],
) -> dict[str, Any]:
    value = None if figure is None else _value(figure, case)
    absence = "no figure" if figure is None else Absence(figure.absence).label if figure.absence else ""
    target, row = _step(case, period), rows.get((indicator.pk, period))
    return {
        "period": period.label,
        "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(),
        "value": None if value is None else exact_text(value),
        "shown": case.indicator.shown(value),
        "absence": "" if value is not None else absence,
        "target": None if target is None else exact_text(target),
        "definition": figure.definition if figure else "",
        "judgement": judgements.get(period, ""),
        "is_provisional": bool(row and row.is_provisional),
        "revision": row.revision if row else 0,
        "received_on": row.received_on.isoformat() if row else None,
    }


def _step(case: Case, period: Period) -> Fraction | None:
    """The period's own target, as the chart draws it."""
    facts, target = case.indicator, case.target
    if target.state != TargetState.AGREED:
        return None
    return milestones.step_for(
        target.points, period, frequency=facts.frequency, combine=facts.combine, profile=facts.profile
    )


def _judgements(case: Case, series: list[Published]) -> dict[Period, str]:
    """What the XmR chart says of each figure, in words; empty until there are points enough."""
    known = [(one, value) for one in series if (value := _value(one, case)) is not None]
    chart = spc.xmr(
        [value for _, value in known],
        polarity=case.indicator.polarity,
        screen_outliers=case.indicator.screen_outliers,
        rebase_at=rebase_indexes([one for one, _ in known], case.indicator.rebase_on),
    )
    if not chart.enough:
        return {}
    return {
        one.period: str(point.judgement.label) for (one, _), point in zip(known, chart.points, strict=True)
    }
