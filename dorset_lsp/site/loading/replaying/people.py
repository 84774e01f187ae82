"""What people declared, and what they were shown of the system."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import interests, trainings


class Interests:
    """Every interest on the day on which it was declared, with its end if it has one."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.rows, self.writer = folder.tables["interests"], writer

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["declared"], Turn.INTEREST_IS_DECLARED, row, self.declare)

    def declare(self, row: Row) -> None:
        """The same interest again, on another loading, is the one that stands; so is its end."""
        interest = interests.declare(
            person=self.writer.find("people", row["person"]), kind=row["kind"], text=row["text"], from_on=row["from"],
            is_illustrative=row["illustrative"], by=JOB, on=row["declared"],
        )  # fmt: skip
        if row["to"] and interest.to_on is None:
            interests.end(interest=interest, to_on=row["to"], by=JOB, on=max(row["declared"], row["to"]))


class Trainings:
    """Every session, a row a person."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.rows, self.writer = folder.tables["trainings"], writer

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["on"], Turn.TRAINING_IS_NOTED, row, self.note)

    def note(self, row: Row) -> None:
        trainings.note(
            people=[self.writer.find("people", row["person"])], topic=row["topic"], shown_on=row["on"],
            trainer=row["trainer"], is_illustrative=row["illustrative"], by=JOB, on=row["on"],
        )  # fmt: skip
