"""Whether a file may be opened at all: what it really is, how large it gets, and that nothing in it runs or calls out.

Everything here looks at bytes. A file is opened by a spreadsheet library only after it has passed.
"""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO
from math import ceil
from typing import Final

from dorset_lsp.common.archives import DAMAGES, Why, why_not
from performance.workbook.faults import Fault, of_file


class Kind(Enum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    CSV = "csv"


MOST_PARTS: Final = 400
"""Parts of a workbook: a few for each sheet."""
MOST_UNPACKED: Final = 20 * 1024 * 1024
"""Bytes of all parts together, unpacked. A workbook of 5,000 full rows has a quarter of it."""

PLAIN: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES: Final = "[Content_Types].xml"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"

MACRO: Final = of_file(
    "This workbook holds macros (it is an .xlsm file, or one renamed). "
    "Save it as “Excel workbook (.xlsx)” and upload that."
)
OLD_OR_LOCKED: Final = of_file(
    "This is an old .xls file, or a workbook that opens with a password. "
    "Take the password off, save it as “Excel workbook (.xlsx)” and upload that."
)
NO_WORKBOOK: Final = of_file(
    "This is a ZIP file, and there is no workbook in it. Upload the workbook itself."
)
DAMAGED: Final = of_file("The file is damaged and cannot be opened. Download the workbook again.")
TOO_LARGE_UNPACKED: Final = of_file(
    "This workbook unpacks to far more than a round can hold, so it was not opened. Download the workbook again."
)
CALLS_OUT: Final = of_file(
    "This workbook is linked to other files or data outside it. "
    "Remove the links (Data, Edit links, Break link) and upload it again."
)
ODD_XML: Final = of_file(
    "This workbook holds definitions that no spreadsheet writes, so it was not opened. Download the workbook again."
)
NEITHER: Final = of_file(
    "This is neither an Excel workbook (.xlsx) nor a CSV file in UTF-8. "
    "In Excel choose “CSV UTF-8 (comma delimited)” when you save as CSV."
)
EMPTY: Final = of_file("The file is empty.")

_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
# An XML parser reads these as other alphabets, in which the word DOCTYPE would hide.
_OTHER_ALPHABETS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x4c\x6f\xa7\x94")
_CALLING_OUT = ("xl/externallinks/", "xl/embeddings/", "xl/activex/", "xl/connections.xml", "xl/querytables/")


def kind_of(content: bytes, most_bytes: int) -> Kind | Fault:
    """What the file is, or why it is not opened."""
    if not content:
        return EMPTY
    if len(content) > most_bytes:
        return too_large(len(content), most_bytes)
    if content.startswith(OLD_OFFICE):
        return OLD_OR_LOCKED
    if content.startswith(b"PK"):
        return _fault_of_zip(content) or Kind.XLSX
    return NEITHER if b"\x00" in content else Kind.CSV


def too_large(size: int, most_bytes: int) -> Fault:
    """The refusal of a file by its size."""
    return of_file(
        f"The file has {_megabytes(size)}; a workbook may have {_megabytes(most_bytes)} at most. "
        "One that was downloaded here is far smaller."
    )


def _megabytes(size: int) -> str:
    """With one decimal, rounded up, so that a file that is just too large does not seem to be just right."""
    return f"{ceil(size * 10 / 1024 / 1024) / 10:g} MB"


def _fault_of_zip(content: bytes) -> Fault | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _fault_of_list(archive) or _fault_of_parts(archive)
    except DAMAGES:
        return DAMAGED


def _fault_of_list(archive: zipfile.ZipFile) -> Fault | None:
    """What the list of parts tells, before any is unpacked. A part never unpacks to more than the list says."""
    if TYPES not in archive.namelist():
        return NO_WORKBOOK
    why = why_not(archive, most_parts=MOST_PARTS, most_unpacked=MOST_UNPACKED)
    if why is not None:
        return {Why.TOO_LARGE: TOO_LARGE_UNPACKED, Why.LOCKED: OLD_OR_LOCKED, Why.DAMAGED: DAMAGED}[why]
    names = [name.lower() for name in archive.namelist()]
    if any("vbaproject" in name for name in names):
        return MACRO
    return CALLS_OUT if any(name.startswith(_CALLING_OUT) for name in names) else None


def _fault_of_parts(archive: zipfile.ZipFile) -> Fault | None:
    types = archive.read(TYPES)
    if b"macroenabled" in types.lower():
        return MACRO
    if PLAIN not in types:
        return NO_WORKBOOK
    return ODD_XML if any(_is_odd(archive.read(part)) for part in archive.infolist()) else None


def _is_odd(part: bytes) -> bool:
    """Whether a part declares entities, or is written in an alphabet in which it could hide that it does."""
    if part.startswith(_OTHER_ALPHABETS):
        return True
    encoding = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf")[:300])
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        return True
    return _ENTITIES.search(part) is not None
