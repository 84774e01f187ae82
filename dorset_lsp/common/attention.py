"""What needs attention: one thing as any app offers it, and the one rule by which things of all apps are ranked.

The rule is pure. First the grade, as ``Grade`` lists them; within a grade what weighs most; and then, so that two
things never change places from one day to the next, the title and the record itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from dorset_lsp.common.references import Reference


class Grade(IntEnum):
    """How pressing a thing is, first to last. A number is a place in the order and nothing else."""

    GETTING_WORSE = 1
    SIGNAL = 2
    RED_STAGE = 3
    LATE_ANSWER = 4
    OFF_TARGET = 5
    LATE_ACTION = 6
    UNSPENT = 7
    SEAT = 8
    RISK = 9
    NO_FIGURE = 10
    JUST_OFF = 11
    SLIPPING = 12


WORDS: Final = {
    Grade.GETTING_WORSE: "Off target and getting worse, or outside its usual range",
    Grade.SIGNAL: "Not off target, but outside its usual range in the wrong direction (twelve points or more)",
    Grade.RED_STAGE: "A stage of a delivery chain that is red, or that nobody knows, with nothing done about it",
    Grade.LATE_ANSWER: "Late to scrutiny",
    Grade.OFF_TARGET: "Off target",
    Grade.LATE_ACTION: "An action more than 30 days late",
    Grade.UNSPENT: "Money of a year that is over and was not claimed",
    Grade.SEAT: "Seats that are empty, and terms that end within 90 days",
    Grade.RISK: "A risk above what the partnership bears",
    Grade.NO_FIGURE: "No figure where one is due",
    Grade.JUST_OFF: "Just off target and getting worse",
    Grade.SLIPPING: "On target but getting worse",
}
"""What each grade means, as the page explains its ranking."""

STOPS_BELOW_THE_TOP: Final = frozenset({Grade.JUST_OFF, Grade.SLIPPING})
"""What the executive layer sees to by itself. All else travels up to the strategic one."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done about a thing already: an action with its lead and its day."""

    title: str
    url: str
    lead: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that needs attention, explained in one sentence, with the question that it raises.

    ``weight`` orders things of one grade, the larger first: rounds off target, days late, pounds, a score. ``marks``
    are codes of marks, the status first. ``body_id`` is the group that answers for it; None for the whole partnership.
    """

    grade: Grade
    weight: int
    title: str
    url: str
    sentence: str
    question: str
    about: Reference
    marks: tuple[str, ...] = ()
    note: str = ""
    detail: str = ""
    body_id: int | None = None
    steps: tuple[Step, ...] = ()
    act_url: str = ""

    @property
    def is_for_the_top(self) -> bool:
        """Whether it travels up to the strategic layer."""
        return self.grade not in STOPS_BELOW_THE_TOP


def place(concern: Concern) -> tuple[int, int, str, str, int]:
    """Where a thing stands: smaller is earlier. Two things about different records never share a place."""
    return concern.grade, -concern.weight, concern.title, concern.about.kind, concern.about.id


def ranked(concerns: Iterable[Concern]) -> list[Concern]:
    """The things in their order, whichever app offered them first."""
    return sorted(concerns, key=place)
