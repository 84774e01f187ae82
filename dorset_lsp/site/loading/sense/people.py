"""Whether terms in the bodies make sense."""

from __future__ import annotations

from typing import Final

from dorset_lsp.site.loading.rows import Row, Tables
from dorset_lsp.site.loading.sense.rule import Rule, Sentences
from partnerships.enums import SEATED_ROLES


def _membership(row: Row, tables: Tables) -> Sentences:
    if (row["role"] in SEATED_ROLES) != (row["seat"] is not None):
        yield "A chair, vice chair or member sits in a seat; everybody else stands beside the seats."
    if row["end_reason"] and row["to"] is None:
        yield "It gives a reason for an end, but no “to”."


RULES: Final[dict[str, Rule]] = {
    "memberships": _membership,
}
