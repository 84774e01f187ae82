"""What an upload does, return by return, as its page shows it: before, after, and how it would be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from performance.answers import Answer, Figure, answer_of
from performance.derived import areas_asked_within, headline_area
from performance.enums import Direction, UploadState
from performance.models import Return, WorkbookUpload
from performance.preview import Preview, previews
from performance.workbook.entries import Entry, from_json, has_moved
from performance.workbook.layout import plain_text
from performance.workbook.owed import with_splits


@dataclass(frozen=True, slots=True)
class AreaChange:
    """The figure of one area before and after."""

    area: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class ReturnChange:
    """One return of an upload. ``preview`` is there while the upload waits, ``has_moved`` tells of a change since."""

    return_: Return
    entry: Entry
    areas: tuple[AreaChange, ...]
    words: tuple[str, ...]
    preview: Preview | None
    has_moved: bool


def changes_of(upload: WorkbookUpload, on: date) -> list[ReturnChange]:
    """Every return of an upload, in the order of the workbook. A fixed number of queries."""
    entries = {entry.return_id: entry for entry in map(from_json, upload.entries)}
    found = list(with_splits(Return.objects.filter(pk__in=entries)))
    headline = headline_area()
    is_waiting = upload.state == UploadState.CHECKED
    answers = [(return_, entries[return_.pk].answer) for return_ in found]
    looks: Sequence[Preview | None] = previews(answers, on=on) if is_waiting else [None] * len(found)
    changes = []
    for return_, look in zip(found, looks, strict=True):
        entry = entries[return_.pk]
        before = entry.done.earlier.answer if entry.done else answer_of(return_)
        asked = areas_asked_within(return_.indicator, headline)
        changes.append(
            ReturnChange(
                return_=return_,
                entry=entry,
                areas=tuple(
                    AreaChange(
                        area.name if len(asked) > 1 else "",
                        before.figures.get(area.pk, Figure()),
                        entry.answer.figures.get(area.pk, Figure()),
                    )
                    for area in asked
                ),
                words=tuple(_words(before, entry.answer)),
                preview=look,
                has_moved=has_moved(return_, entry),
            )
        )
    return changes


def _words(before: Answer, after: Answer) -> list[str]:
    """What changes beside the figures, a phrase each."""
    found = []
    if plain_text(before.commentary) != after.commentary:
        found.append(f"Commentary: “{after.commentary}”" if after.commentary else "Commentary taken out")
    if before.direction_view != after.direction_view:
        seen = Direction(after.direction_view).label.lower() if after.direction_view else "not said"
        found.append(f"Seen as: {seen}")
    if before.is_provisional != after.is_provisional:
        found.append("Provisional" if after.is_provisional else "Final")
    if before.is_surprise_confirmed != after.is_surprise_confirmed:
        found.append("Confirmed as checked" if after.is_surprise_confirmed else "No longer confirmed")
    return found
