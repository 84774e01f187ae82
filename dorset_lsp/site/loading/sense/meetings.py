"""Whether a meeting can have gone as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences


def _meeting(row: Row, tables: Tables) -> Sentences:
    if row["begins"] and row["ends"] and row["ends"] <= row["begins"]:
        yield "It ends before it begins."
    if bool(row["cancelled"]) != bool(row["cancel_reason"]):
        yield "“cancelled” and “cancel_reason” are filled together."
    if row["cancelled"] and row["held"]:
        yield "It was either held or cancelled."
    for later, earlier in (("drafted", "held"), ("agreed", "drafted")):
        if row[later] and not row[earlier]:
            yield f"Without “{earlier}” there is no “{later}”."
    days = [row[name] for name in ("scheduled", "held", "drafted", "agreed") if row[name]]
    if days != sorted(days):
        yield "It is scheduled, then held, then drafted, then agreed, in this order of days."
    if row["held"] and row["day"] and row["held"] < row["day"]:
        yield "It cannot be recorded as held before its day."


def _decision(row: Row, tables: Tables) -> Sentences:
    meeting = next((one for one in tables["meetings"] if one["key"] == row["meeting"]), None)
    if meeting is not None and not meeting["held"]:
        yield f"{row['meeting']} was not held, so it decided nothing."


RULES: Final[dict[str, Rule]] = {
    "meetings": _meeting,
    "decisions": _decision,
}
