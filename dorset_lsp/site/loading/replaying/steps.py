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
    INTEREST_IS_DECLARED = 3
    TRAINING_IS_NOTED = 4
    ROUND_IS_PLANNED = 5
    ROUND_OPENS = 6
    OWNERS_ARE_REMINDED = 7
    RETURN_MOVES = 8
    ROUND_IS_PUBLISHED = 9
    MEETING_IS_SCHEDULED = 10
    PAPER_IS_ADDED = 11
    MEETING_IS_CANCELLED = 12
    MEETING_IS_HELD = 13
    ACTION_IS_RAISED = 14
    ACTION_IS_AGREED = 15
    ACTION_IS_NOTED = 16
    ACTION_ENDS = 17
    MINUTES_ARE_DRAFTED = 18
    MINUTES_ARE_AGREED = 19


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
