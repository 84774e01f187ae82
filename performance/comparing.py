"""Figures of other areas beside the partnership's own: each with its source and its period, and how far they are apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from performance.enums import Combine, Measure, Polarity
from performance.facts import UNITS
from performance.models import ComparisonFigure, Indicator, Observation
from performance.periods import Period
from performance.rounding import rounded, with_unit

WIDTH: Final = 360
LEFT: Final = 14
RIGHT: Final = 346
LINE: Final = 44
"""Height of one line of the drawing: the words stand above the scale."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of another area: as printed, with ours for that time, how far ours is from it, and where it is from."""

    area: str
    about: str
    label: str
    figure: str
    ours: str
    ours_label: str
    words: str
    source: str
    note: str
    is_illustrative: bool
    is_same_period: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One mark of the drawing, in its units; ours is a filled diamond, theirs a ring."""

    x: float
    y: int
    words: str
    is_ours: bool


class Comparison:
    """An indicator beside other areas. ``ours`` are the latest revisions for the whole area, ``figures`` those of others."""

    def __init__(
        self,
        indicator: Indicator,
        ours: Sequence[Observation],
        figures: Sequence[ComparisonFigure],
        place: str,
    ) -> None:
        self.indicator, self.figures, self.place = indicator, figures, place
        self.unit = UNITS.get(Measure(indicator.measure), "")
        self.ours = [row for row in ours if row.value is not None]
        for row in self.ours:
            row.indicator = indicator  # its exact figure needs the indicator

    @property
    def rows(self) -> list[Compared]:
        """Every figure of the others, an area after the other, newest first."""
        return [self._row(one) for one in self.figures]

    @property
    def latest(self) -> list[ComparisonFigure]:
        """The newest figure of each area, in the order of the areas."""
        found: dict[int, ComparisonFigure] = {}
        for one in self.figures:
            if one.area_id not in found or one.to_on > found[one.area_id].to_on:
                found[one.area_id] = one
        return list(found.values())

    @property
    def dots(self) -> list[Dot]:
        """The newest figure of ours and of each area on one scale, a line each. Empty without one of ours."""
        if not self.ours or not self.figures:
            return []
        mine = max(self.ours, key=lambda row: row.period)
        marks = [(self.place, mine.period.label, mine.exact or Fraction(0), True)]
        marks += [(one.area.name, one.label, Fraction(one.value), False) for one in self.latest]
        low, high = min(value for _, _, value, _ in marks), max(value for _, _, value, _ in marks)
        return [
            Dot(
                _across(value, low, high),
                LINE * number + LINE - 10,
                f"{name}, {label}: {self._shown(value)}",
                is_ours,
            )
            for number, (name, label, value, is_ours) in enumerate(marks)
        ]

    @property
    def height(self) -> int:
        return LINE * len(self.dots)

    @property
    def description(self) -> str:
        """The drawing in words, for whoever hears it."""
        return "; ".join(dot.words for dot in self.dots)

    def _row(self, one: ComparisonFigure) -> Compared:
        mine = self._mine(Period(one.from_on, one.to_on))
        exact = mine.exact if mine else None
        return Compared(
            area=one.area.name,
            about=one.area.about,
            label=one.label,
            figure=self._shown(Fraction(one.value)),
            ours="" if exact is None else self._shown(exact),
            ours_label=mine.period.label if mine else "",
            words="" if exact is None else self._apart(exact - Fraction(one.value)),
            source=one.source,
            note=one.note,
            is_illustrative=one.is_illustrative,
            is_same_period=mine is not None and mine.period == Period(one.from_on, one.to_on),
        )

    def _mine(self, theirs: Period) -> Observation | None:
        """Ours of the same period, else the last of as long a period that had ended by the end of theirs.

        A figure that is a total of its period is never set beside one of a longer or shorter period.
        """
        known = [row for row in self.ours if row.period.to_on <= theirs.to_on]
        same = next((row for row in known if row.period == theirs), None)
        if same is not None:
            return same
        if self.indicator.combine == Combine.SUM_TO_DATE or self.indicator.measure == Measure.COUNT:
            known = [row for row in known if row.period.months == theirs.months]
        return max(known, key=lambda row: row.period, default=None)

    def _apart(self, difference: Fraction) -> str:
        """How far ours is from theirs, in words; whether that is better is said where it can be."""
        places = self.indicator.decimals
        if not rounded(difference, places):
            return "the same, as printed"
        size = with_unit(abs(difference), places, "" if self.unit == "%" else self.unit)
        way = "above" if difference > 0 else "below"
        words = f"{size} points {way}" if self.unit == "%" else f"{size} {way}"
        if self.indicator.measure == Measure.COUNT or self.indicator.polarity not in (
            Polarity.HIGHER,
            Polarity.LOWER,
        ):
            return words
        is_better = (difference > 0) == (self.indicator.polarity == Polarity.HIGHER)
        return f"{words}, {'better' if is_better else 'worse'}"

    def _shown(self, value: Fraction) -> str:
        return with_unit(value, self.indicator.decimals, self.unit)


def _across(value: Fraction, low: Fraction, high: Fraction) -> float:
    if low == high:
        return (LEFT + RIGHT) / 2
    return round(LEFT + float((value - low) / (high - low)) * (RIGHT - LEFT), 1)
