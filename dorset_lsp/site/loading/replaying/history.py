"""Figures from before the first round here."""

from __future__ import annotations

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from performance.changes import observations
from performance.periods import Period


def record_history(folder: Folder, writer: Writer) -> None:
    """Record the earlier figures in one go; one that stands already is left alone."""
    rows = folder.tables["history"]
    if not rows:
        return
    with writer.about("history.csv", 0):
        figures = [_figure(writer, row) for row in rows]
        new = observations.record_history_in_bulk(rows=figures, by=JOB, on=writer.on)
        writer.say(f"  {len(figures)} earlier figures ({new} new)")


def _figure(writer: Writer, row: Row) -> observations.HistoryRow:
    return observations.HistoryRow(
        indicator=writer.find("indicators", row["indicator"]),
        area=writer.find("areas", row["area"]),
        period=Period(row["from"], row["to"]),
        received_on=row["received"],
        published_on=row["published"],
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        absence=row["absence"],
        absence_reason=row["absence_reason"],
        is_provisional=row["provisional"],
        source=row["source"],
        is_illustrative=row["illustrative"],
    )
