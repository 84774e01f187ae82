"""Changes to uploaded folders: kept, checked by a worker, then loaded as a whole on somebody's word, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

from dorset_lsp.common import jobs, states
from dorset_lsp.common.changes import Actor, change, record, require
from dorset_lsp.site.enums import FOLDER_MOVES
from dorset_lsp.site.loading import Fault, Loaded
from dorset_lsp.site.models import FolderUpload
from partnerships.models import Partnership, Person

LONGEST_NAME: Final = 200
FAULTS_KEPT: Final = 500
"""More than anybody puts right in one go; the number of all of them is kept too."""


@change
def keep(*, file_name: str, content: bytes, by: Person, on: date) -> FolderUpload:
    """Keep a ZIP file and have it checked. Nothing of the partnership is touched."""
    require(by, "common.set_up", FolderUpload)
    name = "".join(letter for letter in file_name if letter.isprintable())[-LONGEST_NAME:] or "folder.zip"
    upload = FolderUpload.objects.create(
        file_name=name, sha256=sha256(content).hexdigest(), content=content, uploaded_by=by, uploaded_on=on
    )
    record("folder_upload.keep", upload, by=by, on=on, difference={"SHA-256": (None, upload.sha256)})
    jobs.enqueue(name="check_folder", key=upload.job_key, arguments={"upload": upload.pk})
    return upload


@change
def find_sound(*, upload: FolderUpload, loaded: Loaded, by: Actor, on: date) -> None:
    """Note what loading it would do."""
    states.move(upload, "find_sound", FOLDER_MOVES, by=by, on=on, **_what_came_of(loaded))


@change
def find_faulty(*, upload: FolderUpload, faults: Sequence[Fault], by: Actor, on: date) -> None:
    """Note what is wrong with it, and let the file go."""
    kept = [[fault.file, fault.row, fault.sentence] for fault in faults[:FAULTS_KEPT]]
    states.move(
        upload, "find_faulty", FOLDER_MOVES, by=by, on=on, faults=kept, fault_count=len(faults), content=b"",
        difference={"faults": (None, len(faults))},
    )  # fmt: skip


@change
def confirm(*, upload: FolderUpload, by: Person, on: date) -> None:
    """Have it loaded. A worker does it, all or nothing."""
    require(by, "common.set_up", FolderUpload)
    states.move(upload, "confirm", FOLDER_MOVES, by=by, on=on)
    jobs.enqueue(name="load_folder", key=upload.job_key, arguments={"upload": upload.pk})


@change
def apply(*, upload: FolderUpload, loaded: Loaded, by: Actor, on: date) -> None:
    """Note that it was loaded, and let the file go. Part of the transaction that loads it."""
    states.move(
        upload, "apply", FOLDER_MOVES, by=by, on=on, content=b"", **_what_came_of(loaded),
        difference={"changes": (None, loaded.changes)},
    )  # fmt: skip


@change
def discard(*, upload: FolderUpload, by: Person, on: date) -> None:
    """Throw it away. Nothing of the partnership was touched, and nothing is."""
    require(by, "common.set_up", FolderUpload)
    states.move(upload, "discard", FOLDER_MOVES, by=by, on=on, content=b"")


@change
def note_export(*, partnership: Partnership, sha256: str, by: Person, on: date) -> None:
    """Note who took the partnership out as a folder: it holds names and addresses."""
    require(by, "common.set_up", Partnership)
    record("partnership.export", partnership, by=by, on=on, difference={"SHA-256": (None, sha256)})


def _what_came_of(loaded: Loaded) -> dict[str, Any]:
    tallies = [[name, tally.rows, tally.new, tally.changed] for name, tally in loaded.tallies.items()]
    return {"tallies": tallies, "change_count": loaded.changes}
