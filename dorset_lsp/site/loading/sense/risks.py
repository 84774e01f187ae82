"""Whether a risk can be as told."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from partnerships.risk_scale import MOST, SCALE

_MARKS: Final = ("likelihood_before", "impact_before", "likelihood", "impact")


def _marks(row: Row, tables: Tables) -> Sentences:
    if any(row[name] is not None and row[name] not in SCALE for name in _MARKS):
        yield "Likelihood and impact go from 1 to 5."


def _risk(row: Row, tables: Tables) -> Sentences:
    yield from _marks(row, tables)
    if len({bool(row[name]) for name in ("closed", "closed_by", "close_reason")}) > 1:
        yield "“closed”, “closed_by” and “close_reason” are filled together."


def _appetite(row: Row, tables: Tables) -> Sentences:
    if row["score"] is not None and not 1 <= row["score"] <= MOST:
        yield f"A score goes from 1 to {MOST}."


RULES: Final[dict[str, Rule]] = {"appetites": _appetite, "risks": _risk, "risk_assessments": _marks}
