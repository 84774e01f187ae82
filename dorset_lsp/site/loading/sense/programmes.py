"""Whether a benefit can have come on as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences


def _event(row: Row, tables: Tables) -> Sentences:
    if (row["event"] == "begin") == bool(row["text"]):
        yield "Work begins without a text; a note, an achievement and a drop have one."


RULES: Final[dict[str, Rule]] = {"benefit_events": _event}
