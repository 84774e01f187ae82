"""Changes to uploads of workbooks: kept once checked, then applied as a whole, undone as a whole, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster, change, record, require
from partnerships.models import Person
from performance.answers import standing_of
from performance.changes import returns
from performance.enums import UPLOAD_MOVES, UploadState
from performance.models import Return, Round, WorkbookUpload
from performance.workbook.entries import Done, Entry, as_json, from_json, has_moved

LONGEST_NAME = 200


@change
def keep(
    *, round_: Round, file_name: str, sha256: str, entries: Sequence[Entry], by: Person, on: date
) -> WorkbookUpload:
    """Keep what was read from a file and found in order, until whoever uploaded it says go on. No return is touched.

    Raises Refused when there is nothing to do.
    """
    require(by, "performance.upload_workbook", round_)
    if not entries:
        raise Refused("There is nothing in this file to do.")
    upload = WorkbookUpload.objects.create(
        round=round_, file_name=_printable(file_name)[-LONGEST_NAME:], sha256=sha256, uploaded_by=by, uploaded_on=on,
        entries=[as_json(entry) for entry in entries],
    )  # fmt: skip
    record("upload.keep", upload, by=by, on=on, difference={"returns": (None, len(entries))})
    return upload


@change
def apply(*, upload: WorkbookUpload, by: Person, on: date) -> None:
    """Save or submit every return of an upload, or none.

    Raises SomebodyWasFaster, naming each return that was changed since the check; Refused when a rule stands against
    one of them now.
    """
    require(by, "performance.settle_upload", upload)
    if upload.state != UploadState.CHECKED:
        states.move(upload, "apply", UPLOAD_MOVES, by=by, on=on)
        return
    entries = [from_json(entry) for entry in upload.entries]
    # Always in the same order, so that two uploads over the same rows wait for each other and never in a ring.
    entries.sort(key=lambda entry: entry.return_id)
    found = _returns_of(entries)
    _refuse_changed(
        _moved(entries, found),
        "since this upload was checked. Nothing was saved; download the workbook again",
    )
    done = [replace(entry, done=_carry_out(found[entry.return_id], entry, by, on)) for entry in entries]
    states.move(
        upload, "apply", UPLOAD_MOVES, by=by, on=on, entries=[as_json(entry) for entry in done],
        difference={"returns": (None, len(done))},
    )  # fmt: skip


@change
def discard(*, upload: WorkbookUpload, by: Person, on: date) -> None:
    """Throw away what was checked. No return was touched, and none is."""
    require(by, "performance.settle_upload", upload)
    states.move(upload, "discard", UPLOAD_MOVES, by=by, on=on)


@change
def undo(*, upload: WorkbookUpload, by: Person, on: date) -> None:
    """Put every return of an applied upload back to where it stood before, or none.

    Raises SomebodyWasFaster, naming each return that was changed, sent back, taken back or verified since.
    """
    require(by, "performance.settle_upload", upload)
    if upload.state != UploadState.APPLIED:
        states.move(upload, "undo", UPLOAD_MOVES, by=by, on=on)
        return
    entries = sorted((from_json(entry) for entry in upload.entries), key=lambda entry: entry.return_id)
    found = _returns_of(entries)
    _refuse_changed(_moved(entries, found), "since this upload. Nothing was undone")
    for entry in entries:
        if entry.done is not None:
            returns.restore(
                return_=found[entry.return_id], version=entry.done.version, earlier=entry.done.earlier,
                by=by, on=on,
            )  # fmt: skip
    states.move(
        upload, "undo", UPLOAD_MOVES, by=by, on=on, difference={"returns put back": (None, len(entries))}
    )


def _printable(name: str) -> str:
    """A file's name comes from a stranger's browser, and the database refuses some characters."""
    return "".join(letter for letter in name if letter.isprintable()) or "workbook"


def _carry_out(return_: Return, entry: Entry, by: Person, on: date) -> Done:
    earlier = standing_of(return_)
    deed = returns.submit if entry.is_final else returns.save
    try:
        deed(return_=return_, version=entry.version, answer=entry.answer, by=by, on=on)
    except SomebodyWasFaster:
        raise
    except Refused as refusal:
        raise Refused(f"{return_.indicator.code}: {refusal} Nothing was saved.") from refusal
    return Done(earlier, return_.version, return_.state)


def _returns_of(entries: Sequence[Entry]) -> dict[int, Return]:
    ids = [entry.return_id for entry in entries]
    rows = Return.objects.filter(pk__in=ids).with_everything().prefetch_related("figures")
    return {return_.pk: return_ for return_ in rows}


def _moved(entries: Sequence[Entry], found: dict[int, Return]) -> list[Return]:
    return [found[entry.return_id] for entry in entries if has_moved(found[entry.return_id], entry)]


def _refuse_changed(moved: Sequence[Return], since: str) -> None:
    if moved:
        names = ", ".join(return_.indicator.code for return_ in moved)
        verb = "has" if len(moved) == 1 else "have"
        raise SomebodyWasFaster(f"{names} {verb} been changed {since}.")
