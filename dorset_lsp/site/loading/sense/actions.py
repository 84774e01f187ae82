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
    yield from _origin(row)


def _origin(row: Row) -> Sentences:
    """An action comes from one thing, which its columns name together."""
    if bool(row["from_indicator"]) != bool(row["from_round"]):
        yield "“from_indicator” and “from_round” are filled together."
    if bool(row["from_meeting"]) != (row["from_decision"] is not None):
        yield "“from_meeting” and “from_decision” are filled together."
    if row["from_meeting"] and row["agreed"] != row["raised"]:
        yield "An action that a meeting decided on is open at once: “agreed” is the day on which it is raised."
    if bool(row["from_review"]) != bool(row["from_stage"]):
        yield "“from_review” and “from_stage” are filled together."
    if bool(row["link_from"]) != bool(row["link_to"]) or (row["link_from"] and not row["from_review"]):
        yield "“link_from” and “link_to” are filled together, and only for an action that comes from a review."
    if sum(bool(row[one]) for one in ("from_indicator", "from_meeting", "from_review", "from_risk")) > 1:
        yield "An action comes from a review, a decision, a risk or an exception; one of them."


RULES: Final[dict[str, Rule]] = {
    "actions": _action,
}
