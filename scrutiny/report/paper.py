"""The report on paper, laid out by ``report.typ``, and its way into the storage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dorset_lsp.common.documents.pdf import typeset
from dorset_lsp.common.keeping import keep_whole
from performance.reports.chain import hash_of
from scrutiny.models import ReportEdition
from scrutiny.report.compose import in_words

TEMPLATE: Final = Path(__file__).parent / "report.typ"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the storage and that no row names yet."""

    name: str
    path: str
    sha256: str
    size: int


def draw(edition: ReportEdition) -> bytes:
    """The PDF of an edition, from its frozen text alone."""
    document = in_words(json.loads(edition.canonical))
    return typeset(TEMPLATE, {**document, "full_title": f"{document['title']}, edition {edition.number}"})


def store(edition: ReportEdition) -> Stored:
    """Draw the PDF and put it into the storage under a name that bears its hash."""
    content = draw(edition)
    sha256 = hash_of(content)
    stem = f"{edition.review.slug}-{edition.audience}-v{edition.number}"
    path = keep_whole(f"scrutiny/{stem}-{sha256}.pdf", content)
    return Stored(f"{stem}.pdf", path, sha256, len(content))
