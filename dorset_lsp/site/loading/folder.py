"""Reads a whole partnership folder into typed rows, and tells every fault of form in one pass."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dorset_lsp.site.loading import catalogues, sense
from dorset_lsp.site.loading.columns import Column, File
from dorset_lsp.site.loading.faults import Faults, FolderIsFaulty
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.words import FILE, Words, read_words


@dataclass(frozen=True)
class Folder:
    """A folder that holds together: its words and, by file, its rows."""

    path: Path
    words: Words
    tables: Tables


def read_folder(path: Path) -> Folder:
    """Read and check a folder. FolderIsFaulty, with all that is wrong, when it cannot be loaded."""
    faults = Faults()
    words = read_words(path, faults)
    tables = {file.name: _read_file(path, file, faults) for file in FILES.values()}
    for stray in sorted(path.glob("*.csv")):
        if stray.stem not in FILES:
            faults.add(stray.name, 0, f"This file is not known. The files are: {', '.join(FILES)}.")
    catalogues.fill(tables, faults)
    _check_references(tables, faults)
    if words is not None:
        sense.check(words, tables, faults)
    faults.found.sort()
    if words is None or faults.found:
        raise FolderIsFaulty(tuple(faults))
    return Folder(path, words, tables)


# --- one file -----------------------------------------------------------------------------------------------


def _read_file(path: Path, file: File, faults: Faults) -> list[Row]:
    """The rows of a file; none when the folder does without it."""
    where = path / file.csv
    if not where.is_file():
        return []
    try:
        content = where.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.add(file.csv, 0, "It is not in UTF-8. Save it from the spreadsheet as “CSV UTF-8”.")
        return []
    lines = list(csv.reader(io.StringIO(content, newline="")))
    if not lines or not _heads_are_right(lines[0], file, faults):
        return []
    heads, columns = lines[0], file.by_name
    rows = []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heads):
            faults.add(file.csv, number, f"It has {len(cells)} cells, but there are {len(heads)} columns.")
            continue
        rows.append(_read_row(dict(zip(heads, cells, strict=True)), file, columns, number, faults))
    _check_keys(rows, file, faults)
    return rows


def _heads_are_right(heads: list[str], file: File, faults: Faults) -> bool:
    before = len(faults)
    for head in heads:
        if head not in file.by_name:
            faults.add(file.csv, 1, f"There is no column “{head}” in this file.")
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
            values[name] = column.kind.read(cell)
        except ValueError as error:
            faults.add(file.csv, number, f"“{name}”: {error}")
    if values.get("from") and values.get("to") and values["to"] <= values["from"]:
        faults.add(file.csv, number, "“to” is the first day after, so it comes after “from”.")
    return Row(file.csv, number, values, {name: cell for name, cell in cells.items() if cell})


# --- keys and references ------------------------------------------------------------------------------------


def _check_keys(rows: list[Row], file: File, faults: Faults) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = row.key(file.key)
        if key in seen:
            what = ", ".join(str(part) for part in key if part not in (None, ""))
            faults.add(file.csv, row.number, f"“{what}” stands already in row {seen[key]}.")
        seen.setdefault(key, row.number)


def _check_references(tables: Tables, faults: Faults) -> None:
    known = {name: {row.key(FILES[name].key): row.number for row in rows} for name, rows in tables.items()}
    for name, rows in tables.items():
        for row in rows:
            _check_row(row, FILES[name], known, faults)


def _check_row(
    row: Row, file: File, known: Mapping[str, Mapping[tuple[Any, ...], int]], faults: Faults
) -> None:
    for column in file.columns:
        if not column.refers_to:
            continue
        for name in _names(row[column.name]):
            if (name,) not in known[column.refers_to]:
                faults.add(
                    row.file, row.number, f"“{column.name}”: there is no “{name}” in {column.refers_to}.csv."
                )
            elif column.name == file.above and known[column.refers_to][name,] >= row.number:
                faults.add(row.file, row.number, f"“{name}” should stand in a row above its parts.")
    for together in file.together:
        key = row.key(together.columns)
        if all(part not in (None, "") for part in key) and key not in known[together.refers_to]:
            what = ", ".join(f"{name} {part}" for name, part in zip(together.columns, key, strict=True))
            faults.add(row.file, row.number, f"There is no {what} in {together.refers_to}.csv.")


def _names(value: Any) -> tuple[Any, ...]:
    """The names in a cell: one, a list of them, or pairs that begin with one."""
    if value in (None, "", ()):
        return ()
    if isinstance(value, tuple):
        return tuple(item[0] if isinstance(item, tuple) else item for item in value)
    return (value,)


__all__ = ["FILE", "Folder", "read_folder"]
