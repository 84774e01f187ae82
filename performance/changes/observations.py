"""Changes to published figures: they are added and revised, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from partnerships.models import Area
from performance.derived import STORED_DECIMALS
from performance.models import DefinitionVersion, Edition, Indicator, Observation, Return, ReturnFigure
from performance.periods import Period
from performance.rounding import rounded


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One figure from before the first round here, with the two dates that it bears."""

    indicator: Indicator
    area: Area
    period: Period
    received_on: date
    published_on: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    absence: str = ""
    absence_reason: str = ""
    is_provisional: bool = False
    source: str = ""
    is_illustrative: bool = False


@change
def record_history_in_bulk(*, rows: Sequence[HistoryRow], by: Actor, on: date) -> int:
    """Record figures from before the first round. A figure that stands already is left alone. Returns how many are new."""
    require(by, "performance.record_history", Observation)
    indicators = {row.indicator.pk: row.indicator for row in rows}
    definitions = definitions_of(indicators.values())
    standing = set(
        Observation.objects.filter(indicator__in=indicators).values_list(
            "indicator_id", "area_id", "period_from", "period_to"
        )
    )
    new = [
        Observation(
            indicator=row.indicator,
            area=row.area,
            definition=definition_at(definitions, row.indicator.pk, row.period.from_on),
            period_from=row.period.from_on,
            period_to=row.period.to_on,
            received_on=row.received_on,
            published_on=row.published_on,
            recorded_by_name=by.name,
            is_provisional=row.is_provisional,
            source=row.source,
            is_illustrative=row.is_illustrative,
            **number_or_absence(row.indicator, row),
        )
        for row in rows
        if (row.indicator.pk, row.area.pk, row.period.from_on, row.period.to_on) not in standing
    ]
    Observation.objects.bulk_create(new, batch_size=500)
    if not new:
        nothing_to_change()
    for pk, indicator in indicators.items():
        count = sum(observation.indicator_id == pk for observation in new)
        if count:
            record(
                "observation.record_history", indicator, by=by, on=on, difference={"figures": (None, count)}
            )
    return len(new)


@change
def publish(*, returns: Sequence[Return], edition: Edition, by: Actor, on: date) -> int:
    """Turn the answers of verified returns into observations of an edition, as revisions where a figure stands.

    Part of publishing a round; expects each return with ``figures``, ``indicator`` and ``round`` loaded. Returns how
    many observations were made.
    """
    require(by, "performance.run_round", edition.round)
    definitions = definitions_of([return_.indicator for return_ in returns])
    standing = _standing(returns)
    new = []
    for return_ in returns:
        for figure in return_.figures.all():
            before = standing.get(
                (return_.indicator_id, figure.area_id, return_.period_from, return_.period_to)
            )
            new.append(_observation(return_, figure, edition, before, definitions, by, on))
    replaced = [standing[key].pk for key in {_key(one) for one in new} & standing.keys()]
    # Only the mark moves from the old row to the new one; the old figure itself stays as it was.
    Observation.objects.filter(pk__in=replaced).update(is_latest=False)
    Observation.objects.bulk_create(new, batch_size=500)
    record("observation.publish", edition, by=by, on=on, difference={"figures": (None, len(new))})
    return len(new)


def number_or_absence(indicator: Indicator, figure: HistoryRow | ReturnFigure) -> dict[str, object]:
    """The fields of a figure as an observation stores them. A zero denominator is *not available*."""
    if figure.absence:
        return {"absence": figure.absence, "absence_reason": figure.absence_reason}
    if figure.numerator is not None and figure.denominator is not None:
        if not figure.denominator:
            return {"absence": "not_available", "absence_reason": "The denominator is nought."}
        quotient = Fraction(figure.numerator) / Fraction(figure.denominator) * indicator.per
        return {
            "value": rounded(quotient, STORED_DECIMALS),
            "numerator": figure.numerator,
            "denominator": figure.denominator,
        }
    if figure.value is None:
        return {"absence": "not_available", "absence_reason": "No figure was given."}
    return {"value": figure.value}


def definitions_of(indicators: Iterable[Indicator]) -> dict[int, list[DefinitionVersion]]:
    """The definition versions of some indicators, newest first, by indicator id. One query."""
    found: dict[int, list[DefinitionVersion]] = {}
    for version in DefinitionVersion.objects.filter(indicator__in=list(indicators)).order_by("-from_on"):
        found.setdefault(version.indicator_id, []).append(version)
    return found


def definition_at(
    definitions: dict[int, list[DefinitionVersion]], indicator_id: int, from_on: date
) -> DefinitionVersion | None:
    """The definition in force for a period that starts on that day; the oldest for any earlier period."""
    versions = definitions.get(indicator_id, [])
    return next(
        (version for version in versions if version.from_on <= from_on), versions[-1] if versions else None
    )


def _standing(returns: Sequence[Return]) -> dict[tuple[object, ...], Observation]:
    rows = Observation.objects.latest().filter(indicator__in=[return_.indicator_id for return_ in returns])
    return {_key(row): row for row in rows}


def _key(observation: Observation) -> tuple[object, ...]:
    return observation.indicator_id, observation.area_id, observation.period_from, observation.period_to


def _observation(
    return_: Return,
    figure: ReturnFigure,
    edition: Edition,
    before: Observation | None,
    definitions: dict[int, list[DefinitionVersion]],
    by: Actor,
    on: date,
) -> Observation:
    return Observation(
        indicator=return_.indicator,
        area_id=figure.area_id,
        definition=definition_at(definitions, return_.indicator_id, return_.period_from),
        period_from=return_.period_from,
        period_to=return_.period_to,
        is_provisional=return_.is_provisional,
        revision=before.revision + 1 if before else 1,
        revision_reason=(return_.correction_reason or edition.note)[:300] if before else "",
        received_on=return_.submitted_on or on,
        published_on=on,
        recorded_by_name=return_.submitted_by.name if return_.submitted_by else by.name,
        edition=edition,
        source=return_.indicator.source,
        is_illustrative=return_.indicator.has_illustrative_figures,
        **number_or_absence(return_.indicator, figure),
    )
