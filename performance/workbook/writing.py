"""From lines to a file: a protected workbook with a sheet for each organisation, or a CSV file with the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import groupby

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dorset_lsp.common.days import in_full
from dorset_lsp.common.exports import csv_response
from partnerships.models import Person
from performance.models import Round
from performance.workbook.layout import ABOUT, COLUMNS, FORMAT, NUMBERS, READ_ME, Column
from performance.workbook.owed import Cell, Line

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INK, PAPER, TYPED, SHUT = "14525E", "FFFFFF", "FFF7DB", "EEF3F4"
LINE = Side(style="thin", color="CBD6D9")
FROZEN = "D2"
"""The head, and who is asked for what, stay in sight."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME = 31

INSTRUCTIONS = (
    "Each row asks for one figure. Write in the yellow cells only; the others are locked, and stand there to help.",
    (
        "Figure: digits, with a point for decimals and without commas or a % sign, such as 1234.5. "
        "Where numerator and denominator are asked for, give both and leave Figure empty."
    ),
    "Where there is no figure, leave it empty, choose why, and give the reason in words.",
    (
        "Commentary: two or three sentences. It is needed when a figure is off target or getting worse: why, and what "
        "will be done."
    ),
    "I have checked: choose “yes” for a figure that is surprising, once you have checked it against its source.",
    (
        "What to do: “save as draft” keeps what you wrote, “submit” sends it to be checked, “nothing” leaves it as it is. "
        "A row that you did not touch changes nothing."
    ),
    (
        "Type figures and words, never formulas. Do not copy cells from other workbooks with their format; "
        "use “Paste values”."
    ),
    (
        "When you are done, save the workbook and upload it. Everything is checked first, and you see each change before "
        "anything is saved. Either all rows are taken over or none, and you can undo the whole."
    ),
    (
        "If somebody changes a return here after you downloaded the workbook, its row is refused by name. "
        "Download the workbook again then."
    ),
)


def xlsx_response(round_: Round, lines: Sequence[Line], *, reader: Person, on: date) -> HttpResponse:
    """The workbook as a download."""
    name = f"workbook-{round_.slug}.xlsx"
    content = xlsx(round_, lines, reader=reader, on=on)
    return HttpResponse(
        content, content_type=KIND, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def csv_file_response(round_: Round, lines: Sequence[Line]) -> HttpResponse:
    """The same rows as CSV, in UTF-8 with a byte order mark."""
    rows = [[line.cells[column.key] for column in COLUMNS] for line in lines]
    return csv_response(f"workbook-{round_.slug}", [column.title for column in COLUMNS], rows)


def xlsx(round_: Round, lines: Sequence[Line], *, reader: Person, on: date) -> bytes:
    """The workbook's bytes: Read me, a sheet for each organisation, and the hidden sheet that says what it is."""
    book = Workbook()
    book.properties.title = f"Returns of {round_}"
    book.properties.creator = ""
    book.properties.created = datetime.combine(on, time())
    _write_read_me(book.active, round_, reader, on)
    names = {READ_ME.lower(), ABOUT.lower()}
    for organisation, group in groupby(lines, key=lambda line: line.organisation):
        _write_sheet(book.create_sheet(_name_of_sheet(organisation, names)), list(group), round_)
    _write_about(book.create_sheet(ABOUT), round_, lines, on)
    book.active = 1 if len(book.worksheets) > 2 else 0  # noqa: PLR2004 Read me and the hidden sheet alone
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.active
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _name_of_sheet(organisation: str, taken: set[str]) -> str:
    """A name that a sheet may bear, and that no other sheet bears."""
    base = NOT_IN_NAMES.sub(" ", organisation).strip(" '")[:LONGEST_NAME] or "Returns"
    name, number = base, 2
    while name.lower() in taken:
        end = f" {number}"
        name, number = base[: LONGEST_NAME - len(end)] + end, number + 1
    taken.add(name.lower())
    return name


def _write_read_me(sheet: Worksheet, round_: Round, reader: Person, on: date) -> None:
    sheet.title = READ_ME
    sheet.column_dimensions["A"].width = 100
    sheet.append([f"Returns of {round_}"])
    sheet.append(
        [f"For {reader.name}. Downloaded on {in_full(on)}; figures are due by {in_full(round_.due_on)}."]
    )
    sheet.append([])
    for sentence in INSTRUCTIONS:
        sheet.append([sentence])
    for (cell,) in sheet.iter_rows():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=16, color=INK)
    sheet.protection.sheet = True
    sheet.page_setup.orientation = "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _write_sheet(sheet: Worksheet, lines: Iterable[Line], round_: Round) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, number, column.title)
        cell.font = Font(bold=True, color=PAPER)
        cell.fill = PatternFill("solid", start_color=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = 1
    for last, line in enumerate(lines, start=2):
        for number, column in enumerate(COLUMNS, start=1):
            _write_cell(sheet, last, number, column, line.cells[column.key], is_open=column.key in line.open)
    _offer_choices(sheet, last)
    sheet.freeze_panes = FROZEN
    sheet.protection.sheet = True
    # Locked is what cells say; how wide they are drawn is the reader's own.
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    _set_up_print(sheet, round_)


def _write_cell(
    sheet: Worksheet, row: int, number: int, column: Column, value: Cell, *, is_open: bool
) -> None:
    cell = sheet.cell(row, number)
    cell.value = _plain(value)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = Border(bottom=LINE)
    cell.protection = Protection(locked=not is_open)
    if column.is_typed:
        cell.fill = PatternFill("solid", start_color=TYPED if is_open else SHUT)
    if column.key in NUMBERS:
        cell.number_format = "0.######" if isinstance(value, Decimal) and value % 1 else "General"


def _plain(value: Cell) -> Cell:
    if isinstance(value, Decimal):
        return int(value) if value % 1 == 0 else value.normalize()
    return value if value != "" else None


def _offer_choices(sheet: Worksheet, last: int) -> None:
    for number, column in enumerate(COLUMNS, start=1):
        if not column.words or last < 2:  # noqa: PLR2004 the head alone
            continue
        words = ",".join(word for word, _ in column.words)
        offer = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        offer.errorTitle, offer.error = column.title, "Choose one of the words of the list."
        letter = get_column_letter(number)
        offer.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(offer)


def _set_up_print(sheet: Worksheet, round_: Round) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text = f"Returns of {round_}".replace("&", "&&")
    sheet.oddFooter.right.text = "Page &P of &N"


def _write_about(sheet: Worksheet, round_: Round, lines: Sequence[Line], on: date) -> None:
    """What the file says of itself, for whoever looks after it. Uploading trusts none of it."""
    sheet.append(["format", FORMAT])
    sheet.append(["round", round_.slug])
    sheet.append(["downloaded", on.isoformat()])
    for return_id, version in dict.fromkeys((line.cells["return"], line.cells["version"]) for line in lines):
        sheet.append(["return", return_id, version])
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
