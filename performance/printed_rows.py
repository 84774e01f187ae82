"""The rows of an agreement's own table as a page shows them: each cell as printed, and how it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from performance.enums import PrintedKind
from performance.models import PrintedCell
from performance.printed import disagreement, period_in_words, read_value, value_in_words


@dataclass(frozen=True, slots=True)
class CellReading:
    """One cell: its heading, the text to the letter, and in words how it is read; nothing where it is kept as words."""

    heading: str
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a document: its cells in their order, and what in it does not agree with itself."""

    document: str
    number: int
    cells: list[CellReading]
    disagreements: list[str]


def printed_rows(cells: Iterable[PrintedCell]) -> list[PrintedRow]:
    """The cells, which come in their order, as rows."""
    rows = groupby(cells, key=lambda cell: (cell.document, cell.row))
    return [_row(document, number, list(found)) for (document, number), found in rows]


def _row(document: str, number: int, cells: list[PrintedCell]) -> PrintedRow:
    baseline = _baseline(cells)
    told = [
        f"{cell.heading}: {words}"
        for cell in cells
        if cell.read_as == PrintedKind.VALUE and (words := disagreement(cell.text, baseline))
    ]
    readings = [CellReading(cell.heading, cell.text, _reading(cell)) for cell in cells]
    return PrintedRow(document, number, readings, told)


def _baseline(cells: Iterable[PrintedCell]) -> Decimal | None:
    found = (read_value(cell.text).value for cell in cells if cell.read_as == PrintedKind.BASELINE)
    return next(found, None)


def _reading(cell: PrintedCell) -> str:
    if cell.read_as == PrintedKind.PERIOD:
        return period_in_words(cell.text)
    return value_in_words(cell.text) if cell.read_as else ""
