"""Whether money can have gone as told. Whether the sums allow it, the changes say."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences


def _project(row: Row, tables: Tables) -> Sentences:
    for names in (("applied", "applied_by"), ("decided", "decided_by", "decided_as", "decision")):
        if len({bool(row[name]) for name in names}) > 1:
            yield f"{', '.join(f'“{name}”' for name in names)} are filled together."
    if (row["decided_as"] == "offered") != bool(row["offered"] and row["claim_by"] and row["report_due"]):
        yield "An offer has its sum and its two days (“offered”, “claim_by”, “report_due”), and nothing else has."
    if bool(row["withdrawn"]) != bool(row["withdraw_reason"]):
        yield "“withdrawn” and “withdraw_reason” are filled together."
    if bool(row["finished"]) != bool(row["what_changed"]):
        yield "A project is finished by saying “what_changed”."


def _claim(row: Row, tables: Tables) -> Sentences:
    if len({bool(row[name]) for name in ("settled", "settled_by", "settled_as")}) > 1:
        yield "“settled”, “settled_by” and “settled_as” are filled together."
    if row["settled_as"] == "refused" and not row["reason"]:
        yield "A claim is refused with a reason."


RULES: Final[dict[str, Rule]] = {"projects": _project, "claims": _claim}
