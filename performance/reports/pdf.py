"""The PDF of a report, laid out by ``report.typ``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from dorset_lsp.common.documents.pdf import typeset
from performance.reports.marks import picture, shapes

TEMPLATE: Final = Path(__file__).parent / "report.typ"


def draw(report: dict[str, Any], sections: list[dict[str, Any]]) -> bytes:
    """The PDF, from the report in words and its sections with their charts."""
    signals = {f"{code}.mark.svg": picture(code) for code in shapes()}
    charts = {f"{one['slug']}.svg": one["chart"].strip() for one in sections if one["chart"]}
    with_names = [{**one, "chart": one["chart"] and f"{one['slug']}.svg"} for one in sections]
    return typeset(TEMPLATE, {**report, "sections": with_names}, {**charts, **signals})
