"""A folder in one ZIP file: looked at from outside, and unpacked into a folder of our own, nothing else in it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from math import ceil
from pathlib import Path, PurePosixPath
from typing import Final

from dorset_lsp.common.archives import DAMAGES, Why, why_not
from dorset_lsp.site.loading.cells import short
from dorset_lsp.site.loading.faults import Fault, FolderIsFaulty
from dorset_lsp.site.loading.words import FILE

MOST_PARTS: Final = 200
MOST_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes of all files together. A folder of 56,000 figures has a twentieth of it."""
NEEDED: Final = (".csv", ".yaml", ".xlsx", ".xls", ".ods")
"""What is unpacked: what can be loaded, and spreadsheets, which the reading then tells."""
MACINTOSH: Final = "__MACOSX"

_SENTENCES: Final = {
    Why.TOO_LARGE: "It unpacks to far more than a partnership's folder can hold, so it was not opened.",
    Why.LOCKED: "It opens with a password. Pack the folder without one.",
    Why.DAMAGED: "It is damaged, or packed in an unusual way. Pack the folder again.",
}


def too_large(size: int, most_bytes: int) -> str:
    """The refusal of a file by its size, with one decimal, rounded up."""
    megabytes, most = ceil(size * 10 / 1024 / 1024) / 10, most_bytes // 1024 // 1024
    return f"The file has {megabytes:g} MB; a folder as a ZIP file may have {most} MB at most."


def unpack(content: bytes, name: str, path: Path) -> None:
    """Unpack the files of a folder. FolderIsFaulty when this is no ZIP file, or not one to open, or holds no folder."""
    if not content.startswith(b"PK"):
        raise _faulty(name, "This is not a ZIP file. Pack the folder as one (.zip) and upload that.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _unpack(archive, name, path)
    except DAMAGES as error:
        raise _faulty(name, _SENTENCES[Why.DAMAGED]) from error


def _unpack(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    why = why_not(archive, most_parts=MOST_PARTS, most_unpacked=MOST_UNPACKED)
    if why is not None:
        raise _faulty(name, _SENTENCES[why])
    parts = [(PurePosixPath(part.filename), part) for part in archive.infolist() if not part.is_dir()]
    parts = [(where, part) for where, part in parts if where.parts and where.parts[0] != MACINTOSH]
    homes = {where.parent for where, _ in parts if where.name == FILE}
    if len(homes) != 1:
        raise _faulty(name, f"There should be one {FILE} in it, and there {_there_are(len(homes))}.")
    (home,) = homes
    for where, part in parts:
        # By its bare name, so that no path in a ZIP file leads out of the folder.
        if where.parent == home and where.suffix.lower() in NEEDED and not where.name.startswith("."):
            (path / where.name).write_bytes(archive.read(part))


def _there_are(count: int) -> str:
    return "is none" if not count else f"are {count}"


def _faulty(name: str, sentence: str) -> FolderIsFaulty:
    return FolderIsFaulty((Fault(short(name), 0, sentence),))
