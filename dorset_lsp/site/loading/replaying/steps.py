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
    ACTION_IS_RAISED = 8
    ACTION_IS_AGREED = 9
    ACTION_IS_NOTED = 10
    ACTION_ENDS = 11
    TOPIC_IS_SUGGESTED = 12
    TOPIC_IS_DECIDED = 13
    REVIEW_IS_PROPOSED = 14
    REVIEW_IS_SET_OUT = 15
    REVIEW_IS_SCOPED = 16
    REVIEW_GATHERS = 17
    EVIDENCE_IS_TAKEN = 18
    FINDING_IS_WRITTEN = 19
    REVIEW_IS_DRAFTED = 20
    RECOMMENDATION_IS_WRITTEN = 21
    ADDRESSEE_IS_NAMED = 22
    ASK_IS_ADDRESSED = 23
    REVIEW_IS_APPROVED = 24
    REVIEW_IS_ISSUED = 25
    REPORT_IS_ADOPTED = 26
    REPORT_IS_RECEIVED = 27
    ASK_IS_ANSWERED = 28
    ANSWER_IS_PUBLISHED = 29
    REVIEW_IS_MONITORED = 30
    PROGRESS_IS_CLAIMED = 31
    CLAIM_IS_DECIDED = 32
    ASK_IS_CLOSED = 33
    OUTCOME_IS_JUDGED = 34
    ACTION_IS_ATTACHED = 38
    QUESTION_IS_ASKED = 35
    QUESTION_IS_ANSWERED = 36
    QUESTION_IS_SETTLED = 37


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
