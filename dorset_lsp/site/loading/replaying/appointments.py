"""Who sat where, from and until when."""

from __future__ import annotations

from collections.abc import Iterator

from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import JOB, Writer
from partnerships.changes import memberships


class Appointments:
    """A term with a reason for its end was open until then; one without was fixed from the start."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.rows, self.writer = folder.tables["memberships"], writer

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["from"], Turn.MEMBERSHIP_BEGINS, row, self.appoint)
            if row["end_reason"]:
                yield Step(row["to"], Turn.MEMBERSHIP_ENDS, row, self.end)

    def appoint(self, row: Row) -> None:
        seat = None if row["seat"] is None else self.writer.find("seats", row["body"], row["seat"])
        is_open = bool(row["end_reason"]) and (seat is None or seat.to_on is None)
        self.writer.records["memberships", row.number] = memberships.appoint(
            body=self.writer.find("bodies", row["body"]),
            seat=seat,
            person=self.writer.find("people", row["person"]),
            role=row["role"],
            basis=row["basis"],
            from_on=row["from"],
            to_on=None if is_open else row["to"],
            by=JOB,
            on=row["from"],
        )

    def end(self, row: Row) -> None:
        membership = self.writer.find("memberships", row.number)
        memberships.end(
            membership=membership, to_on=row["to"], reason=row["end_reason"], by=JOB, on=row["to"]
        )
