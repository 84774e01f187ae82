"""The pack on paper, laid out by ``pack.typ`` from its frozen text alone, and its way into the storage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from dorset_lsp.common import keeping
from dorset_lsp.common.documents.pdf import typeset
from dorset_lsp.site.models import Pack

TEMPLATE: Final = Path(__file__).parent / "pack.typ"


def draw(pack: Pack) -> bytes:
    """The PDF: tagged, with a list of contents and one run of page numbers."""
    document = json.loads(pack.canonical)
    return typeset(
        TEMPLATE,
        {**document, "full_title": f"{document['title']}, edition {pack.number}", "number": pack.number},
    )


def store(pack: Pack, content: bytes) -> keeping.Stored:
    """Put it into the storage under a name that bears its hash."""
    stem = f"pack-{pack.meeting.body.slug}-{pack.meeting.day:%Y-%m-%d}-{pack.meeting_id}-v{pack.number}"
    return keeping.store(content, folder="packs", stem=stem, ending="pdf")
