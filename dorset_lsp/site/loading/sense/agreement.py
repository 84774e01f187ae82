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


def _scorecard(row: Row, tables: Tables) -> Sentences:
    if bool(row["body"]) == bool(row["organisation"]):
        yield "A scorecard belongs to one body or to one organisation."


RULES: Final[dict[str, Rule]] = {
    "targets": _target,
    "scorecards": _scorecard,
}
