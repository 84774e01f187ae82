"""Whether a ZIP file may be unpacked at all, told from its list of parts before any of them is."""

from __future__ import annotations

import zipfile
import zlib
from enum import Enum
from typing import Final

DAMAGES: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What opening or unpacking a damaged file raises."""

_ENCRYPTED: Final = 0x1
_PACKED: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Why(Enum):
    """Why an archive is not unpacked."""

    TOO_LARGE = "too large"
    LOCKED = "locked"
    DAMAGED = "damaged"


def why_not(archive: zipfile.ZipFile, *, most_parts: int, most_unpacked: int) -> Why | None:
    """Why this archive is not unpacked, or None. A part never unpacks to more than the list says."""
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > most_parts or sum(part.file_size for part in parts) > most_unpacked:
        return Why.TOO_LARGE
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        return Why.LOCKED
    if len(names) < len(parts) or any(part.compress_type not in _PACKED for part in parts):
        return Why.DAMAGED
    return None
