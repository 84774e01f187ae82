"""Tables as files: CSV for machines and XLSX for people, with what the page shows and nothing that a cell could run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula when it stands first in a text cell."""
WIDEST = 60


def neutral(value: Any) -> Any:
    """A text that a spreadsheet might run is given a leading apostrophe; numbers, dates and other texts stay as they are."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS) and not _is_number(value):
        return f"'{value}"
    return value


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file in UTF-8 with a byte order mark, so that spreadsheets read its letters rightly."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([neutral(_plain(value)) for value in row])
    return _attachment(f"\ufeff{out.getvalue()}".encode(), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An XLSX file with real numbers and dates, a bold first row that stays in sight, and columns wide enough."""
    book = Workbook()
    sheet = book.active
    sheet.title = name[:31]
    sheet.append(list(header))
    widths = [len(str(title)) for title in header]
    for row in rows:
        values = [neutral(value) for value in row]
        sheet.append(values)
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, values, strict=True)]
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(width + 2, WIDEST)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _attachment(out.getvalue(), kind, f"{name}.xlsx")


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
