"""What scrutiny stands on: criteria for suggestions, paragraphs under which a text is exempt, bank holidays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from scrutiny.models import BankHoliday, Criterion, ExemptParagraph


def _criterion(writer: Writer, row: Row) -> None:
    values = {"position": row["position"], "question": row["question"], "help": row["help"]}
    writer.records["criteria", row["slug"]] = writer.put(Criterion, {"slug": row["slug"]}, values)


def _paragraph(writer: Writer, row: Row) -> None:
    key = {"scheme": row["scheme"], "number": row["number"]}
    writer.records["exempt_paragraphs", row["key"]] = writer.put(
        ExemptParagraph, key, {"wording": row["wording"]}
    )


def _bank_holiday(writer: Writer, row: Row) -> None:
    writer.put(BankHoliday, {"on": row["on"]}, {"name": row["name"]})


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "criteria": _criterion,
    "exempt_paragraphs": _paragraph,
    "bank_holidays": _bank_holiday,
}
