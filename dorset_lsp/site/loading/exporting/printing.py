"""From rows to the bytes of a CSV file, by the same declaration from which the file is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dorset_lsp.site.loading.cells import Kind
from dorset_lsp.site.loading.columns import Column, File
from dorset_lsp.site.loading.faults import Faults

Cells = Mapping[str, Any]
"""The value of every column of one row, by its name."""


@dataclass(frozen=True)
class AsPrinted:
    """A value with the text in which somebody once printed it. The text stands, as long as it is read as the value."""

    value: Any
    text: str


@dataclass(frozen=True)
class Exact:
    """A text that is written to the letter, the spaces around it included."""

    text: str


def content_of(file: File, rows: Iterable[Cells], faults: Faults) -> bytes:
    """The whole file; empty when there is no row. A value that no cell can hold is a fault of its row."""
    lines = [_line(file, number, row, faults) for number, row in enumerate(rows, 2)]
    if not lines:
        return b""
    heading = ",".join(column.name for column in file.columns)
    return "".join(f"{line}\n" for line in (heading, *lines)).encode()


def _line(file: File, number: int, row: Cells, faults: Faults) -> str:
    if set(row) != set(file.by_name):
        raise KeyError(f"A row of {file.csv} has other columns than declared: {set(row) ^ set(file.by_name)}")
    cells = []
    for column in file.columns:
        try:
            cells.append(quoted(_text(column, row[column.name])))
        except ValueError as error:
            faults.add(file.csv, number, f"“{column.name}”: {error}")
    return ",".join(cells)


def _text(column: Column, value: Any) -> str:
    if isinstance(value, Exact):
        return value.text
    if isinstance(value, AsPrinted):
        return value.text if says(column.kind, value) else column.kind.text_of(value.value)
    return column.kind.text_of(value)


def says(kind: Kind, value: AsPrinted) -> bool:
    """Whether the printed text is read as the value. The order of a list says nothing."""
    cell = value.text.strip()
    try:
        read = kind.read(cell) if cell else kind.empty
    except ValueError:
        return False
    if isinstance(read, tuple) and isinstance(value.value, tuple):
        return sorted(read) == sorted(value.value)
    return bool(read == value.value)


def quoted(text: str) -> str:
    """A cell, between quotation marks where it needs them."""
    if any(mark in text for mark in ',"\r\n'):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
