"""Where a control chart may start afresh, and what its segments came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from performance.assessment import Published
from performance.facts import Case, cases_of
from performance.models import Indicator
from performance.periods import Period
from performance.spc import POINTS_NEEDED, Chart


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment of a chart as a table tells it: its usual range, what was screened out of it, and why it began."""

    label: str
    points: int
    mean: str
    lower: str
    upper: str
    moving_range: str
    screened: int
    moves: int
    reason: str


def charted(case: Case) -> list[Published]:
    """The figures that make the points of a chart, oldest first."""
    known = [one for one in case.series if one.figure(case.indicator).value is not None]
    return sorted(known, key=lambda one: one.period)


def starts_of(indicator: Indicator, *, on: date) -> list[Period]:
    """The periods at which the chart could start afresh: those with a figure at which no segment starts yet."""
    case = cases_of([indicator], on=on)[indicator.pk]
    known = charted(case)
    if not known:
        return []
    chart = case.assess(known[-1].period, on=on).chart
    taken = {segment.start for segment in chart.segments}
    return [one.period for place, one in enumerate(known) if place not in taken]


def reasons_of(
    known: Sequence[Published], chart: Chart, definitions: Mapping[str, str], rebases: Mapping[date, str]
) -> dict[int, str]:
    """Why each segment after the first began, by its number: a change of definition there, else the rebase with its reason.

    ``definitions`` holds the reason of each version by its number; ``rebases`` each reason by the day from which it counts.
    """
    found = {}
    for number, (before, segment) in enumerate(pairwise(chart.segments), start=1):
        one, earlier = known[segment.start], known[before.start + before.count - 1]
        since = [
            reason
            for day, reason in sorted(rebases.items())
            if earlier.period.from_on < day <= one.period.from_on
        ]
        if one.definition != earlier.definition:
            found[number] = definitions.get(one.definition) or f"definition {one.definition}"
        elif since:
            found[number] = since[-1]
    return found


def segment_rows(
    case: Case, known: Sequence[Published], chart: Chart, reasons: Mapping[int, str]
) -> list[SegmentRow]:
    """Each segment with its figures as a page prints them, oldest first. Limits are given from twelve points on."""
    shown = case.indicator.shown
    rows = []
    for number, segment in enumerate(chart.segments):
        periods = [one.period.label for one in known[segment.start : segment.start + segment.count]]
        exactly, enough = segment.exactly, segment.count >= POINTS_NEEDED
        rows.append(
            SegmentRow(
                label=periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}",
                points=segment.count,
                mean=shown(exactly.mean) if enough else "",
                lower=shown(exactly.lower) if enough else "",
                upper=shown(exactly.upper) if enough else "",
                moving_range=shown(exactly.moving_range) if enough else "",
                screened=segment.screened if enough else 0,
                moves=segment.count - 1,
                reason=reasons.get(number, ""),
            )
        )
    return rows
