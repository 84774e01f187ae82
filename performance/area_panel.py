"""An indicator by area as its page shows it: small multiples, the gap, the latest of each, and how the whole is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from performance.answers import Figure
from performance.derived import derive
from performance.direction import Reading as Figured
from performance.direction import Travel, direction_of
from performance.enums import Combine, CountyRule, Frequency, Measure
from performance.facts import UNITS
from performance.models import Indicator, IndicatorArea, Observation
from performance.multiples import Gap, Little, Multiples, Reading, gap_between, gap_sentence, multiples
from performance.periods import Period
from performance.rounding import with_unit

PERIODS_DRAWN = 12


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area: its chart, its figure of the latest period or why there is none, its direction of travel, and its weight."""

    name: str
    chart: Little
    figure: str
    absence: str
    travel: Travel | None
    weight: str


class AreaPanel:
    """The figures of an indicator's areas; ``observations`` are the latest revisions of all of them, with their areas."""

    def __init__(
        self, indicator: Indicator, splits: Sequence[IndicatorArea], observations: Sequence[Observation]
    ) -> None:
        self.indicator, self.splits = indicator, splits
        self.by_area: dict[int, dict[Period, Observation]] = {split.area_id: {} for split in splits}
        for row in observations:
            row.indicator = indicator  # its exact figure needs the indicator
            if row.area_id in self.by_area:
                self.by_area[row.area_id][row.period] = row
        self.unit = UNITS.get(Measure(indicator.measure), "")

    @cached_property
    def latest(self) -> Period | None:
        """The newest period with a row of any area."""
        return max((period for rows in self.by_area.values() for period in rows), default=None)

    @cached_property
    def periods(self) -> list[Period]:
        """The periods drawn, oldest first: up to twelve, gaps included."""
        if self.latest is None:
            return []
        first = min(period for rows in self.by_area.values() for period in rows if rows)
        found, frequency = [self.latest], Frequency(self.indicator.frequency)
        while len(found) < PERIODS_DRAWN and found[0].from_on > first.from_on:
            found.insert(0, found[0].previous(frequency))
        return found

    @cached_property
    def drawing(self) -> Multiples | None:
        """The areas' charts on one scale, in the order of the splits."""
        return multiples([[self._reading(split, period) for period in self.periods] for split in self.splits])

    @cached_property
    def lines(self) -> list[AreaLine]:
        """One line an area, in the order of their names."""
        if self.drawing is None or self.latest is None:
            return []
        found = []
        for split, chart in zip(self.splits, self.drawing.charts, strict=True):
            row = self.by_area[split.area_id].get(self.latest)
            exact = None if row is None else row.exact
            found.append(
                AreaLine(
                    name=split.area.name,
                    chart=chart,
                    figure="" if exact is None else self.shown(exact),
                    absence="late" if row is None else row.absence,
                    travel=self._travel(split),
                    weight=f"{split.weight.normalize():f}" if self.is_weighted else "",
                )
            )
        return found

    @cached_property
    def gap(self) -> Gap | None:
        """Best and worst of the latest period."""
        if self.latest is None:
            return None
        figures = [(split.area.name, self._reading(split, self.latest).value) for split in self.splits]
        return gap_between(
            figures, polarity=self.indicator.polarity, is_count=self.indicator.county_rule == CountyRule.SUM
        )

    @property
    def gap_words(self) -> str:
        """The gap as a sentence; empty where two figures are not known."""
        if self.gap is None or self.latest is None:
            return ""
        return gap_sentence(
            self.gap, period=self.latest.label, decimals=self.indicator.decimals, unit=self.unit
        )

    @property
    def is_weighted(self) -> bool:
        return self.indicator.county_rule == CountyRule.WEIGHTED_MEAN

    @property
    def whole_words(self) -> str:
        """How the whole area's figure of the latest period is made of the parts; empty where it is entered."""
        if not self.indicator.is_derived or self.latest is None:
            return ""
        figures = {
            area: Figure(
                value=row.value, numerator=row.numerator, denominator=row.denominator, absence=row.absence
            )
            for area, rows in self.by_area.items()
            if (row := rows.get(self.latest)) is not None
        }
        return derive(self.indicator, figures).working

    @property
    def scale_words(self) -> str:
        """The scale that all charts share."""
        if self.drawing is None:
            return ""
        span = f"{self.periods[0].label} to {self.periods[-1].label}"
        return f"All on one scale, {self.shown(self.drawing.low)} to {self.shown(self.drawing.high)}, {span}."

    def shown(self, value: Fraction) -> str:
        return with_unit(value, self.indicator.decimals, self.unit)

    def _reading(self, split: IndicatorArea, period: Period) -> Reading:
        row = self.by_area[split.area_id].get(period)
        return Reading(None) if row is None else Reading(row.exact, str(row.definition_id or ""))

    def _travel(self, split: IndicatorArea) -> Travel | None:
        """Direction of travel by the rule that judges the whole; a sum to date is compared period by period, a year apart."""
        rows = self.by_area[split.area_id]
        readings = [
            Figured(period, row.exact, str(row.definition_id or ""))
            for period, row in rows.items()
            if row.exact is not None
        ]
        latest = next((one for one in readings if one.period == self.latest), None)
        if latest is None:
            return None
        return direction_of(
            latest,
            [one for one in readings if one is not latest],
            polarity=self.indicator.polarity,
            decimals=self.indicator.decimals,
            unit=self.unit,
            seasonal=self.indicator.is_seasonal or self.indicator.combine == Combine.SUM_TO_DATE,
            combine=Combine.POINT,
        )
