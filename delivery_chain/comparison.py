"""How far the groups of a review agree on a stage, and what may be proposed. Pure; any number of groups.

Those who know are compared with each other. That somebody does not know is said beside it and never counted as a
colour; where nobody knows there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from delivery_chain.enums import KNOWN, Rating


class Spread(StrEnum):
    """How far apart those are who know."""

    AGREE = "agree"
    DIFFER_BY_ONE = "differ_by_one"
    DIFFER_BY_TWO = "differ_by_two"
    NOBODY_KNOWS = "nobody_knows"


BY_STEPS: Final = (Spread.AGREE, Spread.DIFFER_BY_ONE, Spread.DIFFER_BY_TWO)
STEP: Final = {rating: step for step, rating in enumerate(KNOWN)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The groups' ratings of one stage, in the groups' order, seen together."""

    values: tuple[str, ...]

    @property
    def known(self) -> tuple[int, ...]:
        """The steps of those who know: 0 red, 1 amber, 2 green."""
        return tuple(STEP[Rating(value)] for value in self.values if value != Rating.DONT_KNOW)

    @property
    def unknowing(self) -> int:
        """How many do not know."""
        return len(self.values) - len(self.known)

    @property
    def spread(self) -> Spread:
        """How far apart those are who know: red against green is two."""
        return BY_STEPS[max(self.known) - min(self.known)] if self.known else Spread.NOBODY_KNOWS

    @property
    def someone_does_not_know(self) -> bool:
        """Whether some know and some do not."""
        return bool(self.known) and self.unknowing > 0

    @property
    def proposal(self) -> str:
        """What all say, where all know and say the same; else nothing, and people decide."""
        all_agree = self.spread == Spread.AGREE and self.unknowing == 0
        return self.values[0] if all_agree else ""

    @property
    def mark(self) -> str:
        """The mark to draw. One who does not know is shown where the others do not differ."""
        if self.someone_does_not_know and self.spread == Spread.AGREE:
            return "someone_does_not_know"
        return self.spread.value

    @property
    def words(self) -> str:
        """The comparison in words."""
        told = {
            Spread.AGREE: "Agree",
            Spread.DIFFER_BY_ONE: "Differ by one",
            Spread.DIFFER_BY_TWO: "Differ by two",
            Spread.NOBODY_KNOWS: "Nobody knows",
        }[self.spread]
        if not self.someone_does_not_know:
            return told
        unknowing = "one does not know" if self.unknowing == 1 else f"{self.unknowing} do not know"
        if len(self.known) == 1 or self.spread == Spread.AGREE:
            return unknowing.capitalize()
        return f"{told}; {unknowing}"

    @property
    def weakness(self) -> tuple[int, int]:
        """Sorts the weakest first: the mean step of those who know (in hundredths), then how many do not know."""
        mean = sum(self.known) * 100 // len(self.known) if self.known else -1
        return mean, -self.unknowing

    @property
    def disagreement(self) -> tuple[int, int]:
        """Sorts the widest apart first, then where more do not know."""
        steps = max(self.known) - min(self.known) if self.known else 0
        return -steps, -self.unknowing


def compared(values: Sequence[str]) -> Comparison:
    """Compare ratings. ValueError for none."""
    if not values:
        raise ValueError("There is nothing to compare.")
    return Comparison(tuple(values))


def by_weakness(stages: Mapping[int, Comparison]) -> list[int]:
    """The numbers of stages, the weakest first; equal ones in their order."""
    return sorted(stages, key=lambda number: (stages[number].weakness, number))


def by_disagreement(stages: Mapping[int, Comparison]) -> list[int]:
    """The numbers of stages, those on which groups differ most first; equal ones in their order."""
    return sorted(stages, key=lambda number: (stages[number].disagreement, number))
