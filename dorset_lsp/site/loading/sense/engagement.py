"""Whether a finding can have gone as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences


def _finding(row: Row, tables: Tables) -> Sentences:
    for names in (
        ("considered", "considered_by", "considered_note"),
        ("settled", "settled_by", "settled_as", "reason"),
        ("answered", "answered_by", "answer"),
    ):
        if len({bool(row[name]) for name in names}) > 1:
            yield f"{', '.join(f'“{name}”' for name in names)} are filled together."
    if (row["settled_as"] == "adopted") != bool(row["outcome"]):
        yield "What is adopted names its outcome, and nothing else does."


RULES: Final[dict[str, Rule]] = {"findings": _finding}
