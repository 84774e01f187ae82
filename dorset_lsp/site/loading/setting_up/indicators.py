"""What is measured: catalogues, the indicators chosen from them and added to them, and their definitions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.utils.text import slugify

from dorset_lsp.site.loading.catalogues import catalogues
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from performance.changes.catalogues import keep
from performance.enums import CountyRule, ToleranceKind
from performance.models import (
    ComparisonArea,
    ComparisonFigure,
    DefinitionVersion,
    Indicator,
    IndicatorAlias,
    IndicatorArea,
)


def write_catalogues(writer: Writer, rows: list[Row]) -> None:
    """Keep every catalogue that an indicator is chosen from, whole, so that people see what else there is."""
    for slug in sorted({row["catalogue"] for row in rows if row["catalogue"]}):
        contents = catalogues()[slug]
        kept, changed = keep(
            about=contents.about, entries=list(contents.entries.values()), by=JOB, on=writer.on
        )
        writer.records["catalogues", slug] = kept
        for entry in kept.entries.all():
            writer.records["catalogues", slug, entry.code] = entry
        writer.say(f"  {kept.title}: {len(contents.entries)} entries ({changed} new or changed)")


def _indicator(writer: Writer, row: Row) -> None:
    key = {"slug": slugify(row["code"])}
    indicator = writer.put(Indicator, key, _what_it_is(writer, row) | _how_it_is_measured(row))
    writer.records["indicators", row["code"]] = indicator
    for alias in row["aliases"]:
        writer.put(IndicatorAlias, {"indicator": indicator, "alias": alias}, {})
    for slug, weight in row["splits"]:
        area = writer.find("areas", slug)
        writer.put(IndicatorArea, {"indicator": indicator, "area": area}, {"weight": weight})


def _what_it_is(writer: Writer, row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "catalogue_entry": writer.find("catalogues", row["catalogue"], row["catalogue_code"] or row["code"]),
        "part_of": writer.find("indicators", row["part_of"]),
        "outcome": writer.find("outcomes", row["outcome"]),
        "owner_organisation": writer.find("organisations", row["owner_organisation"]),
        "owner": writer.find("people", row["owner"]),
        "source": row["source"],
        "source_status": row["source_status"],
        "source_note": row["source_note"],
        "has_illustrative_figures": row["illustrative_figures"],
        "first_figure_on": row["first_figure"],
        "withdrawn_on": row["withdrawn"],
        "withdrawn_by_whom": row["withdrawn_by_whom"],
        # The folder's order is the order of pages; gaps leave room for an indicator added by hand.
        "position": row.number * 10,
    }


def _how_it_is_measured(row: Row) -> dict[str, Any]:
    return {
        "measure": row["measure"],
        "unit": row["unit"],
        "decimals": row["decimals"],
        "polarity": row["polarity"],
        "frequency": row["frequency"],
        "first_year": row["first_year"],
        "year_start_month": _or(row["year_start_month"], 4),
        "is_seasonal": row["seasonal"],
        "lag_days": _or(row["lag_days"], 0),
        "combine": row["combine"],
        "profile": [_plain(share) for share in row["profile"]],
        "per": _or(row["per"], 1),
        "numerator_label": row["numerator_label"],
        "denominator_label": row["denominator_label"],
        "county_rule": row["county_rule"] or CountyRule.ENTERED,
        "tolerance_kind": row["tolerance_kind"] or ToleranceKind.PERCENT,
        "tolerance": _or(row["tolerance"], Decimal(5)),
        "stated_low": row["stated_low"],
        "stated_high": row["stated_high"],
    }


def _definition(writer: Writer, row: Row) -> None:
    key = {"indicator": writer.find("indicators", row["indicator"]), "number": row["number"]}
    writer.put(DefinitionVersion, key, {"from_on": row["from"], "text": row["text"], "reason": row["reason"]})


def _comparison_area(writer: Writer, row: Row) -> None:
    # The folder's order is that of the pages.
    values = {"name": row["name"], "about": row["about"], "position": row.number}
    writer.records["comparison_areas", row["slug"]] = writer.put(
        ComparisonArea, {"slug": row["slug"]}, values
    )


def _comparison(writer: Writer, row: Row) -> None:
    key = {
        "indicator": writer.find("indicators", row["indicator"]),
        "area": writer.find("comparison_areas", row["area"]),
        "from_on": row["from"],
        "to_on": row["to"],
    }
    values = {name: row[name] for name in ("label", "value", "source", "note")}
    writer.put(ComparisonFigure, key, values | {"is_illustrative": row["illustrative"]})


def _or(value: Any, default: Any) -> Any:
    """The value of a cell, or what an empty one stands for; nought is a value."""
    return default if value is None else value


def _plain(number: Decimal) -> int | float:
    """A share as JSON holds it: whole where it is whole."""
    return int(number) if number == int(number) else float(number)


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "indicators": _indicator,
    "definitions": _definition,
    "comparison_areas": _comparison_area,
    "comparisons": _comparison,
}
