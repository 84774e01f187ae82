"""What the timetable would have told people before a demonstration's day, so that it does not all come on that day."""

from __future__ import annotations

from datetime import timedelta

from dorset_lsp.common import today
from dorset_lsp.site.loading.folder import Folder
from dorset_lsp.site.loading.words import FILE
from dorset_lsp.site.loading.writer import Writer
from partnerships import deadlines
from partnerships.changes import telling


def note_past_deadlines(folder: Folder, writer: Writer) -> None:
    """Note each deadline that came before the stated day as told on its day. A folder without a day has none."""
    if folder.words.today is None:
        return
    yesterday = folder.words.today - timedelta(days=1)
    for what in deadlines.KINDS:
        for one in deadlines.due(what, yesterday):
            with writer.about(FILE, 0), today.acting_on(one.deadline_on):
                telling.tell(
                    what=what, about=one.record, due_on=one.deadline_on, person=one.person,
                    by=deadlines.TELLER, on=one.deadline_on,
                )  # fmt: skip
