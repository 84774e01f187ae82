"""The rows of a partner's file as cells by the titles of their columns. Pure; nothing here knows what they mean."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 100
LONGEST_CELL: Final = 1_000


class NotRead(Exception):
    """The file as a whole cannot be read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet counts (the head is 1), and its cells by the title of their column."""

    number: int
    cells: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """The same for the same cells, wherever the row stands."""
        told = json.dumps(dict(self.cells), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    def cell(self, column: str) -> str:
        """The text of a column; empty where no column is named."""
        return self.cells.get(column, "") if column else ""


def read(content: bytes, *, wanted: Iterable[str]) -> list[Line]:
    """All rows that hold anything, with the wanted columns alone. Raises NotRead."""
    text = _text(content)
    head_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=head_line.count)
    try:
        lines = list(islice(csv.reader(StringIO(text, newline=""), delimiter=separator), MOST_ROWS + 2))
    except csv.Error as error:
        raise NotRead("The file is damaged: a quotation mark is open, or a cell far too long.") from error
    head, *rows = lines or [[]]
    places = _places(head, [column for column in wanted if column])
    if len(rows) > MOST_ROWS:
        raise NotRead(f"The file has more than {MOST_ROWS:,} rows.")
    found = []
    for number, row in enumerate(rows, start=2):
        cells = {column: _cell(row, place) for column, place in places.items()}
        if any(cells.values()):
            found.append(Line(number, cells))
    return found


def _text(content: bytes) -> str:
    """UTF-8, or what spreadsheets of Windows write where it is not; never bytes that are no text."""
    if b"\0" in content:
        raise NotRead("This is no CSV file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _places(head: list[str], wanted: list[str]) -> dict[str, int]:
    titles = [" ".join(title.split()).casefold() for title in head[:MOST_COLUMNS]]
    missing = [column for column in wanted if " ".join(column.split()).casefold() not in titles]
    if missing:
        named = ", ".join(f"“{column}”" for column in missing)
        raise NotRead(f"The file has no column {named}. Its first row must name the columns.")
    return {column: titles.index(" ".join(column.split()).casefold()) for column in wanted}


def _cell(row: list[str], place: int) -> str:
    text = row[place] if place < len(row) else ""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:LONGEST_CELL]
