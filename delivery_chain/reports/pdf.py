"""The PDF of a review's report, laid out by ``review.typ``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from delivery_chain.reports.content import Report
from dorset_lsp.common.documents.pdf import typeset

TEMPLATE: Final = Path(__file__).parent / "review.typ"


def draw(report: Report) -> bytes:
    """The document: tagged, with an outline, and a text for each map."""
    return typeset(TEMPLATE, report.data(), report.pictures())
