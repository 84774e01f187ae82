"""Whether an action can have gone as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences


def _action(row: Row, tables: Tables) -> Sentences:
    for one, other in (("agreed", "agreed_by"), ("ended", "ended_by"), ("ended", "end")):
        if bool(row[one]) != bool(row[other]):
            yield f"“{one}” and “{other}” are filled together."
    if row["end"] == "dropped" and not row["reason"]:
        yield "An action is dropped with a reason."
    if row["end"] == "done" and not row["agreed"]:
        yield "An action that is done was agreed first (“agreed”)."
    if bool(row["from_indicator"]) != bool(row["from_round"]):
        yield "“from_indicator” and “from_round” are filled together."


RULES: Final[dict[str, Rule]] = {
    "actions": _action,
}
