"""From bytes to rows: each cell as plain text under its column's key, or faults. Bad input never raises.

Both kinds of file come out alike, so that whatever is checked afterwards is checked once. A figure of a spreadsheet
becomes its digits; what is no plain figure or text there (a formula, a date, a percentage) is a fault.
"""

from __future__ import annotations

import csv
import datetime
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any, Final

from openpyxl import load_workbook

from performance.workbook import safety
from performance.workbook.faults import Fault, of_file, quoted
from performance.workbook.layout import (
    ABOUT,
    BY_KEY,
    BY_TITLE,
    MOST_COLUMNS,
    MOST_ROWS,
    NEEDED,
    NUMBERS,
    READ_ME,
    TYPED,
    plain_text,
    unguarded,
)

LONGEST_NAME: Final = 40
"""Characters of a sheet's name that are repeated; spreadsheets allow 31."""
DIGITS: Final = 15
"""Significant digits that a spreadsheet keeps of a number; those after are noise of its binary form."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: where it stands, and the text of each known column."""

    sheet: str
    number: int
    cells: dict[str, str]

    def fault(self, key: str, sentence: str) -> Fault:
        """A fault of this row, in the given column, or in none where the key is empty."""
        return Fault(self.sheet, self.number, BY_KEY[key].title if key else "", sentence)

    @property
    def place(self) -> str:
        """Sheet County Council, row 7."""
        return self.fault("", "").place

    @property
    def within(self) -> str:
        """The place inside a sentence: sheet County Council, row 7."""
        return self.fault("", "").within


@dataclass(frozen=True, slots=True)
class Read:
    """All rows of a file, and all that was wrong with it. With a fault there is nothing to go on with."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


class Unreadable(Exception):
    """One cell that is no plain figure or text; the sentence says what it is."""


def read(content: bytes, *, most_bytes: int) -> Read:
    """Read a file whole. Never raises for what is in it."""
    kind = safety.kind_of(content, most_bytes)
    if isinstance(kind, Fault):
        return Read((), (kind,))
    return _read_csv(content) if kind is safety.Kind.CSV else _read_xlsx(content)


# --- workbooks ------------------------------------------------------------------------------------------------


def _read_xlsx(content: bytes) -> Read:
    try:
        with warnings.catch_warnings():
            # The library warns of parts that it leaves aside, such as pictures; nothing of ours is among them.
            warnings.simplefilter("ignore")
            return _read_book(content)
    except Exception:  # noqa: BLE001 a mangled part can break the library at any point; the file is then damaged
        return Read((), (safety.DAMAGED,))


def _read_book(content: bytes) -> Read:
    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    rows: list[Row] = []
    faults: list[Fault] = []
    sheets = [sheet for sheet in book.worksheets if sheet.title not in (READ_ME, ABOUT)]
    for sheet in sheets:
        lines = sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)
        # A name may be of any length in a mangled file, and every fault repeats it.
        found = _read_lines(sheet.title[:LONGEST_NAME], lines, _cell_of_sheet)
        rows += found.rows
        faults += found.faults
    if not sheets:
        faults.append(of_file("This workbook has no sheet with returns. Download it again."))
    return Read(tuple(rows), tuple(faults))


def _cell_of_sheet(key: str, cell: Any) -> str:
    """The text of a spreadsheet's cell. Raises Unreadable for what cannot be taken as it stands."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = getattr(value, "text", value)
        raise Unreadable(f"{quoted(str(formula))} is a formula. Type what it comes to.")
    if cell.data_type == "e":
        raise Unreadable(f"{quoted(str(value))} is an error of the spreadsheet.")
    if isinstance(value, bool):
        raise Unreadable(
            f"{quoted(str(value).upper())} is neither a figure nor a word that can be used here."
        )
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise Unreadable(
            f"{quoted(str(value))} is a date or a time. Type the figure with the format “General”."
        )
    if isinstance(value, int | float):
        if key in NUMBERS and "%" in (cell.number_format or ""):
            raise Unreadable(
                "The cell shows a percentage, so it is not clear which figure is meant. "
                "Set its format to “General” and type 12.3 for 12.3 %."
            )
        return _digits(value)
    return str(value)


def _digits(value: float) -> str:
    """A number as plain digits, without the noise of its binary form and never with an exponent."""
    if isinstance(value, int):
        return str(value) if abs(value) < 10**DIGITS else f"{value:.{DIGITS}e}"
    number = Decimal(f"{value:.{DIGITS}g}")
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) <= DIGITS else str(value)


# --- CSV ------------------------------------------------------------------------------------------------------


def _read_csv(content: bytes) -> Read:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Read((), (safety.NEITHER,))
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        lines = list(islice(csv.reader(StringIO(text, newline=""), delimiter=separator), MOST_ROWS + 2))
    except csv.Error:
        return Read(
            (), (of_file("The CSV file is damaged: a quotation mark is open, or a cell far too long."),)
        )
    return _read_lines("", lines, _cell_of_csv)


def _cell_of_csv(key: str, cell: str) -> str:
    return cell


# --- both -----------------------------------------------------------------------------------------------------


def _read_lines(sheet: str, lines: Iterable[Sequence[Any]], text_of: Any) -> Read:
    """The rows under the first, which names the columns."""
    numbered = enumerate(lines, start=1)
    _, head = next(numbered, (1, ()))
    keys, faults = _columns(sheet, head)
    if faults:
        return Read((), tuple(faults))
    rows = []
    for number, line in numbered:
        cells, wrong = _cells(sheet, number, zip(keys, line, strict=False), text_of)
        if not any(cells.values()) and not wrong:
            continue
        if number > MOST_ROWS + 1:
            faults.append(Fault(sheet, 0, "", f"There are more than {MOST_ROWS:,} rows."))
            break
        faults += wrong
        rows.append(Row(sheet, number, cells))
    return Read(tuple(rows), tuple(faults))


def _columns(sheet: str, head: Sequence[Any]) -> tuple[list[str], list[Fault]]:
    """The key of each column by its title, empty for one of the reader's own; and what is missing or doubled."""
    titles = [str(getattr(cell, "value", cell) or "").strip().lower() for cell in head]
    keys = [BY_TITLE[title].key if title in BY_TITLE else "" for title in titles]
    missing = [BY_KEY[key].title for key in NEEDED if key not in keys]
    doubled = sorted({BY_KEY[key].title for key in keys if key and keys.count(key) > 1})
    faults = []
    if len(missing) == len(NEEDED):
        faults.append(
            Fault(
                sheet, 1, "", "This row does not name the columns of a workbook from here. Download it again."
            )
        )
    elif missing:
        faults.append(Fault(sheet, 1, "", f"These columns are missing: {', '.join(missing)}."))
    if doubled:
        faults.append(Fault(sheet, 1, "", f"These columns stand there twice: {', '.join(doubled)}."))
    return keys, faults


def _cells(
    sheet: str, number: int, pairs: Iterable[tuple[str, Any]], text_of: Any
) -> tuple[dict[str, str], list[Fault]]:
    cells: dict[str, str] = dict.fromkeys(NEEDED, "")
    faults = []
    for key, cell in pairs:
        if key not in NEEDED:
            continue
        try:
            text = unguarded(plain_text(text_of(key, cell)))
        except Unreadable as why:
            faults.append(Fault(sheet, number, BY_KEY[key].title, str(why)))
            continue
        if key in TYPED and not _is_printable(text):
            sentence = "There is a character in it that cannot be printed."
            faults.append(Fault(sheet, number, BY_KEY[key].title, sentence))
        else:
            cells[key] = text
    return cells, faults


def _is_printable(text: str) -> bool:
    return all(letter in "\n\t" or letter >= " " for letter in text) and "\x7f" not in text
