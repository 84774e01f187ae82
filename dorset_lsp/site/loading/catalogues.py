"""Catalogues of indicators that ship as data: a row of indicators.csv that names one takes from it what it leaves empty."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row, Tables

CATALOGUES: Final = Path(__file__).resolve().parents[2] / "data" / "catalogues"

TAKEN: Final = ("title", "unit", "polarity", "frequency", "source_status")
"""What an entry gives to an indicator chosen from it; whatever the indicator's own row says goes first."""

NEEDED: Final = ("title", "polarity", "frequency", "source_status")
"""What every indicator must have, from its row or from its catalogue."""

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Contents:
    """One catalogue: what it is, and its entries by code in the order of its file."""

    about: Cells
    entries: Mapping[str, Cells]


@cache
def catalogues() -> Mapping[str, Contents]:
    """Every catalogue that ships with the site, by its short name."""
    return {
        about["slug"]: Contents(about, {row["code"]: row for row in _rows(about["slug"])})
        for about in _rows("catalogues")
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (CATALOGUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def entry_of(row: Row) -> Cells | None:
    """The entry that a row of indicators.csv is chosen from: by ``catalogue_code``, or else by its own code."""
    contents = catalogues().get(row["catalogue"])
    return contents.entries.get(row["catalogue_code"] or row["code"]) if contents else None


def fill(tables: Tables, faults: Faults) -> None:
    """Fill each indicator from its catalogue, and tell what neither the row nor the catalogue says."""
    tables["indicators"][:] = [_filled(row, faults) for row in tables["indicators"]]


def _filled(row: Row, faults: Faults) -> Row:
    entry = entry_of(row)
    if entry is None and row["catalogue"]:
        faults.add(row.file, row.number, _why_not(row))
        return row
    if entry is None and row["catalogue_code"]:
        faults.add(row.file, row.number, "It gives a “catalogue_code”, but no “catalogue”.")
    given = {name: entry[name] for name in TAKEN if entry[name] and not row[name]} if entry else {}
    filled = replace(row, values={**row.values, **given})
    for name in NEEDED:
        # A cell that could not be read has a fault of its own.
        if not filled[name] and name not in row.printed:
            faults.add(
                row.file, row.number, f"“{name}” is empty{', and its catalogue gives none' if entry else ''}."
            )
    return filled


def _why_not(row: Row) -> str:
    code = row["catalogue_code"] or row["code"]
    if row["catalogue"] in catalogues():
        return f"There is no “{code}” in the catalogue {row['catalogue']}."
    return f"There is no catalogue “{row['catalogue']}”. There are: {', '.join(catalogues())}."
