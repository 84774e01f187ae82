"""What a workbook holds: the returns that its reader may still answer, a line for each area, with what stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from partnerships.models import Area, Person
from performance.answers import Answer, Figure, answer_of
from performance.assessment import Assessment
from performance.changes.observations import definition_at, definitions_of
from performance.derived import areas_asked_within, headline_area
from performance.enums import Measure, ReturnState
from performance.facts import UNITS
from performance.locks import lock_of
from performance.models import Indicator, IndicatorArea, Observation, Return, Round
from performance.preview import answered
from performance.querysets import ReturnQuerySet
from performance.rounding import with_unit
from performance.workbook.layout import BY_KEY, NUMBERS, OF_RETURN, SAVE, TYPED, guarded, sentence_case

LAST = 3
"""How many earlier figures stand beside."""

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a workbook: its cells by column, and the columns that may be written in."""

    organisation: str
    cells: dict[str, Cell]
    open: frozenset[str]


def with_splits(rows: ReturnQuerySet) -> ReturnQuerySet:
    """Returns with all that a workbook reads of them, in the order of a workbook."""
    splits = Prefetch("indicator__splits", IndicatorArea.objects.select_related("area"))
    return (
        rows.with_everything()
        .select_related("saved_by", "verified_by")
        .prefetch_related("figures", splits)
        .order_by("indicator__owner_organisation__name", "indicator__position", "indicator__code", "pk")
    )


def returns_owed(round_: Round, viewer: Person, on: date) -> list[Return]:
    """The returns of a round that are still to be answered: the viewer's own, for the co-ordinator all. Three queries."""
    rows = Return.objects.filter(round=round_, state__in=[ReturnState.NOT_STARTED, ReturnState.DRAFT])
    if not viewer.standing(on).is_coordinator:
        rows = rows.answerable_by(viewer)
    found = list(with_splits(rows))
    for return_ in found:
        return_.round = round_
    return [return_ for return_ in found if lock_of(return_, on) is None]


def figures_owed(returns: Sequence[Return], headline: Area) -> int:
    """How many figures the returns ask for: one for each area."""
    return sum(len(areas_asked_within(return_.indicator, headline)) for return_ in returns)


def lines_of(returns: Sequence[Return], on: date) -> list[Line]:
    """The lines of some returns, in their order. A fixed number of queries."""
    headline = headline_area()
    indicators = [return_.indicator for return_ in returns]
    definitions = definitions_of(indicators)
    last = _last_figures(indicators)
    lines = []
    for return_, assessment in answered(returns, on):
        version = definition_at(definitions, return_.indicator_id, return_.period_from)
        for position, area in enumerate(areas_asked_within(return_.indicator, headline)):
            earlier = [
                one
                for one in last.get((return_.indicator_id, area.pk), [])
                if one.period_to < return_.period_to
            ]
            lines.append(
                Line(
                    organisation=return_.indicator.owner_organisation.label,
                    cells=_identity(return_, area)
                    | _typed(return_, area, is_first=position == 0)
                    | _beside(return_.indicator, earlier, assessment, version.text if version else ""),
                    open=_open(return_.indicator, is_first=position == 0),
                )
            )
    return lines


def numbers_of(indicator: Indicator) -> tuple[str, ...]:
    """The columns in which the figure of an indicator is typed."""
    return ("numerator", "denominator") if indicator.is_ratio else ("value",)


def typed_figure(figure: Figure) -> dict[str, Cell]:
    """A figure as it stands in its columns."""
    return {
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "absence": BY_KEY["absence"].word(figure.absence),
        "absence_reason": guarded(figure.absence_reason),
    }


def typed_answer(answer: Answer) -> dict[str, Cell]:
    """What is said of the return as a whole, as it stands in its columns."""
    return {
        "commentary": guarded(answer.commentary),
        "direction_view": BY_KEY["direction_view"].word(answer.direction_view),
        "is_provisional": BY_KEY["is_provisional"].word("yes" if answer.is_provisional else "no"),
        "is_surprise_confirmed": "yes" if answer.is_surprise_confirmed else "",
        "do": BY_KEY["do"].word(SAVE),
    }


def _identity(return_: Return, area: Area) -> dict[str, Cell]:
    indicator = return_.indicator
    parts = [
        f"{sentence_case(indicator.numerator_label or 'numerator')} over "
        f"{indicator.denominator_label or 'denominator'}"
        if indicator.is_ratio
        else "",
        indicator.unit or UNITS.get(Measure(indicator.measure), ""),
    ]
    return {
        "organisation": guarded(indicator.owner_organisation.label),
        "code": guarded(indicator.code),
        "indicator": guarded(indicator.title),
        "area": guarded(area.name),
        "period": guarded(return_.period.label),
        "counted": guarded(", ".join(filter(None, parts))),
        "return": return_.pk,
        "version": return_.version,
    }


def _typed(return_: Return, area: Area, *, is_first: bool) -> dict[str, Cell]:
    answer = answer_of(return_)
    of_return = typed_answer(answer) if is_first else dict.fromkeys(OF_RETURN, "")
    return typed_figure(answer.figures.get(area.pk, Figure())) | of_return


def _beside(
    indicator: Indicator, earlier: list[Observation], assessment: Assessment, definition: str
) -> dict[str, Cell]:
    return {
        "last": guarded("; ".join(_shown(indicator, one) for one in earlier[:LAST])),
        "milestone": guarded(assessment.shown_milestone),
        "definition": guarded(definition),
    }


def _open(indicator: Indicator, *, is_first: bool) -> frozenset[str]:
    shut = {*NUMBERS} - {*numbers_of(indicator)} | ({*OF_RETURN} if not is_first else set())
    return frozenset(TYPED) - shut


def _last_figures(indicators: Sequence[Indicator]) -> dict[tuple[int, int], list[Observation]]:
    """The published figures of some indicators by indicator and area, newest first. One query."""
    by_id = {indicator.pk: indicator for indicator in indicators}
    found: dict[tuple[int, int], list[Observation]] = {}
    for row in Observation.objects.latest().filter(indicator__in=by_id).order_by("-period_to"):
        row.indicator = by_id[row.indicator_id]
        found.setdefault((row.indicator_id, row.area_id), []).append(row)
    return found


def _shown(indicator: Indicator, observation: Observation) -> str:
    """Q3 2008/09: 76.0 %."""
    exact = observation.exact
    unit = UNITS.get(Measure(indicator.measure), "")
    figure = (
        observation.get_absence_display() if exact is None else with_unit(exact, indicator.decimals, unit)
    )
    return f"{observation.period.label}: {figure}"
