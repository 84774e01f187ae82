"""To what end: challenges and outcomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dorset_lsp.site.loading.rows import Row
from dorset_lsp.site.loading.writer import Writer
from partnerships.models import Challenge, Outcome


def _challenge(writer: Writer, row: Row) -> None:
    values = {
        "strategy": writer.find("strategy", "the only one"),
        "number": row["number"],
        "title": row["title"],
    }
    writer.records["challenges", row["slug"]] = writer.put(Challenge, {"slug": row["slug"]}, values)


def _outcome(writer: Writer, row: Row) -> None:
    values = {
        "title": row["title"],
        "short_title": row["short_title"],
        "description": row["description"],
        "challenge": writer.find("challenges", row["challenge"]),
        "body": writer.find("bodies", row["body"]),
        "is_in_agreement": row["in_agreement"],
        "position": row["position"],
        "is_illustrative": row["illustrative"],
    }
    writer.records["outcomes", row["slug"]] = writer.put(Outcome, {"slug": row["slug"]}, values)


WRITES: Final[dict[str, Callable[[Writer, Row], None]]] = {
    "challenges": _challenge,
    "outcomes": _outcome,
}
