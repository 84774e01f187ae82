"""The open data: which tables there are, what every column means, and their rows as everybody may see them.

The dictionary on the page, the JSON files and the CSV files are drawn from these declarations and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.conf import settings

from dorset_lsp.site.public.overview import standing_of
from dorset_lsp.site.public.pages import ANYBODY
from partnerships.models import FundingStream
from partnerships.money import money_of
from performance.models import Indicator, Observation, Target


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name in files, what kind of value it holds, and what it means."""

    name: str
    kind: str
    meaning: str


Columns = Sequence[Column]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the open data."""

    title: str
    columns: Columns
    rows: Callable[[date], list[list[Any]]]


FIGURES: Final = (
    Column("indicator", "text", "The indicator's code as printed."),
    Column("area", "text", "The place that the figure is about."),
    Column("period", "text", "The period in the field's own words, such as a quarter of a year."),
    Column("from", "date", "The first day of the period."),
    Column("until", "date", "The first day after the period."),
    Column("value", "number", "The figure, in the indicator's unit; empty where there is none."),
    Column("numerator", "number", "What was counted, for a ratio."),
    Column("denominator", "number", "Out of how many, for a ratio."),
    Column("absence", "text", "Why there is no figure: not available, suppressed, and so on."),
    Column("reason", "text", "The reason for the absence, in words."),
    Column("revision", "number", "1 for the first figure of a period; a correction has the next number."),
    Column("reason_for_revision", "text", "What was corrected, and why."),
    Column(
        "definition", "number", "The number of the definition it was counted by; figures compare within one."
    ),
    Column("received", "date", "The day on which the figure came in."),
    Column("published", "date", "The day on which it was published."),
    Column("source", "text", "Where it comes from."),
    Column("illustrative", "yes or no", "Whether it is invented, to show how the site works."),
)
INDICATORS: Final = (
    Column("slug", "text", "The last part of the indicator's address."),
    Column("code", "text", "Its code as printed."),
    Column("title", "text", "What it measures."),
    Column("outcome", "text", "The outcome that it shows."),
    Column("owner", "text", "The organisation that answers for its figures."),
    Column("unit", "text", "In what it is counted."),
    Column("better", "text", "Which way is better: higher, lower, in a range, or neither."),
    Column("frequency", "text", "How often there is a figure."),
    Column("definition", "text", "What exactly is counted, in the newest version."),
    Column("last_period", "text", "The period of the last figure that is open."),
    Column("last_figure", "text", "That figure as it is shown."),
    Column("milestone", "text", "Where it should have stood by then."),
    Column("status", "text", "How it is judged; the rules are on the page of how figures are judged."),
    Column("direction", "text", "Improving, steady or worsening, or not comparable."),
)
TARGETS: Final = (
    Column("indicator", "text", "The indicator's code as printed."),
    Column("agreement", "text", "The agreement in which the target stands."),
    Column("version", "text", "Which version of the agreement."),
    Column("kind", "text", "Designated, statutory or local."),
    Column("state", "text", "Whether it is agreed; only agreed targets are judged."),
    Column("point", "text", "The period of this point, or the baseline."),
    Column("until", "date", "The first day after that period."),
    Column("value", "number", "The agreed value, or the lower end of a range."),
    Column("value_high", "number", "The upper end of a range."),
    Column("as_printed", "text", "What the agreement prints, letter by letter."),
)
MONEY: Final = (
    Column("stream", "text", "The money that was given."),
    Column("year", "text", "For which year."),
    Column("given_by", "text", "By whom."),
    Column("part", "text", "What a part of it is for; what is not itemised is a part too."),
    Column("amount", "pounds", "The part."),
    Column("offered", "pounds", "Offered to projects; empty where it is not known."),
    Column("claimed", "pounds", "Claimed by projects; empty where it is not known."),
)


def figures_of(indicator: Indicator) -> list[list[Any]]:
    """Every open figure of one indicator with its revisions, oldest first."""
    return _figures(indicator=indicator)


def _figures(**of: Any) -> list[list[Any]]:
    rows = Observation.objects.visible_to(ANYBODY).filter(**of)
    rows = rows.select_related("indicator", "area", "definition")
    return [
        [
            row.indicator.code, row.area.name, row.period.label, row.period_from, row.period_to, row.value,
            row.numerator, row.denominator, row.get_absence_display() if row.absence else "", row.absence_reason,
            row.revision, row.revision_reason, row.definition.number if row.definition else None,
            row.received_on, row.published_on, row.source, "yes" if row.is_illustrative else "no",
        ]
        for row in rows.order_by("indicator__position", "indicator__code", "period_to", "area__name", "revision")
    ]  # fmt: skip


def _indicators(on: date) -> list[list[Any]]:
    indicators = Indicator.objects.visible_to(ANYBODY).measured()
    indicators = indicators.select_related("outcome", "owner_organisation").prefetch_related("definitions")
    return [
        [
            one.slug, one.code, one.title, one.outcome.title, one.owner_organisation.name, one.unit,
            one.get_polarity_display(), one.get_frequency_display(), next((each.text for each in one.definitions.all()), ""),
            *((last.period_label, last.shown_value, last.shown_milestone, last.get_status_display(),
               last.get_direction_display()) if last else ("", "", "", "", "")),
        ]
        for one, last in standing_of(indicators).lines
    ]  # fmt: skip


def _targets(on: date) -> list[list[Any]]:
    rows = Target.objects.in_force_on(on).select_related("indicator", "version__agreement")
    found: list[list[Any]] = []
    for target in rows.prefetch_related("points").order_by("indicator__position", "indicator__code", "pk"):
        head = [
            target.indicator.code, str(target.version.agreement), target.version.title,
            target.get_kind_display(), target.get_state_display(),
        ]  # fmt: skip
        if target.baseline is not None or target.baseline_as_printed:
            label = f"Baseline, {target.baseline_label}" if target.baseline_label else "Baseline"
            found.append(
                [*head, label, target.baseline_to, target.baseline, None, target.baseline_as_printed]
            )
        found += [
            [*head, point.label, point.to_on, point.value, point.value_high, point.as_printed]
            for point in target.points.all()
        ]
    return found


def _money(on: date) -> list[list[Any]]:
    streams = FundingStream.objects.visible_to(ANYBODY).select_related("giver")
    return [
        [
            money.stream.title, money.stream.year_label, money.stream.giver.name, part.title, _pounds(part.amount),
            *((None, None) if part.is_remainder else (_pounds(part.committed), _pounds(part.claimed))),
        ]
        for money in money_of(streams, on)
        for part in money.parts
    ]  # fmt: skip


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


TABLES: Final = {
    "indicators": Table("Indicators, with the last that is open about each", INDICATORS, _indicators),
    "figures": Table("Every open figure", FIGURES, lambda _: _figures()),
    "targets": Table("Targets in force, point by point", TARGETS, _targets),
    "money": Table("Money, part by part", MONEY, _money),
}
"""The whole tables by the last part of their address."""


def as_document(about: str, columns: Columns, rows: list[list[Any]]) -> dict[str, Any]:
    """A table as JSON: what it is, under which licence, what its columns mean, and one object a row."""
    return {
        "about": about,
        "licence": {"name": settings.DATA_LICENCE_NAME, "url": settings.DATA_LICENCE_URL},
        "columns": [
            {"name": column.name, "kind": column.kind, "meaning": column.meaning} for column in columns
        ],
        "rows": [
            {column.name: _plain(value) for column, value in zip(columns, row, strict=True)} for row in rows
        ],
    }


def _plain(value: Any) -> Any:
    """Decimals as text without needless noughts, so that no digit is lost on the way."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
