"""From rows to set-up records: who works together, to what end, what is measured and what was agreed.

Each function writes one row of one file; ``set_up`` calls them in the order in which records need each other.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from django.utils.text import slugify

from dorset_lsp.site.loading import catalogues
from dorset_lsp.site.loading.folder import FILE, Folder
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.words import AgreementWords, Words
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import people
from partnerships.models import (
    Area,
    Body,
    Challenge,
    Organisation,
    Outcome,
    Partnership,
    Seat,
    Strategy,
)
from performance import printed
from performance.changes import catalogues as catalogue_changes
from performance.enums import CountyRule, ToleranceKind
from performance.models import (
    Agreement,
    AgreementVersion,
    CatalogueEntry,
    DefinitionVersion,
    Indicator,
    IndicatorAlias,
    IndicatorArea,
    PrintedCell,
    Scorecard,
    ScorecardLine,
    Target,
    TargetPoint,
)


def set_up(folder: Folder, writer: Writer) -> None:
    """Write every set-up record of the folder. What is refused is told by row, and the rest is tried all the same."""
    tables, words = folder.tables, folder.words
    for name in ("areas", "organisations", "people"):
        writer.each(tables[name], _WRITES[name])
    with writer.about(FILE, 0):
        _partnership(writer, words)
    for name in ("bodies", "seats", "challenges", "outcomes"):
        writer.each(tables[name], _WRITES[name])
    _catalogues(writer, tables["indicators"])
    for name in ("indicators", "definitions"):
        writer.each(tables[name], _WRITES[name])
    if words.agreement is not None:
        with writer.about(FILE, 0):
            _agreement(writer, words.agreement)
    for name in ("targets", "target_points", "printed", "scorecards"):
        writer.each(tables[name], _WRITES[name])


# --- who works together -------------------------------------------------------------------------------------


def _area(writer: Writer, row: Row) -> None:
    values = {"name": row["name"], "kind": row["kind"], "parent": writer.find("areas", row["parent"])}
    writer.records["areas", row["slug"]] = writer.put(Area, {"slug": row["slug"]}, values)


def _organisation(writer: Writer, row: Row) -> None:
    values = {
        "name": row["name"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "area": writer.find("areas", row["area"]),
        "is_illustrative": row["illustrative"],
    }
    writer.records["organisations", row["slug"]] = writer.put(Organisation, {"slug": row["slug"]}, values)


def _person(writer: Writer, row: Row) -> None:
    writer.records["people", row["email"]] = people.add(
        email=row["email"],
        name=row["name"],
        organisation=writer.find("organisations", row["organisation"]),
        job_title=row["job_title"],
        is_staff=row["staff"],
        is_illustrative=row["illustrative"],
        by=JOB,
        on=writer.on,
    )
    writer.counts["people"] += 1


def _partnership(writer: Writer, words: Words) -> None:
    values = {
        "name": words.name,
        "short_name": words.short_name,
        "area": writer.find("areas", words.area),
        "about": words.about,
        "note_on_figures": words.note_on_figures,
        "people_note": words.people_note,
        "year_start_month": words.year_start_month,
    }
    writer.put(Partnership, {"pk": 1}, values)
    if words.strategy is not None:
        strategy = words.strategy
        writer.records["strategy", strategy.slug] = writer.put(
            Strategy,
            {"slug": strategy.slug},
            {
                "title": strategy.title,
                "vision": strategy.vision,
                "from_on": strategy.from_on,
                "to_on": strategy.to_on,
                "source": strategy.source,
            },
        )
        writer.records["strategy", "the only one"] = writer.records["strategy", strategy.slug]


def _body(writer: Writer, row: Row) -> None:
    values = {
        "name": row["name"],
        "kind": row["kind"],
        "parent": writer.find("bodies", row["parent"]),
        "area": writer.find("areas", row["area"]),
        "layer": row["layer"],
        "character": row["character"],
        "purpose": row["purpose"],
        "terms_of_reference": row["terms_of_reference"],
        "quorum": row["quorum"],
        "meetings_a_year": row["meetings_a_year"],
        "from_on": row["from"],
        "to_on": row["to"],
        "is_illustrative": row["illustrative"],
    }
    writer.records["bodies", row["slug"]] = writer.put(Body, {"slug": row["slug"]}, values)


def _seat(writer: Writer, row: Row) -> None:
    values = {
        "organisation": writer.find("organisations", row["organisation"]),
        "title": row["title"],
        "from_on": row["from"],
        "to_on": row["to"],
    }
    key = {"body": writer.find("bodies", row["body"]), "number": row["number"]}
    writer.records["seats", row["body"], row["number"]] = writer.put(Seat, key, values)


# --- to what end --------------------------------------------------------------------------------------------


def _challenge(writer: Writer, row: Row) -> None:
    values = {
        "strategy": writer.find("strategy", "the only one"),
        "number": row["number"],
        "title": row["title"],
    }
    writer.records["challenges", row["slug"]] = writer.put(Challenge, {"slug": row["slug"]}, values)


def _outcome(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "short_title": row["short_title"],
        "description": row["description"],
        "challenge": writer.find("challenges", row["challenge"]),
        "body": writer.find("bodies", row["body"]),
        "is_in_agreement": row["in_agreement"],
        "position": row["position"],
        "is_illustrative": row["illustrative"],
    }
    writer.records["outcomes", row["slug"]] = writer.put(Outcome, {"slug": row["slug"]}, values)


# --- what is measured ---------------------------------------------------------------------------------------


def _catalogues(writer: Writer, rows: list[Row]) -> None:
    """Keep every catalogue that an indicator is chosen from, whole, so that people see what else there is."""
    for slug in sorted({row["catalogue"] for row in rows if row["catalogue"]}):
        with writer.about("indicators.csv", 0):
            contents = catalogues.catalogues()[slug]
            kept, changed = catalogue_changes.keep(
                about=contents.about, entries=list(contents.entries.values()), by=JOB, on=writer.on
            )
            writer.records["catalogues", slug] = kept
            writer.say(f"  {kept.title}: {len(contents.entries)} entries ({changed} new or changed)")


def _entry(writer: Writer, row: Row) -> CatalogueEntry | None:
    catalogue = writer.find("catalogues", row["catalogue"])
    if catalogue is None:
        return None
    entry: CatalogueEntry = catalogue.entries.get(code=row["catalogue_code"] or row["code"])
    return entry


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
        "catalogue_entry": _entry(writer, row),
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


# --- what was agreed ----------------------------------------------------------------------------------------


def _agreement(writer: Writer, words: AgreementWords) -> None:
    agreement = writer.put(
        Agreement,
        {"slug": words.slug},
        {
            "title": words.title,
            "area": writer.find("areas", words.area),
            "from_on": words.from_on,
            "to_on": words.to_on,
        },
    )
    writer.records["agreement", "the only one"] = agreement
    for version in words.versions:
        writer.records["versions", version.number] = writer.put(
            AgreementVersion,
            {"agreement": agreement, "number": version.number},
            {"title": version.title, "agreed_on": version.agreed_on, "reason": version.reason},
        )


def _target(writer: Writer, row: Row) -> None:
    values = {
        "kind": row["kind"],
        "state": row["state"],
        "state_as_printed": row["state_as_printed"],
        "state_reason": row["state_reason"],
        "baseline": _value(row["baseline"], row["baseline_as_printed"]),
        "baseline_as_printed": row.printed.get("baseline_as_printed", ""),
        "baseline_label": row["baseline_label"],
        "baseline_from": row["baseline_from"],
        "baseline_to": row["baseline_to"],
        "as_printed": dict(row.printed),
    }
    key = {
        "version": writer.find("versions", row["version"]),
        "indicator": writer.find("indicators", row["indicator"]),
    }
    many = {"relates_to": [writer.find("organisations", slug) for slug in row["relates_to"]]}
    writer.records["targets", row["version"], row["indicator"]] = writer.put(Target, key, values, many)


def _target_point(writer: Writer, row: Row) -> None:
    values = {
        "from_on": row["from"],
        "label": row["label"],
        "value": _value(row["value"], row["as_printed"]),
        "value_high": row["value_high"],
        "as_printed": row.printed.get("as_printed") or row.printed.get("value", ""),
    }
    key = {"target": writer.find("targets", row["version"], row["indicator"]), "to_on": row["to"]}
    writer.put(TargetPoint, key, values)


def _value(value: Decimal | None, as_printed: str) -> Decimal | None:
    """The value that the folder gives; where it gives none, the one that is read from the printed words."""
    return printed.read_value(as_printed).value if value is None else value


def _printed(writer: Writer, row: Row) -> None:
    values = {
        "indicator": writer.find("indicators", row["indicator"]),
        "position": row.number,
        "text": row.printed.get("text", ""),
        "read_as": row["read_as"],
    }
    key = {"document": row["document"], "row": row["row"], "heading": row["heading"]}
    writer.put(PrintedCell, key, values)


def _scorecard(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "subtitle": row["subtitle"],
        "body": writer.find("bodies", row["body"]),
        "organisation": writer.find("organisations", row["organisation"]),
        "outcome": writer.find("outcomes", row["outcome"]),
        "agreement": writer.find("agreement", "the only one") if row["agreement"] else None,
        "position": row["position"],
    }
    scorecard = writer.put(Scorecard, {"slug": row["slug"]}, values)
    for place, code in enumerate(row["indicators"], 1):
        key = {"scorecard": scorecard, "indicator": writer.find("indicators", code)}
        writer.put(ScorecardLine, key, {"position": place * 10})


# --- cells that stand for a default -------------------------------------------------------------------------


def _or(value: Any, default: Any) -> Any:
    """The value of a cell, or what an empty one stands for; nought is a value."""
    return default if value is None else value


def _plain(number: Decimal) -> int | float:
    """A share as JSON holds it: whole where it is whole."""
    return int(number) if number == int(number) else float(number)


_WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "areas": _area,
    "organisations": _organisation,
    "people": _person,
    "bodies": _body,
    "seats": _seat,
    "challenges": _challenge,
    "outcomes": _outcome,
    "indicators": _indicator,
    "definitions": _definition,
    "targets": _target,
    "target_points": _target_point,
    "printed": _printed,
    "scorecards": _scorecard,
}
