"""The workbook of a review's report: what was agreed, what each group said, actions, and the links of its maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from delivery_chain.reports.content import Report
from dorset_lsp.common.exports import WIDEST, neutral


def draw(report: Report) -> bytes:
    """The workbook, a bold first row on each sheet and no cell that a spreadsheet could run."""
    data = report.data()
    book = Workbook()
    book.remove(book.active)
    said = [cell for name in data["names"] for cell in (name, f"{name}: reason")]
    _sheet(
        book, "Stages", ["No", "Stage", *said, "Compared", "Agreed", "Movement", "How settled", "Reason", "Dissent"],
        (
            [int(one["number"]), one["name"], *[cell for it in one["said"] for cell in (it["word"], it["reason"])],
             one["compared"], one["agreed"]["word"], one["moved"], one["settled"], one["reason"],
             " ".join(one["dissents"])]
            for one in data["stages"]
        ),
    )  # fmt: skip
    actions = [(stage, action) for stage, found in sorted(report.actions.items()) for action in found]
    names = {row.stage.pk: str(row.stage) for row in report.compared.rows}
    _sheet(
        book, "Actions", ["Stage", "Action", "Lead", "Organisation", "Due", "State"],
        ([names.get(stage, ""), one.title, one.lead.name, one.organisation.name, one.due_on, one.get_state_display()]
         for stage, one in actions),
    )  # fmt: skip
    _sheet(
        book, "Links", ["Map", "From", "Link", "To", "Strength", "How we know"],
        ([one["stage"], *link] for one in data["maps"] for link in one["links"]),
    )  # fmt: skip
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(header))
    widths = [len(name) for name in header]
    for row in rows:
        values = [neutral(value) for value in row]
        sheet.append(values)
        widths = [max(width, len(str(value or ""))) for width, value in zip(widths, values, strict=True)]
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(width + 2, WIDEST)
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
