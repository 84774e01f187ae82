"""Frameworks that ship as data: every partnership has them, and a folder may add frameworks or versions of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.formats.chains import FRAMEWORKS
from dorset_lsp.site.loading.reading import read_file
from dorset_lsp.site.loading.rows import Row, Tables

SHIPPED: Final = Path(__file__).resolve().parents[2] / "data" / "frameworks"


@cache
def shipped() -> Tables:
    """The rows of the frameworks that ship with the site, by file. FolderIsFaulty when they do not hold together."""
    faults = Faults()
    tables = {file.name: read_file(SHIPPED, file, faults) or [] for file in FRAMEWORKS}
    faults.raise_if_any()
    return {name: [replace(row, file=f"shipped {row.file}") for row in rows] for name, rows in tables.items()}


def stages_of(framework: str, version: int, tables: Tables) -> list[Row]:
    """The stages of a version, shipped or of the folder's own; none for one that does not exist."""
    rows = [*shipped()["stages"], *tables["stages"]]
    return [row for row in rows if (row["framework"], row["version"]) == (framework, version)]


def is_shipped(framework: str, version: int) -> bool:
    """Whether it comes with the site."""
    return any((row["slug"], row["version"]) == (framework, version) for row in shipped()["frameworks"])
