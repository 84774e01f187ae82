"""Reads a whole partnership folder into typed rows, and tells every fault of form in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from dorset_lsp.site.loading import catalogues, sense
from dorset_lsp.site.loading.cells import short
from dorset_lsp.site.loading.columns import File, Together
from dorset_lsp.site.loading.faults import Faults, FolderIsFaulty
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.reading import read_file
from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.words import FILE, Words, read_words

SPREADSHEETS: Final = (".xlsx", ".xls", ".ods")


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
    read = {file.name: read_file(path, file, faults) for file in FILES.values()}
    tables = {name: rows or [] for name, rows in read.items()}
    _tell_strays(path, faults)
    catalogues.fill(tables, faults)
    _check_references(tables, {name for name, rows in read.items() if rows is None}, faults)
    if words is not None:
        sense.check(words, tables, faults)
    faults.found.sort()
    if words is None or faults.found:
        raise FolderIsFaulty(tuple(faults))
    return Folder(path, words, tables)


def _tell_strays(path: Path, faults: Faults) -> None:
    """Tell each file that somebody will think was loaded, and is not."""
    for stray in sorted(path.iterdir()):
        if stray.suffix.lower() == ".csv" and stray.name not in {file.csv for file in FILES.values()}:
            faults.add(short(stray.name), 0, f"This file is not known. The files are: {', '.join(FILES)}.")
        elif stray.suffix.lower() in SPREADSHEETS and stray.stem.lower() in FILES:
            faults.add(
                stray.name, 0, "This is a spreadsheet. Save it as “CSV UTF-8”, and take this one away."
            )


# --- keys and references ------------------------------------------------------------------------------------


def _check_references(tables: Tables, unread: set[str], faults: Faults) -> None:
    """Tell every name that nothing bears. What refers to a file that could not be read is not told beside it."""
    known = {
        name: {row.key(FILES[name].key): row.number for row in rows}
        for name, rows in tables.items()
        if name not in unread
    }
    for name, rows in tables.items():
        for row in rows:
            _check_row(row, FILES[name], known, faults)
        for together in FILES[name].together:
            if together.refers_to in known:
                _check_together(rows, together, tables[together.refers_to], faults)


def _check_row(
    row: Row, file: File, known: Mapping[str, Mapping[tuple[Any, ...], int]], faults: Faults
) -> None:
    for column in file.columns:
        if column.refers_to not in known:
            continue
        for name in _names(row[column.name]):
            if (name,) not in known[column.refers_to]:
                faults.add(
                    row.file,
                    row.number,
                    f"“{column.name}”: there is no “{short(str(name))}” in {column.refers_to}.csv.",
                )
            elif column.name == file.above and known[column.refers_to][name,] >= row.number:
                faults.add(row.file, row.number, f"“{name}” should stand in a row above its parts.")


def _check_together(rows: list[Row], together: Together, others: list[Row], faults: Faults) -> None:
    known = {other.key(together.theirs or FILES[together.refers_to].key) for other in others}
    for row in rows:
        key = row.key(together.columns)
        if key not in known and all(part not in (None, "") for part in key):
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
