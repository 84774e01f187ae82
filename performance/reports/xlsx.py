"""The workbook of a report: results, what the columns mean, every figure, and what differs from the edition before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dorset_lsp.common.exports import neutral
from performance.reports import columns
from performance.reports.columns import Column

WIDEST: Final = 60
NARROWEST: Final = 9
DAY: Final = "d mmm yyyy"
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
NOT_IN_XML: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])
"""Control characters, which a workbook cannot hold."""


def draw(canonical: dict[str, Any]) -> bytes:
    """The workbook, with real numbers and real dates, written row by row so that its size costs little memory."""
    book = Workbook(write_only=True)
    book.properties.title = f"{canonical['partnership']}: {canonical['round']['title']}"
    book.properties.creator = canonical["partnership"]
    published = datetime.fromisoformat(canonical["edition"]["published_on"])
    book.properties.created = book.properties.modified = published
    tables = [
        ("Results", columns.RESULTS, list(columns.results(canonical))),
        ("Figures", columns.FIGURES, list(columns.figures(canonical))),
    ]
    if canonical["differences"]:
        tables.append(("Differences", columns.DIFFERENCES, canonical["differences"]))
    _table(book, *tables[0])
    _explanation(book, canonical, tables)
    for table in tables[1:]:
        _table(book, *table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _table(book: Workbook, name: str, found: tuple[Column, ...], rows: Iterable[columns.Row]) -> None:
    cells = [columns.cells(found, row) for row in rows]
    sheet = _sheet(book, name, [columns.header(found), *cells])
    _append_head(sheet, columns.header(found))
    for row in cells:
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(found))}{len(cells) + 1}"


def _explanation(
    book: Workbook, canonical: dict[str, Any], tables: list[tuple[str, tuple[Column, ...], Any]]
) -> None:
    """The second sheet: what the report is, and what each column means."""
    number = canonical["edition"]["number"]
    rows = [
        ["The report", "Partnership", canonical["partnership"]],
        ["The report", "Round", canonical["round"]["title"]],
        ["The report", "Edition", number],
        ["The report", "Published", date.fromisoformat(canonical["edition"]["published_on"])],
        ["The report", "Note", canonical["edition"]["note"]],
        *([name, one.heading, one.meaning] for name, found, _ in tables for one in found),
    ]
    head = ["Sheet", "Column", "What it means"]
    sheet = _sheet(book, "Columns", [head, *rows])
    _append_head(sheet, head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _sheet(book: Workbook, name: str, rows: list[list[Any]]) -> WriteOnlyWorksheet:
    """A sheet whose first row stays in sight, with columns wide enough; both must be said before the first row."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        widest = max(len(str(value or "")) for value in column) + 2
        sheet.column_dimensions[get_column_letter(number)].width = max(min(widest, WIDEST), NARROWEST)
    return sheet


def _append_head(sheet: WriteOnlyWorksheet, head: list[str]) -> None:
    cells = [WriteOnlyCell(sheet, title) for title in head]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    """The value itself, unless it is a day or a text that needs more than one line: a style for each cell is dear."""
    if isinstance(value, str):
        text = neutral(value.translate(NOT_IN_XML))
        if len(text) <= WIDEST:
            return text
        cell = WriteOnlyCell(sheet, text)
        cell.alignment = WRAPPED
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DAY
        return cell
    return value
