"""Everything that a page says about one indicator in one period, put together from the rules.

The rules themselves are in ``status``, ``milestones``, ``direction``, ``spc``, ``combining`` and ``sentences``; this
module only asks them in turn. It knows no database: publishing stores what it returns, and it can always be asked
again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from performance import spc
from performance.combining import Combined, ratio, to_date, year_to_date
from performance.direction import Arrow, Reading, Travel, direction_of
from performance.enums import (
    COLOURS,
    Absence,
    Assurance,
    Combine,
    Direction,
    Frequency,
    Judgement,
    PointLabel,
    Polarity,
    Status,
    TargetState,
)
from performance.milestones import AgreedPoint, Milestone, milestone_for, step_for
from performance.periods import MONTHS, YEAR, Period, available_on
from performance.rounding import TIMES, Number, exact, shown, with_unit
from performance.sentences import Facts, sentence
from performance.signals import assurance_words, variation_words
from performance.sparkline import Sparkline, sparkline
from performance.status import DEFAULT_TOLERANCE, Line, Tolerance, shown_equal_but_misses, status_of
from performance.status import Judgement as StatusJudgement

SPARKLINE_PERIODS: Final = 12

_MARKS: Final[dict[tuple[str, str | None], str]] = {
    (Status.NO_DATA, Absence.LATE): "no_data_late",
    (Status.NO_DATA, Absence.SUPPRESSED): "suppressed",
    (Status.NO_DATA, Absence.WITHDRAWN): "withdrawn",
    (Status.NO_TARGET, TargetState.PLACEHOLDER): "no_target_placeholder",
    (Status.NO_TARGET, TargetState.DEFERRED): "no_target_deferred",
}


@dataclass(frozen=True)
class IndicatorFacts:
    """What the rules need to know of an indicator.

    ``per`` turns a ratio into the unit (100 for a percentage). ``profile`` is the cumulative share of the year, in
    per cent, of a sum to date. ``rebase_on`` holds dates from which the XmR chart starts a new segment; a change of
    definition starts one anyway. ``is_count`` says "or fewer" of a milestone instead of "or less".
    """

    polarity: str
    frequency: str
    combine: str = Combine.POINT
    decimals: int = 0
    unit: str = ""
    seasonal: bool = False
    lag_days: int = 0
    tolerance: Tolerance = DEFAULT_TOLERANCE
    per: Number = 1
    profile: tuple[Number, ...] = ()
    rebase_on: tuple[date, ...] = ()
    screen_outliers: bool = True
    is_count: bool = False

    def shown(self, value: Fraction | None) -> str:
        return "" if value is None else with_unit(value, self.decimals, self.unit)


@dataclass(frozen=True)
class TargetFacts:
    """The target's state with its agreed points, the baseline among them. State None: nobody ever set one."""

    state: str | None = None
    points: tuple[AgreedPoint, ...] = ()
    note: str = ""
    until: str = ""


@dataclass(frozen=True)
class Published:
    """One published observation: the period's own figure, or numerator and denominator, or why there is none."""

    period: Period
    value: Number | None = None
    absence: str | None = None
    reason: str = ""
    definition: str = ""
    numerator: Number | None = None
    denominator: Number | None = None

    def __post_init__(self) -> None:
        if self.absence is not None and (self.value, self.numerator, self.denominator) != (None, None, None):
            raise ValueError("A figure is a number or a reason for none, not both.")

    def figure(self, indicator: IndicatorFacts) -> Combined:
        """The period's own figure in the indicator's unit, exactly, with its working."""
        if self.numerator is not None and self.denominator is not None:
            return ratio(self.numerator, self.denominator, per=indicator.per, decimals=indicator.decimals)
        value = None if self.value is None else exact(self.value)
        return Combined(value, "", None if self.absence is None else Absence(self.absence))


@dataclass(frozen=True)
class LastPublished:
    """The latest earlier figure, shown while this period's is not due."""

    period: Period
    value: Fraction
    shown: str
    status: Status


@dataclass(frozen=True)
class Assessment:
    """All of it. Figures are exact; those named ``shown_`` are as a page prints them, empty when there is none.

    ``value`` is the judged figure (to date, for a sum to date), ``own_value`` the period's own. ``mark`` is the code
    of the mark to draw. ``variation``, ``assurance``, ``signal`` and ``limits`` are None, and their words empty, until
    there are points enough; ``signal_side`` is 1 for a signal upwards and -1 for one downwards.
    """

    period: Period
    status: Status
    mark: str
    sentence: str
    brief_sentence: str
    working: tuple[Line, ...]
    absence: Absence | None
    reason: str
    value: Fraction | None
    shown_value: str
    own_value: Fraction | None
    shown_own_value: str
    milestone: Fraction | None
    milestone_high: Fraction | None
    shown_milestone: str
    gap: Fraction | None
    tolerance: Fraction | None
    hidden_miss: tuple[str, str] | None
    streak: int
    travel: Travel
    chart: spc.Chart
    variation: Judgement | None
    assurance: Assurance | None
    signal: PointLabel | None
    signal_side: int
    variation_words: str
    assurance_words: str
    limits: Line | None
    sparkline: Sparkline
    last: LastPublished | None
    next_due: date | None = field(default=None)

    @property
    def direction(self) -> Direction:
        return self.travel.direction

    @property
    def arrow(self) -> Arrow:
        return self.travel.arrow

    @property
    def direction_working(self) -> tuple[Line, ...]:
        return self.travel.working

    @property
    def points(self) -> int:
        """Points in the XmR chart's last segment: the n of "n of 12 points"."""
        return self.chart.last_count

    @property
    def needs_commentary(self) -> bool:
        """Whether the owner must say why, and what will be done."""
        return self.status in (Status.RED, Status.AMBER) or self.direction == Direction.WORSENING


def assess(
    indicator: IndicatorFacts,
    target: TargetFacts,
    series: Sequence[Published],
    period: Period,
    *,
    today: date,
    due_on: date | None = None,
) -> Assessment:
    """Assess an indicator in one period from its published figures, in any order.

    Later figures, and those for periods of another length, are left aside.

    ``due_on`` is the day by which this period's figure is owed; without it, the day on which its lag has passed.
    A figure that is missing is not due up to and on that day, and late after it. For a preview, pass the figure
    that is being typed as if it were published. ValueError for two figures of one period.
    """
    return _Case(
        indicator, target, series, period, today, due_on or available_on(period, indicator.lag_days)
    ).assess()


class _Case:
    """One indicator with its figures in order, asked about one period."""

    def __init__(
        self,
        indicator: IndicatorFacts,
        target: TargetFacts,
        series: Sequence[Published],
        period: Period,
        today: date,
        due_on: date,
    ) -> None:
        self.indicator, self.target, self.period = indicator, target, period
        self.today, self.due_on = today, due_on
        # A figure for a period of another length (an odd baseline) is not part of this series.
        alike = (
            one for one in series if one.period.to_on <= period.to_on and one.period.months == period.months
        )
        self.series = sorted(alike, key=lambda one: one.period)
        self.by_period = {one.period: one for one in self.series}
        if len(self.by_period) != len(self.series):
            raise ValueError("A period has one published figure.")
        self.own = {one.period: one.figure(indicator).value for one in self.series}

    def assess(self) -> Assessment:
        found, milestone = self.figure(self.period), self.milestone(self.period)
        judged = self.judged(self.period)
        streak, colour_streak = self.streaks(judged.status)
        travel, chart = self.travel(found.value), self.chart()
        signal = chart.points[-1] if chart.enough else None
        last = self.last() if judged.status == Status.NOT_DUE or found.value is None else None
        facts = self.facts(judged, found, milestone, streak, colour_streak, chart, last)
        return Assessment(
            period=self.period,
            status=judged.status,
            mark=self.mark(judged.status, found.absence),
            sentence=sentence(facts),
            brief_sentence=sentence(facts, brief=True),
            working=judged.working,
            absence=found.absence,
            reason=facts.reason,
            value=found.value,
            shown_value=self.indicator.shown(found.value),
            own_value=self.own.get(self.period),
            shown_own_value=self.indicator.shown(self.own.get(self.period)),
            milestone=None if milestone is None else milestone.value,
            milestone_high=None if milestone is None else milestone.high,
            shown_milestone=self.shown_milestone(milestone),
            gap=judged.gap,
            tolerance=judged.tolerance,
            hidden_miss=self.hidden_miss(judged.status, found.value, milestone),
            streak=streak,
            travel=travel,
            chart=chart,
            variation=chart.variation if chart.enough else None,
            assurance=chart.assurance if chart.enough else None,
            signal=None if signal is None else signal.label,
            signal_side=0 if signal is None else signal.side,
            variation_words=variation_words(chart, self.indicator.shown),
            assurance_words=assurance_words(chart, self.step(), self.indicator.shown),
            limits=limits_line(chart, self.indicator.decimals),
            sparkline=self.sparkline(),
            last=last,
            next_due=self.due_on if judged.status == Status.NOT_DUE else None,
        )

    # --- one period -----------------------------------------------------------------------------------------

    def figure(self, period: Period) -> Combined:
        """The figure to judge in a period, with its working, or why there is none."""
        published = self.by_period.get(period)
        if published is None:
            absence = (
                Absence.NOT_YET_DUE if period == self.period and self.today <= self.due_on else Absence.LATE
            )
            return Combined(None, "", absence)
        own = published.figure(self.indicator)
        if own.value is None or self.indicator.combine != Combine.SUM_TO_DATE:
            return own
        total = to_date(list(self.own.items()), period, decimals=self.indicator.decimals)
        return total if len(year_to_date(period)) > 1 else own

    def milestone(self, period: Period) -> Milestone | None:
        return milestone_for(
            self.target.points,
            period,
            frequency=self.indicator.frequency,
            combine=self.indicator.combine,
            profile=self.indicator.profile,
            decimals=self.indicator.decimals,
        )

    def judged(self, period: Period) -> StatusJudgement:
        found, milestone = self.figure(period), self.milestone(period)
        is_range = milestone is not None and milestone.high is not None
        return status_of(
            polarity=self.indicator.polarity,
            target_state=self.target.state,
            value=found.value,
            absence=found.absence,
            milestone=None if milestone is None or is_range else milestone.value,
            range_=None if milestone is None else milestone.range_,
            tolerance=self.indicator.tolerance,
            decimals=self.indicator.decimals,
            unit=self.indicator.unit,
            value_working=found.working,
            milestone_line=None if milestone is None else milestone.line,
        )

    # --- over the periods -----------------------------------------------------------------------------------

    def before(self) -> Iterator[Period]:
        """The periods before this one, back to the first published."""
        frequency = Frequency(self.indicator.frequency)
        period = self.period.previous(frequency)
        while self.series and period.from_on >= self.series[0].period.from_on:
            yield period
            period = period.previous(frequency)

    def streaks(self, status: Status) -> tuple[int, int]:
        """How many periods running are on target (or off it) like this one, and how many of its very colour."""
        if status not in COLOURS:
            return 0, 0
        streak = colour_streak = 1
        for period in self.before():
            earlier = self.judged(period).status
            if earlier not in COLOURS or (earlier == Status.GREEN) != (status == Status.GREEN):
                break
            if earlier == status and colour_streak == streak:
                colour_streak += 1
            streak += 1
        return streak, colour_streak

    def late_for(self) -> int:
        """How many periods running are late, this one included."""
        count = 1
        for period in self.before():
            if self.figure(period).absence != Absence.LATE:
                break
            count += 1
        return count

    def last(self) -> LastPublished | None:
        """The latest figure before this period's."""
        for one in reversed(self.series):
            value = self.figure(one.period).value
            if one.period != self.period and value is not None:
                return LastPublished(
                    one.period, value, self.indicator.shown(value), self.judged(one.period).status
                )
        return None

    def reading(self, period: Period) -> Reading | None:
        value = self.figure(period).value
        if value is None:
            return None
        parts = year_to_date(period) if self.indicator.combine == Combine.SUM_TO_DATE else [period]
        definitions = sorted({self.by_period[part].definition for part in parts if part in self.by_period})
        return Reading(period, value, " and ".join(definitions))

    def travel(self, value: Fraction | None) -> Travel:
        latest = self.reading(self.period)
        if value is None or latest is None:
            why = Line("Result", "there is no figure for this period, so not comparable")
            return Travel(Direction.NOT_COMPARABLE, "", (why,))
        readings = (self.reading(one.period) for one in self.series if one.period != self.period)
        milestone = self.milestone(self.period)
        return direction_of(
            latest,
            [reading for reading in readings if reading is not None],
            polarity=self.indicator.polarity,
            decimals=self.indicator.decimals,
            unit=self.indicator.unit,
            seasonal=self.indicator.seasonal,
            combine=self.indicator.combine,
            range_=None if milestone is None else milestone.range_,
        )

    def step(self) -> Fraction | None:
        """The target of this period by itself, for the charts, which draw sums to date period by period."""
        if self.target.state != TargetState.AGREED:
            return None
        return step_for(
            self.target.points,
            self.period,
            frequency=self.indicator.frequency,
            combine=self.indicator.combine,
            profile=self.indicator.profile,
        )

    def chart(self) -> spc.Chart:
        known = [(one, value) for one in self.series if (value := self.own[one.period]) is not None]
        return spc.xmr(
            [value for _, value in known],
            polarity=self.indicator.polarity,
            screen_outliers=self.indicator.screen_outliers,
            rebase_at=rebase_indexes([one for one, _ in known], self.indicator.rebase_on),
            target=self.step(),
        )

    def sparkline(self) -> Sparkline:
        """The last periods up to this one, or up to the last published when this one has no figure yet."""
        known = [one for one in self.series if self.own[one.period] is not None]
        if not known:
            return sparkline((), self.step())
        # A change of definition breaks the series: the trend begins after it.
        alike = [one.period for one in known if one.definition == known[-1].definition]
        frequency, period = Frequency(self.indicator.frequency), alike[-1]
        slots: list[Fraction | None] = []
        while len(slots) < SPARKLINE_PERIODS and period.from_on >= alike[0].from_on:
            slots.insert(0, self.own[period] if period in alike else None)
            period = period.previous(frequency)
        return sparkline(slots, self.step())

    # --- words ----------------------------------------------------------------------------------------------

    def facts(
        self,
        judged: StatusJudgement,
        found: Combined,
        milestone: Milestone | None,
        streak: int,
        colour_streak: int,
        chart: spc.Chart,
        last: LastPublished | None,
    ) -> Facts:
        published = self.by_period.get(self.period)
        reason = published.reason if published is not None else ""
        if found.absence is not None and found.working:
            reason = reason or found.working
        # A yearly figure will not reach twelve points within an agreement: saying so each time helps nobody.
        charted = MONTHS[Frequency(self.indicator.frequency)] < YEAR or chart.enough
        signal = chart.points[-1] if chart.points else None
        return Facts(
            status=judged.status,
            polarity=self.indicator.polarity,
            frequency=self.indicator.frequency,
            decimals=self.indicator.decimals,
            unit=self.indicator.unit,
            value=found.value,
            milestone=None if milestone is None else milestone.value,
            range_=None if milestone is None else milestone.range_,
            streak=streak,
            colour_streak=colour_streak,
            signal=None if signal is None else signal.label,
            signal_side=0 if signal is None else signal.side,
            points=chart.last_count if charted else None,
            absence=found.absence,
            reason=reason,
            late_for=self.late_for() if found.absence == Absence.LATE else 0,
            target_state=self.target.state,
            target_note=self.target.note,
            target_until=self.target.until,
            last_status=None if last is None else last.status,
            last_value=None if last is None else last.value,
            last_period="" if last is None else last.period.label,
            next_due=self.due_on if judged.status == Status.NOT_DUE else None,
        )

    def mark(self, status: Status, absence: Absence | None) -> str:
        why = absence if status == Status.NO_DATA else self.target.state
        return _MARKS.get((status, why), status.value)

    def shown_milestone(self, milestone: Milestone | None) -> str:
        if milestone is None or self.target.state != TargetState.AGREED:
            return ""
        figure = self.indicator.shown(milestone.value)
        if milestone.high is not None:
            return f"{figure} to {self.indicator.shown(milestone.high)}"
        if self.indicator.polarity == Polarity.LOWER:
            return f"{figure} or {'fewer' if self.indicator.is_count else 'less'}"
        return figure

    def hidden_miss(
        self, status: Status, value: Fraction | None, milestone: Milestone | None
    ) -> tuple[str, str] | None:
        if status not in COLOURS or value is None or milestone is None:
            return None
        return shown_equal_but_misses(
            value,
            milestone.value,
            self.indicator.decimals,
            polarity=self.indicator.polarity,
            range_=milestone.range_,
        )


def rebase_indexes(series: Sequence[Published], rebase_on: Sequence[date] = ()) -> list[int]:
    """Where the XmR chart restarts: at each change of definition, and at the first period from each given date."""
    found = {i for i in range(1, len(series)) if series[i].definition != series[i - 1].definition}
    for day in rebase_on:
        index = next((i for i, one in enumerate(series) if one.period.from_on >= day), None)
        if index:
            found.add(index)
    return sorted(found)


def limits_line(chart: spc.Chart, decimals: int = 0) -> Line | None:
    """How the limits came about, for "How was this worked out?"; None while there are too few points."""
    if not chart.enough:
        return None
    last = chart.segments[-1]
    moving_range = last.exactly.moving_range or Fraction(0)
    since = " since the rebase" if len(chart.segments) > 1 else ""
    screened = (
        f"{last.screened} of {last.count - 1} moving ranges screened out"
        if last.screened
        else "no moving range screened out"
    )
    places = decimals + 1
    spread = f"{shown(spc.LIMIT, 2)} {TIMES} {shown(moving_range, places)}"
    sum_ = f"mean {shown(last.exactly.mean, places)} \u00b1 {spread}"
    return Line("Limits", f"rule {chart.rule_version}, {last.count} points{since}, {sum_}; {screened}")
