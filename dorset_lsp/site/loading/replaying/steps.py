"""What happened, as steps that can be put in the order of their days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, auto

from dorset_lsp.site.loading.rows import Row


class Turn(IntEnum):
    """Who comes first on one day."""

    MEMBERSHIP_ENDS = auto()
    MEMBERSHIP_BEGINS = auto()
    INTEREST_IS_DECLARED = auto()
    TRAINING_IS_NOTED = auto()
    TARGETS_ARE_PROPOSED = auto()
    TARGETS_ARE_DECIDED = auto()
    ROUND_IS_PLANNED = auto()
    ROUND_OPENS = auto()
    OWNERS_ARE_REMINDED = auto()
    RETURN_MOVES = auto()
    ROUND_IS_PUBLISHED = auto()
    ROUND_IS_CORRECTED = auto()
    CHART_IS_REBASED = auto()
    MEASURE_IS_ADDED = auto()
    FIGURE_IS_WRITTEN_DOWN = auto()
    MEASURE_IS_SHARED = auto()
    INDICATOR_IS_PUT_ON = auto()
    MEETING_IS_SCHEDULED = auto()
    PAPER_IS_ADDED = auto()
    MEETING_IS_CANCELLED = auto()
    MEETING_IS_HELD = auto()
    REVIEW_IS_SET_UP = auto()
    GROUP_IS_FORMED = auto()
    REVIEW_OPENS = auto()
    SHEET_COMES_IN = auto()
    GROUP_IS_LEFT_OUT = auto()
    STAGE_IS_SETTLED = auto()
    DISSENT_IS_KEPT = auto()
    REVIEW_IS_AGREED = auto()
    REVIEW_IS_PLANNED = auto()
    MAP_IS_DRAWN = auto()
    MONEY_IS_ALLOCATED = auto()
    PROJECT_IS_BEGUN = auto()
    PROJECT_IS_APPLIED_FOR = auto()
    PROJECT_IS_DECIDED = auto()
    PROJECT_IS_ACCEPTED = auto()
    CLAIM_IS_MADE = auto()
    CLAIM_IS_SETTLED = auto()
    PROJECT_ENDS = auto()
    RISK_IS_RAISED = auto()
    RISK_IS_ASSESSED = auto()
    RISK_IS_CLOSED = auto()
    FINDING_IS_RAISED = auto()
    FINDING_IS_CONSIDERED = auto()
    FINDING_IS_SETTLED = auto()
    FINDING_IS_ANSWERED = auto()
    PRACTICE_IS_SHARED = auto()
    PRACTICE_IS_COPIED = auto()
    BENEFIT_MOVES = auto()
    ACTION_IS_RAISED = auto()
    ACTION_IS_AGREED = auto()
    ACTION_IS_NOTED = auto()
    ACTION_ENDS = auto()
    TOPIC_IS_SUGGESTED = auto()
    TOPIC_IS_DECIDED = auto()
    REVIEW_IS_PROPOSED = auto()
    REVIEW_IS_SET_OUT = auto()
    REVIEW_IS_SCOPED = auto()
    REVIEW_GATHERS = auto()
    EVIDENCE_IS_TAKEN = auto()
    FINDING_IS_WRITTEN = auto()
    REVIEW_IS_DRAFTED = auto()
    RECOMMENDATION_IS_WRITTEN = auto()
    ADDRESSEE_IS_NAMED = auto()
    ASK_IS_ADDRESSED = auto()
    REVIEW_IS_APPROVED = auto()
    REVIEW_IS_ISSUED = auto()
    REPORT_IS_ADOPTED = auto()
    REPORT_IS_RECEIVED = auto()
    ASK_IS_ANSWERED = auto()
    ANSWER_IS_PUBLISHED = auto()
    REVIEW_IS_MONITORED = auto()
    ACTION_IS_ATTACHED = auto()
    PROGRESS_IS_CLAIMED = auto()
    CLAIM_IS_DECIDED = auto()
    ASK_IS_CLOSED = auto()
    OUTCOME_IS_JUDGED = auto()
    QUESTION_IS_ASKED = auto()
    QUESTION_IS_ANSWERED = auto()
    QUESTION_IS_SETTLED = auto()
    MINUTES_ARE_DRAFTED = auto()
    MINUTES_ARE_AGREED = auto()
    REVIEW_CLOSES = auto()


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
