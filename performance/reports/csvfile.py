"""The CSV file of a report: one line for each indicator, plain texts and numbers, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from dorset_lsp.common.exports import neutral
from performance.reports import columns


def draw(canonical: dict[str, Any]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read its letters rightly."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns.header(columns.RESULTS))
    for row in columns.results(canonical):
        writer.writerow([neutral(_plain(cell)) for cell in columns.cells(columns.RESULTS, row)])
    return f"\ufeff{out.getvalue()}".encode()


def _plain(cell: Any) -> Any:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return "" if cell is None else cell
