"""Figures from before the first round here."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from dorset_lsp.site.loading.cells import LARGEST
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, NotLoaded, Writer
from performance.changes import observations
from performance.periods import Period

AT_A_TIME: Final = 10_000
"""Rows that are recorded in one go; between two of these it is said how far the work has come."""


def record_history(folder: Folder, writer: Writer) -> None:
    """Record the earlier figures in one go; one that stands already is left alone."""
    rows = folder.tables["history"]
    if not rows:
        return
    with writer.about("history.csv", 0):
        figures = _figures(writer, rows)
        tally = writer.tallies[rows[0].file]
        for begin in range(0, len(figures), AT_A_TIME):
            tally.new += observations.record_history_in_bulk(
                rows=figures[begin : begin + AT_A_TIME], by=JOB, on=writer.on
            )
            if begin + AT_A_TIME < len(rows):
                writer.say(f"  {rows[0].file}: {begin + AT_A_TIME:,} of {len(rows):,} rows …")
        writer.say(f"  {rows[0].file}: {tally}")


def _figures(writer: Writer, rows: list[Row]) -> list[observations.HistoryRow]:
    """Every row as a figure. One that cannot be is told by its row."""
    figures = []
    for row in rows:
        try:
            figure = _figure(writer, row)
            _refuse_too_large(figure)
            figures.append(figure)
        except NotLoaded as error:
            if not writer.faults.found:
                writer.faults.add(row.file, row.number, str(error))
        except ValueError as error:
            writer.faults.add(row.file, row.number, str(error))
    return figures


def _refuse_too_large(figure: observations.HistoryRow) -> None:
    if figure.numerator is None or not figure.denominator:
        return
    if abs(Fraction(figure.numerator) / Fraction(figure.denominator) * figure.indicator.per) >= LARGEST:
        raise ValueError("Numerator by denominator has more than nine digits before the point.")


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
