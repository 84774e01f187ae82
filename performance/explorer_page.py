"""The explorer: which indicators and areas are asked for, their figures, the chart and the rows of its files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from partnerships.models import Area, Person
from performance.derived import headline_area
from performance.enums import Absence, Measure
from performance.explorer import NARROW, Dot, Drawing, Panel, Series, draw
from performance.facts import UNITS
from performance.models import Indicator, IndicatorArea, Observation
from performance.periods import Period
from performance.rounding import with_unit

MOST = 4
"""Indicators and areas at once: more lines than that nobody tells apart."""
ROWS_SHOWN = 12
HEADER = (
    "Indicator",
    "Title",
    "Unit",
    "Area",
    "Period",
    "From",
    "Until",
    "Figure",
    "No figure because",
    "Provisional or final",
)


@dataclass(frozen=True, slots=True)
class PanelTable:
    """The last figures of one panel: area heads, and a row a period, newest first, with what each cell shows."""

    indicator: Indicator
    heads: list[str]
    rows: list[tuple[str, list[str]]]
    left_out: int


class ExplorerPage:
    """Up to four indicators and four areas. A fixed number of queries."""

    def __init__(self, viewer: Person | AnonymousUser, asked: Mapping[str, Sequence[str]]) -> None:
        self.viewer = viewer
        self.slugs = list(dict.fromkeys(slug for slug in asked.get("indicator", ()) if slug))[:MOST]
        self.area_slugs = list(dict.fromkeys(slug for slug in asked.get("area", ()) if slug))

    @cached_property
    def choices(self) -> list[Indicator]:
        """Every indicator with figures of its own, in the order of the lists."""
        return list(Indicator.objects.visible_to(self.viewer).filter(parts__isnull=True))

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those asked for, in the order in which they were asked for."""
        by_slug = {one.slug: one for one in self.choices}
        return [by_slug[slug] for slug in self.slugs if slug in by_slug]

    @property
    def slots(self) -> list[str]:
        """The slug chosen in each of the four boxes."""
        chosen = [one.slug for one in self.indicators]
        return chosen + [""] * (MOST - len(chosen))

    @cached_property
    def areas_offered(self) -> list[Area]:
        """The whole area first, then every area by which something is split."""
        headline = headline_area()
        ids = IndicatorArea.objects.values("area")
        return [headline, *Area.objects.filter(pk__in=ids).exclude(pk=headline.pk).order_by("name")]

    @cached_property
    def areas(self) -> list[Area]:
        """Those asked for, the whole area when none is."""
        asked = [area for area in self.areas_offered if area.slug in self.area_slugs][:MOST]
        return asked or self.areas_offered[:1]

    @cached_property
    def observations(self) -> dict[tuple[int, int], dict[Period, Observation]]:
        rows = Observation.objects.visible_to(self.viewer).newest_for(self.viewer)
        rows = rows.filter(indicator__in=self.indicators, area__in=self.areas).order_by("period_to")
        by_id = {one.pk: one for one in self.indicators}
        found: dict[tuple[int, int], dict[Period, Observation]] = defaultdict(dict)
        for row in rows:
            row.indicator = by_id[row.indicator_id]  # its exact figure needs the indicator
            found[row.indicator_id, row.area_id][row.period] = row
        return found

    @cached_property
    def panels(self) -> list[Panel]:
        return [self._panel(indicator) for indicator in self.indicators]

    @cached_property
    def drawing(self) -> Drawing | None:
        return draw(self.panels)

    @property
    def svg(self) -> str:
        """The chart as one SVG file that stands by itself; empty without figures."""
        return self._svg(self.drawing)

    @property
    def narrow_svg(self) -> str:
        """The same for a phone."""
        return self._svg(draw(self.panels, NARROW), key="narrow")

    def _svg(self, drawing: Drawing | None, key: str = "explorer") -> str:
        if drawing is None:
            return ""
        context = {"drawing": drawing, "description": self.description, "key": key}
        return render_to_string("performance/explorer_chart.html", context)

    @property
    def title(self) -> str:
        return ", ".join(one.code for one in self.indicators)

    @cached_property
    def description(self) -> str:
        """The chart in words, for whoever cannot see it."""
        ends = []
        for indicator in self.indicators:
            for area in self.areas:
                known = [
                    row for row in self.observations[indicator.pk, area.pk].values() if row.exact is not None
                ]
                if known:
                    ends.append(
                        f"{indicator.code}, {area.name}: {_shown(indicator, known[0])} in {known[0].period.label}, "
                        f"{_shown(indicator, known[-1])} in {known[-1].period.label}."
                    )
        return " ".join(ends)

    @property
    def silent(self) -> list[str]:
        """What was asked for and has no figure, in words."""
        return [
            f"{indicator.code} has no figure for {area.name}"
            for indicator in self.indicators
            for area in self.areas
            if not any(row.exact is not None for row in self.observations[indicator.pk, area.pk].values())
        ]

    @property
    def tables(self) -> list[PanelTable]:
        """The last figures of each indicator by period and area."""
        found = []
        for indicator in self.indicators:
            by_area = [self.observations[indicator.pk, area.pk] for area in self.areas]
            periods = sorted({period for rows in by_area for period in rows}, reverse=True)
            rows = [
                (period.label, [_shown(indicator, one.get(period)) for one in by_area])
                for period in periods[:ROWS_SHOWN]
            ]
            found.append(
                PanelTable(
                    indicator, [area.name for area in self.areas], rows, max(0, len(periods) - ROWS_SHOWN)
                )
            )
        return found

    @property
    def query(self) -> str:
        """What is asked for, as the end of an address."""
        return urlencode(
            [("indicator", one.slug) for one in self.indicators] + [("area", one.slug) for one in self.areas]
        )

    def file_rows(self) -> list[list[object]]:
        """Every figure of what is asked for, oldest first, with the unit and why one is missing."""
        return [
            [
                indicator.code, indicator.title, indicator.unit or UNITS.get(Measure(indicator.measure), ""), area.name,
                period.label, period.from_on, period.to_on, row.value,
                row.get_absence_display() if row.absence else "", "provisional" if row.is_provisional else "final",
            ]
            for indicator in self.indicators
            for area in self.areas
            for period, row in self.observations[indicator.pk, area.pk].items()
        ]  # fmt: skip

    def _panel(self, indicator: Indicator) -> Panel:
        series = [
            Series(
                area.name,
                tuple(
                    Dot(period, row.exact, str(row.definition_id or ""))
                    for period, row in self.observations[indicator.pk, area.pk].items()
                ),
            )
            for area in self.areas
        ]
        unit = indicator.unit or UNITS.get(Measure(indicator.measure), "")
        return Panel(f"{indicator.code} {indicator.title}", unit, tuple(series))


def _shown(indicator: Indicator, row: Observation | None) -> str:
    """A figure as a page prints it, or why there is none."""
    if row is None:
        return "no figure"
    if row.exact is None:
        return str(Absence(row.absence).label)
    figure = with_unit(row.exact, indicator.decimals, UNITS.get(Measure(indicator.measure), ""))
    return f"{figure}, provisional" if row.is_provisional else figure
