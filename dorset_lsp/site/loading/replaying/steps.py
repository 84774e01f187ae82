"""What happened, as steps that can be put in the order of their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from dorset_lsp.site.loading.rows import Row


class Turn(IntEnum):
    """Who comes first on one day."""

    MEMBERSHIP_ENDS = 1
    MEMBERSHIP_BEGINS = 2
    ROUND_IS_PLANNED = 3
    ROUND_OPENS = 4
    OWNERS_ARE_REMINDED = 5
    RETURN_MOVES = 6
    ROUND_IS_PUBLISHED = 7
    ROUND_IS_CORRECTED = 8
    ACTION_IS_RAISED = 9
    ACTION_IS_AGREED = 10
    ACTION_IS_NOTED = 11
    ACTION_ENDS = 12


@dataclass(frozen=True, order=True)
class Step:
    """One thing that happened: its day, its turn on that day, the row that tells it, and how to do it again."""

    on: date
    turn: Turn
    number: int = field(init=False)
    row: Row = field(compare=False)
    do: Callable[[Row], None] = field(compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", self.row.number)
