"""From rows to set-up records: who works together, to what end, what is measured and what was agreed.

Each module writes the rows of its files, one function a file; ``set_up`` calls them in the order in which records
need each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dorset_lsp.site.loading.folder import FILE, Folder
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.setting_up import (
    agreement,
    chains,
    indicators,
    money_and_risks,
    outcomes,
    people,
    scrutiny,
)
from dorset_lsp.site.loading.writer import Writer

__all__ = ["set_up"]


def set_up(folder: Folder, writer: Writer) -> None:
    """Write every set-up record of the folder. What is refused is told by row, and the rest is tried all the same."""
    tables, words = folder.tables, folder.words
    for name in ("areas", "organisations", "people"):
        writer.each(tables[name], _WRITES[name])
    with writer.about(FILE, 0):
        people.write_partnership(writer, words)
    for name in ("bodies", "seats", "standing_items", "challenges", "outcomes"):
        writer.each(tables[name], _WRITES[name])
    indicators.write_catalogues(writer, tables["indicators"])
    for name in ("indicators", "definitions", "comparison_areas", "comparisons"):
        writer.each(tables[name], _WRITES[name])
    if words.agreement is not None:
        with writer.about(FILE, 0):
            agreement.write_agreement(writer, words.agreement)
    for name in ("targets", "target_points", "printed", "scorecards", *money_and_risks.WRITES):
        writer.each(tables[name], _WRITES[name])
    chains.write_frameworks(writer, tables)
    for name in ("criteria", "exempt_paragraphs", "bank_holidays", "elections"):
        writer.each(tables[name], _WRITES[name])


_WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    **people.WRITES,
    **outcomes.WRITES,
    **indicators.WRITES,
    **agreement.WRITES,
    **money_and_risks.WRITES,
    **scrutiny.WRITES,
}
