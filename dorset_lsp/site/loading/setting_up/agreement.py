"""What was agreed, and what stands together on a scorecard."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.words import AgreementWords
from dorset_lsp.site.loading.writer import Writer
from performance.models import (
    Agreement,
    AgreementVersion,
    PrintedCell,
    Scorecard,
    ScorecardLine,
    Target,
    TargetPoint,
)
from performance.printed import read_value


def write_agreement(writer: Writer, words: AgreementWords) -> None:
    """The agreement of partnership.yaml with its versions."""
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
    return read_value(as_printed).value if value is None else value


def _printed(writer: Writer, row: Row) -> None:
    line = ("printed", row["document"], row["row"])
    writer.records[line] = writer.records.get(line, 0) + 1
    values = {
        "indicator": writer.find("indicators", row["indicator"]),
        "position": writer.records[line],
        "text": row.printed.get("text", ""),
        "read_as": row["read_as"],
    }
    writer.put(
        PrintedCell, {"document": row["document"], "row": row["row"], "heading": row["heading"]}, values
    )


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


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "targets": _target,
    "target_points": _target_point,
    "printed": _printed,
    "scorecards": _scorecard,
}
