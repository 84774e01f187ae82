"""Workbooks as people hand them in: downloaded from the small world, filled in, saved, and sometimes mangled."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook

from partnerships.models import Person
from performance.models import Return, Round
from performance.workbook.checking import Checked, check
from performance.workbook.layout import COLUMNS
from performance.workbook.owed import lines_of, returns_owed
from performance.workbook.reading import read
from performance.workbook.writing import csv_file_response, xlsx
from tests.factories.performance import IndicatorFactory
from tests.factories.world import ON, World

MOST = 5 * 1024 * 1024
SHEET = "County council"
COLUMN = {column.key: number for number, column in enumerate(COLUMNS, start=1)}
RATIO, TOTAL, NORTH, SOUTH = 2, 3, 4, 5
"""The rows of the owner's workbook."""

FILLED: Mapping[tuple[int, str], object] = {
    (RATIO, "numerator"): 780,
    (RATIO, "denominator"): 1000,
    (RATIO, "direction_view"): "improving",
    (RATIO, "do"): "submit",
    (TOTAL, "value"): 36,
    (NORTH, "value"): 55,
    (SOUTH, "value"): 46.5,
}
"""One ratio to be submitted, two drafts, one of them of two areas."""


def downloaded(world: World, by: Person | None = None, on: date = ON, round_: Round | None = None) -> bytes:
    """The XLSX that somebody downloads; the owner, unless told otherwise."""
    reader, asked = by or world.owner, round_ or world.round
    return xlsx(asked, lines_of(returns_owed(asked, reader, on), on), reader=reader, on=on)


def filled(content: bytes, cells: Mapping[tuple[int, str], object], sheet: str = SHEET) -> bytes:
    """The workbook with these cells, {(row, key of the column): value}, typed in."""
    book = load_workbook(BytesIO(content))
    for (row, key), value in cells.items():
        book[sheet].cell(row, COLUMN[key]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def downloaded_csv(world: World) -> str:
    """The CSV that the owner downloads, as text without its byte order mark."""
    lines = lines_of(returns_owed(world.round, world.owner, ON), ON)
    return csv_file_response(world.round, lines).content.decode("utf-8-sig")


def filled_csv(text: str, cells: Mapping[tuple[int, str], object], separator: str = ",") -> str:
    """The CSV with these cells typed in, by the same rows as in a workbook."""
    rows = list(csv.reader(StringIO(text)))
    for (row, key), value in cells.items():
        rows[row - 1][COLUMN[key] - 1] = str(value)
    out = StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def checked(world: World, content: bytes, by: Person | None = None, on: date = ON) -> Checked:
    """What the check says of a file."""
    return check(read(content, most_bytes=MOST), world.round, by=by or world.owner, on=on)


def sentences(found: Checked) -> list[str]:
    return [str(fault) for fault in found.faults]


def repacked(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file with these parts put in or replaced."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def owing(world: World, count: int) -> list[Return]:
    """So many more returns that the owner's organisation owes in the open round."""
    indicators = [
        IndicatorFactory(outcome=world.outcomes["economy"], owner_organisation=world.council)
        for _ in range(count)
    ]
    return Return.objects.bulk_create(
        Return(
            round=world.round,
            indicator=one,
            period_from=world.round.period_from,
            period_to=world.round.period_to,
        )
        for one in indicators
    )
