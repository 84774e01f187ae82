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
    if bool(row["from_meeting"]) != (row["from_decision"] is not None):
        yield "“from_meeting” and “from_decision” are filled together."
    if row["from_meeting"] and row["agreed"] != row["raised"]:
        yield "An action that a meeting decided on is open at once: “agreed” is the day on which it is raised."
    if sum(bool(row[name]) for name in ("from_indicator", "from_meeting", "from_risk")) > 1:
        yield "An action comes from an indicator, a decision or a risk: from one of them."


RULES: Final[dict[str, Rule]] = {
    "actions": _action,
}
