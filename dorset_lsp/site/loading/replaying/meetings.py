"""Meetings that were scheduled, prepared, held, decided and minuted. One that stands already is left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from dorset_lsp.common.changes import Refused
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.replaying.steps import Step, Turn
from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.attendance import expected_at
from partnerships.changes import agendas, meetings, minutes, papers
from partnerships.changes.minutes import Came
from partnerships.enums import PaperAudience, Presence
from partnerships.models import AgendaItem, Meeting, Person

PAPERS: Final = "papers"
"""The folder, in the partnership's, that holds the files of papers."""


class Meetings:
    """Every move of the meetings that are new here. A meeting is known by its key, wherever it was moved since."""

    def __init__(self, folder: Folder, writer: Writer) -> None:
        self.folder, self.writer = folder, writer
        standing = set(Meeting.objects.values_list("calendar_id", flat=True))
        self.rows = [row for row in folder.tables["meetings"] if _id_of(row["key"]) not in standing]
        new = {row["key"]: row for row in self.rows}
        self.new = new
        self.agenda, self.decisions, self.substitutes = (
            _by_meeting(folder.tables[name]) for name in ("agenda", "decisions", "substitutes")
        )
        self.papers = [row for row in folder.tables["papers"] if row["meeting"] in new]

    def steps(self) -> Iterator[Step]:
        for row in self.rows:
            yield Step(row["scheduled"], Turn.MEETING_IS_SCHEDULED, row, self.schedule)
            for name, turn, do in (
                ("cancelled", Turn.MEETING_IS_CANCELLED, self.cancel),
                ("held", Turn.MEETING_IS_HELD, self.hold),
                ("drafted", Turn.MINUTES_ARE_DRAFTED, self.draft),
                ("agreed", Turn.MINUTES_ARE_AGREED, self.agree),
            ):
                if row[name]:
                    yield Step(row[name], turn, row, do)
        for row in self.papers:
            yield Step(row["added"], Turn.PAPER_IS_ADDED, row, self.add_paper)

    def schedule(self, row: Row) -> None:
        """Put it into the calendar, with the folder's agenda between the standing items."""
        by, on = self.writer.find("people", row["by"]), row["scheduled"]
        meeting = meetings.schedule(
            body=self.writer.find("bodies", row["body"]), starts_at=_moment(row, "begins"), ends_at=_moment(row, "ends"),
            place=row["place"], title=row["title"], calendar_id=_id_of(row["key"]), is_illustrative=row["illustrative"],
            by=by, on=on,
        )  # fmt: skip
        self.writer.records["meetings", row["key"]] = meeting
        for line in self.agenda[row["key"]]:
            item = agendas.add(
                meeting=meeting, title=line["title"], kind=line["kind"], text=line["text"], position=line["position"],
                presenter=self.writer.find("people", line["presenter"]), by=by, on=on,
            )  # fmt: skip
            self.writer.records["agenda", row["key"], line["position"]] = item

    def add_paper(self, row: Row) -> None:
        """Take the file from the folder by the same checks as an upload."""
        path = self.folder.path / PAPERS / row["file"]
        if path.parent != self.folder.path / PAPERS or not path.is_file():
            raise Refused(f"There is no file “{row['file']}” in {PAPERS}/.")
        papers.add(
            meeting=self.writer.find("meetings", row["meeting"]), item=self.item(row), title=row["title"],
            audience=row["audience"] or PaperAudience.OPEN, file_name=row["file"], content=path.read_bytes(),
            is_illustrative=row["illustrative"], by=self.run_by(row["meeting"]), on=row["added"],
        )  # fmt: skip

    def cancel(self, row: Row) -> None:
        meetings.cancel(
            meeting=self.meeting(row), reason=row["cancel_reason"], by=self.run_by(row["key"]), on=row["cancelled"]
        )  # fmt: skip

    def hold(self, row: Row) -> None:
        """Who came, what was said and what was decided."""
        meeting, by, on = self.meeting(row), self.run_by(row["key"]), row["held"]
        minutes.hold(meeting=meeting, came=self.came(row), by=by, on=on)
        said = {
            self.writer.find("agenda", row["key"], line["position"]): line["minutes"]
            for line in self.agenda[row["key"]]
            if line["minutes"]
        }
        if said or row["minutes"]:
            minutes.write(meeting=meeting, said=said, minutes=row["minutes"], by=by, on=on)
        for line in sorted(self.decisions[row["key"]], key=lambda one: one["number"]):
            decision = minutes.decide(
                meeting=meeting, wording=line["wording"], item=self.item(line), by=by, on=on
            )
            if decision.number != line["number"]:
                raise Refused(f"Decisions of {row['key']} are numbered from 1 without a gap.")
            self.writer.records["decisions", row["key"], line["number"]] = decision

    def draft(self, row: Row) -> None:
        minutes.draft(meeting=self.meeting(row), by=self.run_by(row["key"]), on=row["drafted"])

    def agree(self, row: Row) -> None:
        minutes.agree(meeting=self.meeting(row), by=self.run_by(row["key"]), on=row["agreed"])

    # --- what it needs ---

    def came(self, row: Row) -> list[Came]:
        """Everybody of the body was there, but for those named; substitutes sat for whom they came."""
        expected = expected_at(self.meeting(row))
        seats = {line.person.email: line.seat for line in expected}
        how = dict.fromkeys(row["apologies"], Presence.APOLOGIES) | dict.fromkeys(
            row["absent"], Presence.ABSENT
        )
        strangers = sorted({*how, *(one["instead_of"] for one in self.substitutes[row["key"]])} - set(seats))
        if strangers:
            raise Refused(f"Not of {row['body']} on that day: {', '.join(strangers)}.")
        came = [
            Came(line.person, line.seat, how.get(line.person.email, Presence.PRESENT)) for line in expected
        ]
        return came + [
            Came(self.writer.find("people", one["person"]), seats[one["instead_of"]], Presence.SUBSTITUTE)
            for one in self.substitutes[row["key"]]
        ]

    def meeting(self, row: Row) -> Meeting:
        meeting: Meeting = self.writer.find("meetings", row["key"])
        return meeting

    def run_by(self, key: str) -> Person:
        """Who runs the meeting: whoever scheduled it."""
        person: Person = self.writer.find("people", self.new[key]["by"])
        return person

    def item(self, row: Row) -> AgendaItem | None:
        """The item that a decision or a paper belongs to, if it belongs to one."""
        item: AgendaItem | None = (
            None if row["item"] is None else self.writer.find("agenda", row["meeting"], row["item"])
        )
        return item


def _by_meeting(rows: list[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["meeting"]].append(row)
    return found


def _id_of(key: str) -> UUID:
    """The name of a folder's meeting in calendars: the same at every loading."""
    return uuid5(NAMESPACE_URL, f"meeting:{key}")


def _moment(row: Row, name: str) -> datetime:
    return timezone.make_aware(datetime.combine(row["day"], row[name]), timezone.get_default_timezone())
