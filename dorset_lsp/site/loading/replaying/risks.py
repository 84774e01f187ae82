"""Risks with their assessments. One that stands already, by title and the day it was raised, is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.changes import risks
from partnerships.changes.risks import Marks
from partnerships.models import Risk


class Risks:
    """Every move of the risks that are new here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer = writer
        standing = set(Risk.objects.values_list("title", "raised_on"))
        self.rows = [row for row in folder.tables["risks"] if (row["title"], row["raised"]) not in standing]
        new = {row["key"] for row in self.rows}
        self.assessments = [row for row in folder.tables["risk_assessments"] if row["risk"] in new]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["raised"], Turn.RISK_IS_RAISED, row, self.raise_)
            if row["closed"]:
                yield Step(row["closed"], Turn.RISK_IS_CLOSED, row, self.close)
        for row in self.assessments:
            yield Step(row["on"], Turn.RISK_IS_ASSESSED, row, self.assess)

    def raise_(self, row: Row) -> None:
        self.writer.records["risks", row["key"]] = risks.raise_(
            title=row["title"],
            cause=row["cause"],
            event=row["event"],
            effect=row["effect"],
            body=self.writer.find("bodies", row["body"]),
            outcome=self.writer.find("outcomes", row["outcome"]),
            owner=self.writer.find("people", row["owner"]),
            controls=row["controls"],
            marks=_marks(row),
            review_on=row["review"],
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["raised_by"]),
            on=row["raised"],
        )

    def assess(self, row: Row) -> None:
        risks.assess(
            risk=self.writer.find("risks", row["risk"]),
            marks=_marks(row),
            controls=row["controls"],
            reason=row["reason"],
            review_on=row["review"],
            by=self.writer.find("people", row["by"]),
            on=row["on"],
        )

    def close(self, row: Row) -> None:
        risk, by = self.writer.find("risks", row["key"]), self.writer.find("people", row["closed_by"])
        risks.close(risk=risk, reason=row["close_reason"], by=by, on=row["closed"])


def _marks(row: Row) -> Marks:
    return Marks(row["likelihood_before"], row["impact_before"], row["likelihood"], row["impact"])
