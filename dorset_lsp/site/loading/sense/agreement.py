"""Whether targets and scorecards make sense."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from performance.enums import TargetState


def _target(row: Row, tables: Tables) -> Sentences:
    if row["state"] == TargetState.PLACEHOLDER and row["baseline"] is not None:
        yield "A placeholder is a target whose baseline is missing, but this one has a baseline."
    if row["baseline"] is not None and row["baseline_to"] is None and not row["baseline_as_printed"]:
        yield "The baseline has no date: fill in “baseline_from” and “baseline_to”."
    if row["baseline_from"] and row["baseline_to"] and row["baseline_to"] <= row["baseline_from"]:
        yield "“baseline_to” is the first day after, so it comes after “baseline_from”."


def _refresh(row: Row, tables: Tables) -> Sentences:
    if not bool(row["decided"]) == bool(row["decided_by"]) == bool(row["decided_as"]):
        yield "“decided”, “decided_by” and “decided_as” go together."
    if row["decided"] and row["proposed"] and row["decided"] < row["proposed"]:
        yield "It is decided on the day on which it is proposed, or later."
    if row["decided_as"] == "refused" and not row["decision"]:
        yield "A refusal gives its reason (“decision”)."
    if not any(one["refresh"] == row["key"] for one in tables["refresh_targets"]):
        yield "It changes nothing: refresh_targets.csv names no target of it."


def _scorecard(row: Row, tables: Tables) -> Sentences:
    if bool(row["body"]) == bool(row["organisation"]):
        yield "A scorecard belongs to one body or to one organisation."


RULES: Final[dict[str, Rule]] = {
    "targets": _target,
    "refreshes": _refresh,
    "scorecards": _scorecard,
}
