"""Files that people upload: what one really is by its content, a clean name, and whether it may be taken at all.

Nothing is believed of what a browser says. A file is taken when its content is of a kind in the list and its name ends
as such a file's does; whatever could run in a browser (HTML, SVG, scripts) is refused.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

MEGABYTE: Final = 1024 * 1024
LONGEST_NAME: Final = 120
MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 400 * MEGABYTE
ENCRYPTED: Final = 0x1


class NotTaken(Exception):
    """A file that is not taken, with the sentence to show to the person who uploaded it."""


class Infected(Exception):
    """Raised by a virus scanner for a file in which it found something; its words say what."""


class ScannerAway(Exception):
    """Raised by a virus scanner that cannot answer now."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: in words, the endings that its name may have, and the type under which it is served."""

    words: str
    endings: tuple[str, ...]
    media_type: str


PDF: Final = FileKind("a PDF", ("pdf",), "application/pdf")
PNG: Final = FileKind("a PNG picture", ("png",), "image/png")
JPEG: Final = FileKind("a JPEG picture", ("jpg", "jpeg"), "image/jpeg")
TEXT: Final = FileKind("plain text", ("txt", "csv"), "text/plain; charset=utf-8")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."
OFFICE: Final = {
    "word/": FileKind("a Word document", ("docx",), f"{_OFFICE}wordprocessingml.document"),
    "xl/": FileKind("an Excel workbook", ("xlsx",), f"{_OFFICE}spreadsheetml.sheet"),
    "ppt/": FileKind("a PowerPoint presentation", ("pptx",), f"{_OFFICE}presentationml.presentation"),
}
OPEN_DOCUMENTS: Final = {
    kind.media_type.encode(): kind
    for kind in (
        FileKind("an OpenDocument text", ("odt",), f"{_OPEN}text"),
        FileKind("an OpenDocument spreadsheet", ("ods",), f"{_OPEN}spreadsheet"),
        FileKind("an OpenDocument presentation", ("odp",), f"{_OPEN}presentation"),
    )
}
TAKEN: Final = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, PNG, JPEG, plain text and CSV"
)

_MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|[a-z]+:svg)\b", re.IGNORECASE
)
_RISKY_PARTS = ("vbaproject", "/activex/", "/embeddings/")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is taken: its bytes, its clean name and its kind."""

    content: bytes
    name: str
    kind: FileKind


def check(*, name: str, content: bytes, most_bytes: int) -> Checked:
    """The file, if it may be taken. Raises NotTaken with the reason otherwise. A virus scanner, if set, looks last."""
    if not content:
        raise NotTaken("The file is empty.")
    if len(content) > most_bytes:
        raise NotTaken(
            f"The file has {_megabytes(len(content))}; {_megabytes(most_bytes)} is the most that is taken."
        )
    kind = kind_of(content)
    clean = clean_name(name)
    ending = clean.rpartition(".")[2].lower()
    if ending not in kind.endings:
        raise NotTaken(
            f"The name of the file ends in “.{ending}”, but it is {kind.words}. Save it as what it is and upload that."
        )
    _scan(clean, content)
    return Checked(content, clean, kind)


def kind_of(content: bytes) -> FileKind:
    """What the file is by its content. Raises NotTaken when it is nothing that is taken."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotTaken(
            "This is a file of an old Office program, or one that opens with a password. "
            "Save it without a password as .docx, .xlsx or .pptx, or as a PDF, and upload that."
        )
    return _kind_of_text(content)


def clean_name(name: str) -> str:
    """The last part of a file's name with nothing in it that a file system or a header could misread."""
    last = PureWindowsPath(PurePosixPath(name.replace("\x00", "")).name).name
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode()
    stem, _, ending = plain.rpartition(".")
    words = re.sub(r"[^A-Za-z0-9]+", "-", stem or ending).strip("-")[:LONGEST_NAME] or "file"
    tail = re.sub(r"[^A-Za-z0-9]", "", ending).lower()[:10] if stem else ""
    return f"{words}.{tail}" if tail else words


def _kind_of_archive(content: bytes) -> FileKind:
    """What a ZIP file is, looking at its list of parts and unpacking none but the two that name its kind."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = [part.filename.lower() for part in parts]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotTaken("This file unpacks to far more than a paper can hold, so it was not taken.")
            if any(part.flag_bits & ENCRYPTED for part in parts):
                raise NotTaken("This file opens with a password. Take the password off and upload it again.")
            if any(risky in f"/{name}" for name in names for risky in _RISKY_PARTS):
                raise NotTaken(
                    "This document holds macros or other files inside it. Save it as a PDF and upload that."
                )
            if "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size < LONGEST_NAME:
                found = OPEN_DOCUMENTS.get(archive.read("mimetype").strip())
                if found:
                    return found
            if "[content_types].xml" in names:
                for folder, kind in OFFICE.items():
                    if any(name.startswith(folder) for name in names):
                        return kind
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise NotTaken("The file is damaged and cannot be opened.") from error
    raise NotTaken(f"This is a ZIP file with no document in it. {TAKEN} are taken.")


def _kind_of_text(content: bytes) -> FileKind:
    if b"\x00" in content:
        raise NotTaken(f"This is no kind of file that is taken. {TAKEN} are.")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTaken(f"This is no kind of file that is taken, nor text in UTF-8. {TAKEN} are.") from error
    if _MARKUP.search(content):
        raise NotTaken(
            "This is a web page, a drawing or a script (HTML, SVG or XML), which a browser could run. "
            "Save it as a PDF and upload that."
        )
    return TEXT


def _scan(name: str, content: bytes) -> None:
    """Let the virus scanner of the settings look, if there is one. Without an answer the file is not taken."""
    if not settings.FILE_SCANNER:
        return
    scan: Callable[..., None] = import_string(settings.FILE_SCANNER)
    try:
        scan(name=name, content=content)
    except Infected as found:
        raise NotTaken(
            f"The virus scanner found something in this file, so it was not taken: {found}"
        ) from found
    except ScannerAway as trouble:
        raise NotTaken(
            "The virus scanner does not answer, so no file is taken now. Try again later."
        ) from trouble


def _megabytes(size: int) -> str:
    """With one decimal, rounded up, so that a file that is just too large does not seem to be just right."""
    return f"{ceil(size * 10 / MEGABYTE) / 10:g} MB"
