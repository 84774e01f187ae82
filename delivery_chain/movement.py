"""How an agreed rating moved since the round before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from delivery_chain.comparison import STEP
from delivery_chain.enums import Rating


class Movement(StrEnum):
    """Better or worse between those who know; to learn and to unlearn are neither."""

    FIRST = "first"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    NOW_KNOWN = "now_known"
    NOW_UNKNOWN = "now_unknown"


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement, with what the rating was before ("" in the first round)."""

    movement: Movement
    before: str

    @property
    def words(self) -> str:
        """As a cell says it: "better", "was don't know"."""
        if self.movement in (Movement.NOW_KNOWN, Movement.NOW_UNKNOWN):
            return f"was {Rating(self.before).label}"
        return self.movement.value


def movement(before: str, after: str) -> Moved:
    """How ``after`` stands to the agreed rating of the round before, "" for none."""
    if not before:
        return Moved(Movement.FIRST, "")
    if before == after:
        return Moved(Movement.SAME, before)
    if before == Rating.DONT_KNOW:
        return Moved(Movement.NOW_KNOWN, before)
    if after == Rating.DONT_KNOW:
        return Moved(Movement.NOW_UNKNOWN, before)
    is_better = STEP[Rating(after)] > STEP[Rating(before)]
    return Moved(Movement.BETTER if is_better else Movement.WORSE, before)
