"""The report on paper, laid out by ``report.typ``, and its way into the storage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from dorset_lsp.common import keeping
from dorset_lsp.common.documents.pdf import typeset
from scrutiny.models import ReportEdition
from scrutiny.report.compose import in_words

TEMPLATE: Final = Path(__file__).parent / "report.typ"


def draw(edition: ReportEdition) -> bytes:
    """The PDF of an edition, from its frozen text alone."""
    document = in_words(json.loads(edition.canonical))
    return typeset(TEMPLATE, {**document, "full_title": f"{document['title']}, edition {edition.number}"})


def store(edition: ReportEdition) -> keeping.Stored:
    """Draw the PDF and put it into the storage under a name that bears its hash."""
    content = draw(edition)
    stem = f"{edition.review.slug}-{edition.audience}-v{edition.number}"
    return keeping.store(content, folder="scrutiny", stem=stem, ending="pdf")
