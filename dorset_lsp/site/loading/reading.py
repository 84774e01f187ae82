"""Reads one file of a folder into typed rows, and tells every fault of form in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from dorset_lsp.site.loading.cells import keepable, short
from dorset_lsp.site.loading.columns import Column, File
from dorset_lsp.site.loading.faults import Faults
from dorset_lsp.site.loading.rows import Row

MOST_BYTES: Final = 50 * 1024 * 1024
"""Of one file. A row of history.csv has about a hundred."""


def read_file(path: Path, file: File, faults: Faults) -> list[Row] | None:
    """The rows of a file; none when the folder does without it, and None when it cannot be made out at all."""
    where = path / file.csv
    if not where.is_file():
        return []
    lines = _lines(where, faults)
    if not lines:
        return None if lines is None else []
    if not _heads_are_right(lines[0], file, faults):
        return None
    heads, columns = lines[0], file.by_name
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heads):
            sentence = f"It has {len(cells)} cells, but there are {len(heads)} columns."
            faults.add_shifted(file.csv, number, sentence)
        # A row that does not fit is read too: what it names is not then missed wherever it is spoken of.
        rows.append(_read_row(dict(zip(heads, cells, strict=False)), file, columns, number, faults))
    _check_keys(rows, file, faults)
    return rows


def _lines(where: Path, faults: Faults) -> list[list[str]] | None:
    """The rows of a file as lists of cells. None, with the reason among the faults, when it is no CSV file."""
    if where.stat().st_size > MOST_BYTES:
        faults.add(where.name, 0, f"It is larger than {MOST_BYTES // 1024 // 1024} MB, so it was not read.")
        return None
    try:
        content = where.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.add(where.name, 0, "It is not in UTF-8. Save it from the spreadsheet as “CSV UTF-8”.")
        return None
    lines: list[list[str]] = []
    try:
        # Strict: a quotation mark that nobody closed would else swallow the rest of the file without a word.
        lines.extend(csv.reader(io.StringIO(content, newline=""), strict=True))
    except csv.Error as error:
        faults.add(where.name, len(lines) + 1, _why_no_row(str(error)))
        return None
    return lines


def _why_no_row(error: str) -> str:
    if "field limit" in error or "field larger" in error:
        return f"It has a cell of more than {csv.field_size_limit():,} characters; what follows was not read."
    return (
        "A quotation mark stands alone here, so what follows was not read. "
        "A cell with commas or quotation marks is put between two of them, and a mark inside is doubled."
    )


def _heads_are_right(heads: list[str], file: File, faults: Faults) -> bool:
    before = len(faults)
    if len(heads) == 1 and ";" in heads[0]:
        faults.add(file.csv, 1, "Its cells are parted by semicolons. Save it with commas.")
        return False
    for place, head in enumerate(heads, 1):
        if not head:
            faults.add(file.csv, 1, f"Column {place} has no heading.")
        elif head not in file.by_name:
            faults.add(file.csv, 1, f"There is no column “{short(head)}” in this file.")
    for column in file.columns:
        if heads.count(column.name) > 1:
            faults.add(file.csv, 1, f"The column “{column.name}” stands here twice.")
        if column.required and column.name not in heads:
            faults.add(file.csv, 1, f"The column “{column.name}” is missing.")
    return len(faults) == before


def _read_row(
    cells: Mapping[str, str], file: File, columns: Mapping[str, Column], number: int, faults: Faults
) -> Row:
    values: dict[str, Any] = {}
    for name, column in columns.items():
        cell = cells.get(name, "").strip()
        values[name] = column.kind.empty
        if not cell:
            if column.required:
                faults.add(file.csv, number, f"“{name}” is empty.")
            continue
        try:
            values[name] = column.kind.read(keepable(cell))
        except ValueError as error:
            faults.add(file.csv, number, f"“{name}”: {error}")
    if values.get("from") and values.get("to") and values["to"] <= values["from"]:
        faults.add(file.csv, number, "“to” is the first day after, so it comes after “from”.")
    return Row(file.csv, number, values, {name: cell for name, cell in cells.items() if cell})


def _check_keys(rows: list[Row], file: File, faults: Faults) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = row.key(file.key)
        if key in seen:
            what = ", ".join(str(part) for part in key if part not in (None, ""))
            faults.add(file.csv, row.number, f"“{what}” stands already in row {seen[key]}.")
        seen.setdefault(key, row.number)
