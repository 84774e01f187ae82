"""What communities said and partners tried. What stands already, by title and day, is left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.days import in_full
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.changes import findings, practice
from partnerships.enums import BodyKind
from partnerships.models import Finding, Meeting, PracticeNote


class Engagement:
    """Every move of the findings and the notes that are new here."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.writer, tables = writer, folder.tables
        raised = set(Finding.objects.values_list("title", "raised_on"))
        self.findings = [row for row in tables["findings"] if (row["title"], row["raised"]) not in raised]
        written = set(PracticeNote.objects.values_list("title", "written_on"))
        self.notes = [row for row in tables["practice"] if (row["title"], row["written"]) not in written]
        new = {row["key"] for row in self.notes}
        self.copies = [row for row in tables["practice_copies"] if row["note"] in new]

    def steps(self) -> Iterator[Step]:
        for row in self.findings:
            yield Step(row["raised"], Turn.FINDING_IS_RAISED, row, self.raise_)
            for day, turn, do in (
                ("considered", Turn.FINDING_IS_CONSIDERED, self.consider),
                ("settled", Turn.FINDING_IS_SETTLED, self.settle),
                ("answered", Turn.FINDING_IS_ANSWERED, self.answer),
            ):
                if row[day]:
                    yield Step(row[day], turn, row, do)
        for row in self.notes:
            yield Step(row["written"], Turn.PRACTICE_IS_SHARED, row, self.write)
        for row in self.copies:
            yield Step(row["on"], Turn.PRACTICE_IS_COPIED, row, self.copy)

    def raise_(self, row: Row) -> None:
        self.writer.records["findings", row["key"]] = findings.raise_(
            title=row["title"],
            text=row["text"],
            area=self.writer.find("areas", row["area"]),
            source=row["source"],
            source_title=row["source_title"],
            heard_on=row["heard"],
            from_whom=row["from_whom"],
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["raised_by"]),
            on=row["raised"],
        )

    def consider(self, row: Row) -> None:
        findings.consider(
            finding=self.writer.find("findings", row["key"]),
            meeting=_meeting_on(row["considered"]),
            note=row["considered_note"],
            by=self.writer.find("people", row["considered_by"]),
            on=row["considered"],
        )

    def settle(self, row: Row) -> None:
        common = {
            "finding": self.writer.find("findings", row["key"]),
            "meeting": _meeting_on(row["settled"]),
            "reason": row["reason"],
            "by": self.writer.find("people", row["settled_by"]),
            "on": row["settled"],
        }
        if row["settled_as"] == "adopted":
            findings.adopt(outcome=self.writer.find("outcomes", row["outcome"]), **common)
        else:
            findings.decline(**common)

    def answer(self, row: Row) -> None:
        findings.answer(
            finding=self.writer.find("findings", row["key"]),
            text=row["answer"],
            answered_on=row["answered"],
            by=self.writer.find("people", row["answered_by"]),
            on=row["answered"],
        )

    def write(self, row: Row) -> None:
        self.writer.records["practice", row["key"]] = practice.write(
            title=row["title"],
            tried=row["tried"],
            happened=row["happened"],
            cost_pence=row["cost"],
            cost_note=row["cost_note"],
            area=self.writer.find("areas", row["area"]),
            challenge=self.writer.find("challenges", row["challenge"]),
            organisation=self.writer.find("organisations", row["organisation"]),
            contact=self.writer.find("people", row["contact"]),
            is_illustrative=row["illustrative"],
            by=self.writer.find("people", row["written_by"]),
            on=row["written"],
        )

    def copy(self, row: Row) -> None:
        practice.copy(
            note=self.writer.find("practice", row["note"]),
            area=self.writer.find("areas", row["area"]),
            what_differs=row["what_differs"],
            by=self.writer.find("people", row["by"]),
            on=row["on"],
        )


def _meeting_on(day: date) -> Meeting:
    """The bridging group's meeting of that day. Refused when it has none."""
    rows = Meeting.objects.not_cancelled().filter(body__kind=BodyKind.BRIDGING_GROUP, starts_at__date=day)
    found = rows.select_related("body").first()
    if found is None:
        raise Refused(f"The bridging group has no meeting on {in_full(day)}.")
    return found
