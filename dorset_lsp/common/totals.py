"""Running totals: what a parent has given out already, kept on its own row so that it can never be given twice.

The total moves by one conditional UPDATE, which only takes place while there is room: of two who would together go
over, the second is refused on any database. A CHECK on the table says the same once more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, Q

from dorset_lsp.common.changes import Refused


def add(parent: Any, total: str, amount: int, *, room: Q, otherwise: Callable[[Any], str]) -> None:
    """Move a total of the parent by an amount, up or down, while ``room`` holds of its row.

    Raises Refused when there is none, with the sentence that ``otherwise`` makes of the row as it is now.
    """
    rows = type(parent)._base_manager.filter(room, pk=parent.pk)
    moved = rows.update(**{total: F(total) + amount})
    parent.refresh_from_db(fields=[field.attname for field in parent._meta.concrete_fields])
    if not moved:
        raise Refused(otherwise(parent))
