"""The pack on paper, laid out by ``pack.typ`` from its frozen text alone, and its way into the storage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from dorset_lsp.common.documents.pdf import typeset
from dorset_lsp.common.keeping import keep_whole
from dorset_lsp.site.models import Pack

TEMPLATE: Final = Path(__file__).parent / "pack.typ"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the storage and that no row names yet."""

    name: str
    path: str
    sha256: str
    size: int


def draw(pack: Pack) -> bytes:
    """The PDF: tagged, with a list of contents and one run of page numbers."""
    document = json.loads(pack.canonical)
    return typeset(
        TEMPLATE,
        {**document, "full_title": f"{document['title']}, edition {pack.number}", "number": pack.number},
    )


def store(pack: Pack, content: bytes) -> Stored:
    """Put it into the storage under a name that bears its hash."""
    digest = sha256(content).hexdigest()
    stem = f"pack-{pack.meeting.body.slug}-{pack.meeting.day:%Y-%m-%d}-{pack.meeting_id}-v{pack.number}"
    path = keep_whole(f"packs/{stem}-{digest}.pdf", content)
    return Stored(f"{stem}.pdf", path, digest, len(content))
