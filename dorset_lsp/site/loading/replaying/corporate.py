"""Corporate scorecards, as their own people would have filled them. What stands already is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from performance.changes import corporate
from performance.changes.corporate import Described
from performance.models import CorporateLine, CorporateMeasure
from performance.periods import Period


class Corporate:
    """Every measure that is new here with its figures, and every shared indicator that stands beside them."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(CorporateMeasure.objects.values_list("organisation__slug", "title"))
        tables = folder.tables
        self.measures = [row for row in tables["corporate_measures"] if _name(row) not in standing]
        new = {_name(row) for row in self.measures}
        self.figures = [row for row in tables["corporate_figures"] if _name(row) in new]
        there = set(CorporateLine.objects.values_list("organisation__slug", "indicator__code"))
        self.lines = [
            row for row in tables["corporate_lines"] if (row["organisation"], row["indicator"]) not in there
        ]

    def steps(self) -> Iterator[Step]:
        for row in self.measures:
            yield Step(row["added"], Turn.MEASURE_IS_ADDED, row, self.add)
            if row["shared"]:
                yield Step(row["shared"], Turn.MEASURE_IS_SHARED, row, self.share)
        for row in self.figures:
            yield Step(row["on"], Turn.FIGURE_IS_WRITTEN_DOWN, row, self.figure)
        for row in self.lines:
            yield Step(row["on"], Turn.INDICATOR_IS_PUT_ON, row, self.put_on)

    def add(self, row: Row) -> None:
        names = ("title", "definition", "measure", "unit", "decimals", "polarity", "frequency", "target")
        self.writer.records["corporate_measures", *_name(row)] = corporate.add(
            organisation=self.writer.find("organisations", row["organisation"]),
            described=Described(**{name: row[name] for name in names}),
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["by"]),
            on=row["added"],
        )

    def share(self, row: Row) -> None:
        measure = self.writer.find("corporate_measures", *_name(row))
        corporate.share(measure=measure, by=self.writer.find("people", row["by"]), on=row["shared"])

    def figure(self, row: Row) -> None:
        corporate.record_figure(
            measure=self.writer.find("corporate_measures", *_name(row)),
            period=Period(row["from"], row["to"]),
            value=row["value"],
            note=row["note"],
            by=self.writer.find("people", row["by"]),
            on=row["on"],
        )

    def put_on(self, row: Row) -> None:
        corporate.put_on(
            organisation=self.writer.find("organisations", row["organisation"]),
            indicator=self.writer.find("indicators", row["indicator"]),
            by=self.writer.find("people", row["by"]),
            on=row["on"],
        )


def _name(row: Row) -> tuple[str, str]:
    return row["organisation"], row["title"]
