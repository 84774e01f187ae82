"""One indicator as its page shows it: the latest result, chart, figures, target, definition, commentary and history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from dorset_lsp.common.days import in_full, in_year
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.templatetags.components import TimelineEvent
from partnerships.models import Person
from performance import spc
from performance.agreement_page import difference
from performance.area_panel import AreaPanel
from performance.assessment import Published
from performance.chart import NARROW, WIDE, Drawing, Frame, Slot, draw
from performance.comparing import Comparison
from performance.derived import headline_area
from performance.enums import Absence, Combine, Frequency, Judgement, ReturnState, RoundState, TargetState
from performance.facts import Case, cases_of
from performance.fan import Fan, fan
from performance.milestones import step_for
from performance.models import (
    ComparisonFigure,
    DefinitionVersion,
    ExceptionAction,
    Indicator,
    IndicatorArea,
    Observation,
    PrintedCell,
    Rebase,
    Result,
    Return,
    Target,
)
from performance.periods import YEAR, Period
from performance.printed import disagreement
from performance.printed_rows import PrintedRow, printed_rows
from performance.rebasing import SegmentRow, charted, reasons_of, segment_rows
from performance.series_table import Row, rows_of

ROWS_AT_FIRST = 9
"""Periods in the table until somebody asks for all."""


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One period of the table by area: its label, and each area's figure or absence in the order of the heads."""

    label: str
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """The baseline or one agreed point: its value, and the words in which the agreement prints it where they differ."""

    label: str
    value: str
    as_printed: str


class IndicatorPage:
    """Everything on an indicator's page that is published, in a fixed number of queries."""

    def __init__(
        self, indicator: Indicator, viewer: Person | AnonymousUser, on: date, *, show_all: bool = False
    ) -> None:
        self.indicator, self.viewer, self.on, self.show_all = indicator, viewer, on, show_all

    @cached_property
    def results(self) -> list[Result]:
        """What each round's latest edition says of it, newest first."""
        rows = (
            Result.objects.visible_to(self.viewer)
            .newest_for(self.viewer)
            .filter(indicator=self.indicator)
            .select_related("edition__round")
        )
        return list(rows.order_by("-edition__round__period_to"))

    @cached_property
    def result(self) -> Result | None:
        return self.results[0] if self.results else None

    @cached_property
    def case(self) -> Case:
        return cases_of([self.indicator], on=self.on, viewer=self.viewer)[self.indicator.pk]

    @cached_property
    def observations(self) -> list[Observation]:
        """The latest revisions for the whole area, oldest first."""
        rows = (
            Observation.objects.visible_to(self.viewer)
            .newest_for(self.viewer)
            .of(self.indicator)
            .filter(area=headline_area())
        )
        return list(rows.order_by("period_to"))

    @cached_property
    def chart(self) -> spc.Chart | None:
        """The XmR chart of all published figures; None before the first."""
        if not self.case.series:
            return None
        return self.case.assess(self.case.series[-1].period, on=self.on).chart

    @cached_property
    def known(self) -> list[Published]:
        """The published numbers, oldest first: the points of the chart."""
        return charted(self.case)

    @cached_property
    def judgements(self) -> dict[Period, Judgement]:
        """What the chart says of each period; empty until there are points enough."""
        if self.chart is None or not self.chart.enough:
            return {}
        return {one.period: point.judgement for one, point in zip(self.known, self.chart.points, strict=True)}

    @cached_property
    def drawing(self) -> Drawing | None:
        """The chart's shapes: every period from the first published one, and the open one as an empty column."""
        return self._drawn(WIDE)

    @property
    def narrow_drawing(self) -> Drawing | None:
        """The same for a phone."""
        return self._drawn(NARROW)

    def _drawn(self, frame: Frame) -> Drawing | None:
        if not self.known or self.chart is None:
            return None
        return draw(
            self.slots,
            self.chart,
            decimals=self.case.indicator.decimals,
            unit=self.case.indicator.unit,
            today=self.on,
            rebase_reasons=self.rebase_reasons,
            frame=frame,
        )

    @cached_property
    def rebases(self) -> list[Rebase]:
        """Where people started the chart afresh, oldest first."""
        return list(Rebase.objects.visible_to(self.viewer).filter(indicator=self.indicator))

    @property
    def pending_rebases(self) -> set[int]:
        """Those that no published result knows yet."""
        known_by = self.result.edition_id if self.result else 0
        return {one.pk for one in self.rebases if (one.after_edition_id or 0) >= known_by}

    @cached_property
    def rebase_reasons(self) -> dict[int, str]:
        """Why each segment of the chart after the first began, by segment number."""
        if self.chart is None:
            return {}
        return reasons_of(
            self.known,
            self.chart,
            {str(version.number): version.reason for version in self.definitions},
            {one.from_on: one.reason for one in self.rebases},
        )

    @property
    def segment_rows(self) -> list[SegmentRow]:
        """How the usual range came about, segment by segment."""
        return (
            [] if self.chart is None else segment_rows(self.case, self.known, self.chart, self.rebase_reasons)
        )

    @cached_property
    def slots(self) -> list[Slot]:
        frequency = Frequency(self.indicator.frequency)
        by_period = {one.period: one for one in self.case.series}
        periods = [self.known[0].period]
        last = max(self.case.series[-1].period.to_on, self.known[-1].period.to_on)
        while periods[-1].to_on < last:
            periods.append(periods[-1].following(frequency))
        slots = [self._slot(period, by_period.get(period)) for period in periods]
        if self.open_return is not None and self.open_return.period not in by_period:
            slots.append(
                Slot(self.open_return.period, absence=f"due {in_year(self.open_return.round.due_on)}")
            )
        return slots

    def _slot(self, period: Period, figure: Published | None) -> Slot:
        value = None if figure is None else figure.figure(self.case.indicator).value
        absence = "no figure" if figure is None else Absence(figure.absence).label if figure.absence else ""
        return Slot(period, value, "" if value is not None else absence, self._step(period))

    def _step(self, period: Period) -> Fraction | None:
        facts, target = self.case.indicator, self.case.target
        if target.state != TargetState.AGREED:
            return None
        return step_for(
            target.points, period, frequency=facts.frequency, combine=facts.combine, profile=facts.profile
        )

    @cached_property
    def open_return(self) -> Return | None:
        """What the round that is open now asks of it."""
        rows = (
            Return.objects.in_earnest()
            .filter(indicator=self.indicator, round__state=RoundState.OPEN)
            .select_related("round", "indicator__outcome")
        )
        return rows.exclude(state=ReturnState.PUBLISHED).first()

    @cached_property
    def rows(self) -> list[Row]:
        by_label = {
            result.working["period"]: result for result in reversed(self.results) if result.value is not None
        }
        return rows_of(self.indicator, self.observations, by_label, self.judgements)

    @property
    def shown_rows(self) -> list[Row]:
        return self.rows if self.show_all else self.rows[:ROWS_AT_FIRST]

    @property
    def no_figure_words(self) -> str:
        """What to say where the table would stand."""
        if self.indicator.first_figure_on:
            return f"The first is expected on {in_full(self.indicator.first_figure_on)}."
        return "It appears when a round with its first figure is published."

    @property
    def description(self) -> str:
        """The chart in words, for whoever cannot see it."""
        first, last = self.rows[-1], self.rows[0]
        figures = f"{len(self.known)} figures from {first.observation.period.label} to {last.observation.period.label}."
        return f"{figures} {self.result.working['sentence']}" if self.result else figures

    # --- how the latest status was worked out -----------------------------------------------------------------

    @property
    def worked_lines(self) -> list[tuple[str, str]]:
        """The lines of the sum, of status first and then of direction, without the rule and the verdict."""
        lines = [*self._working("status"), *self._working("direction")]
        return [(label, text) for label, text in lines if label != "Result" and not label.startswith("Rule ")]

    @property
    def worked_rule(self) -> str:
        """The rules applied, each with its version."""
        return " ".join(
            f"{label}: {text}" for label, text in self._working("status") if label.startswith("Rule ")
        )

    @property
    def worked_conclusion(self) -> str:
        """The verdict of the status rule, in figures, up to the word that the mark says."""
        verdict = next((text for label, text in self._working("status") if label == "Result"), "")
        return f"{verdict.rpartition(', so ')[0]}, so" if ", so " in verdict else verdict

    @property
    def worked_note(self) -> str:
        """How the direction was found, and how the limits came about, with what was screened out of them."""
        notes = [
            f"{text[:1].upper()}{text[1:]}."
            for label, text in self._working("direction")
            if label == "Result"
        ]
        limits = self.result.working.get("limits") if self.result else None
        return " ".join([*notes, f"{limits[0]}: {limits[1]}."] if limits else notes)

    def _working(self, part: str) -> list[tuple[str, str]]:
        return [(label, text) for label, text in self.result.working[part]] if self.result else []

    # --- target and open round --------------------------------------------------------------------------------

    @property
    def target_rows(self) -> list[TargetRow]:
        """Baseline and agreed points: each with what the agreement prints, where that is more than the number."""
        target = self.target
        if target is None:
            return []
        rows = []
        if target.baseline is not None or target.baseline_as_printed:
            label = f"Baseline, {target.baseline_label}" if target.baseline_label else "Baseline"
            rows.append(self._target_row(label, target.baseline_as_printed, target.baseline))
        return rows + [
            self._target_row(point.label, point.as_printed, point.value, point.value_high)
            for point in target.points.all()
        ]

    def _target_row(self, label: str, as_printed: str, *values: Decimal | None) -> TargetRow:
        ends = [self.case.indicator.shown(Fraction(value)) for value in values if value is not None]
        differs = as_printed.strip() not in ("", " to ".join(ends)) and not (ends and _is_number(as_printed))
        return TargetRow(label, " to ".join(ends), as_printed if differs else "")

    @property
    def disagreements(self) -> list[str]:
        """What the agreement prints of the target that does not agree with itself, in words."""
        if self.target is None:
            return []
        told = (
            (point.label, disagreement(point.as_printed, self.target.baseline))
            for point in self.target.points.all()
        )
        return [f"{label}: {words}" for label, words in told if words]

    @cached_property
    def printed_tables(self) -> list[PrintedRow]:
        """The rows of agreements and papers in which it was printed, cell by cell."""
        cells = PrintedCell.objects.visible_to(self.viewer).of(self.indicator)
        return printed_rows(cells)

    @cached_property
    def may_see_open_return(self) -> bool:
        return self.open_return is not None and self.viewer.has_perm(
            "performance.view_return", self.open_return
        )

    @property
    def is_sum_to_date(self) -> bool:
        return self.indicator.combine == Combine.SUM_TO_DATE

    @cached_property
    def splits(self) -> list[IndicatorArea]:
        """The areas that it is split by, in the order of their names."""
        return list(self.indicator.splits.select_related("area"))

    @cached_property
    def area_observations(self) -> list[Observation]:
        """The latest revisions of all its areas but the whole, newest first."""
        if not self.splits:
            return []
        rows = Observation.objects.visible_to(self.viewer).newest_for(self.viewer).of(self.indicator)
        return list(rows.exclude(area=headline_area()).select_related("area").order_by("-period_to"))

    @cached_property
    def area_panel(self) -> AreaPanel:
        """Its areas side by side."""
        return AreaPanel(self.indicator, self.splits, self.area_observations)

    @property
    def area_heads(self) -> list[str]:
        return [split.area.name for split in self.splits]

    @cached_property
    def area_rows(self) -> list[AreaRow]:
        """The split figures of the last periods, newest first; empty for an indicator that is not split."""
        found: dict[Period, dict[str, tuple[str, str]]] = {}
        for row in self.area_observations:
            found.setdefault(row.period, {})[row.area.name] = _cell(self.indicator, row)
        return [
            AreaRow(period.label, [cells.get(name, ("", "late")) for name in self.area_heads])
            for period, cells in list(found.items())[:ROWS_AT_FIRST]
        ]

    @cached_property
    def fan(self) -> Fan | None:
        """The published forecast as a drawing, from the figures that it rests on; None without one."""
        said = self.result.forecast if self.result else {}
        if not said.get("numbers"):
            return None
        until = date.fromisoformat(said["until"])
        low, value, high, target = (Fraction(one) for one in said["numbers"].split())
        return fan(
            self._figures_before(until, said["points"]),
            until=until,
            until_label=said["label"],
            low=low,
            value=value,
            high=high,
            target=target,
            named=(
                f"highest {said['high']}",
                f"most likely {said['value']}",
                f"lowest {said['low']}",
                f"target {said['target']}",
            ),
        )

    def _figures_before(self, until: date, count: int) -> list[tuple[date, str, Fraction]]:
        """The figures that a forecast rests on, by the end of their periods; of a sum to date the sum of each whole year."""
        figures = [
            (one.period, found)
            for one in self.known[-count:]
            if (found := one.figure(self.case.indicator).value) is not None
        ]
        if not self.is_sum_to_date:
            return [(period.to_on, period.label, found) for period, found in figures]
        years: dict[date, list[tuple[Period, Fraction]]] = {}
        for period, found in figures:
            end = until
            while end.replace(year=end.year - 1) >= period.to_on:
                end = end.replace(year=end.year - 1)
            years.setdefault(end, []).append((period, found))
        return [
            (
                end,
                Period(end.replace(year=end.year - 1), end).label,
                sum((one for _, one in parts), Fraction(0)),
            )
            for end, parts in years.items()
            if sum(period.months or 0 for period, _ in parts) == YEAR
        ]

    @cached_property
    def comparison(self) -> Comparison | None:
        """Other areas beside the whole; None where no figure of another area is known by the day."""
        rows = ComparisonFigure.objects.visible_to(self.viewer).of(self.indicator).filter(to_on__lte=self.on)
        figures = list(rows)
        if not figures:
            return None
        return Comparison(self.indicator, self.observations, figures, headline_area().name)

    @cached_property
    def parts(self) -> list[tuple[Indicator, Result | None]]:
        """Its parts, each with what the latest edition says of it."""
        latest: dict[int, Result] = {}
        parts = list(self.indicator.parts.all())
        if parts:
            rows = Result.objects.visible_to(self.viewer).newest_for(self.viewer).filter(indicator__in=parts)
            latest = {row.indicator_id: row for row in rows.order_by("edition__round__period_to")}
        return [(part, latest.get(part.pk)) for part in parts]

    @cached_property
    def target(self) -> Target | None:
        rows = Target.objects.in_force_on(self.on).filter(indicator=self.indicator)
        return rows.select_related("version__agreement").prefetch_related("points", "relates_to").first()

    @cached_property
    def target_versions(self) -> list[tuple[Target, str]]:
        """The target in each version of the agreement that said anything new of it, oldest first, with what that was."""
        if self.target is None:
            return []
        rows = Target.objects.filter(
            indicator=self.indicator,
            version__agreement=self.target.version.agreement_id,
            version__agreed_on__lte=self.on,
        )
        found: list[tuple[Target, str]] = []
        before: Target | None = None
        for row in (
            rows.select_related("version__agreement", "indicator")
            .prefetch_related("points")
            .order_by("version__number")
        ):
            words = difference(before, row) if before else ""
            if before is None or words:
                found.append((row, words))
            before = row
        return found

    @property
    def target_change(self) -> str:
        """What the newest version changed of the target, in words; empty when it only repeats it."""
        row, words = self.target_versions[-1] if self.target_versions else (None, "")
        return words if row is not None and self.target and row.pk == self.target.pk else ""

    @cached_property
    def definitions(self) -> list[DefinitionVersion]:
        return list(self.indicator.definitions.all())

    @cached_property
    def commentaries(self) -> list[Result]:
        """What was said in each round, newest first."""
        return [result for result in self.results if result.commentary]

    @cached_property
    def actions(self) -> list[ExceptionAction]:
        """The improvement actions that its exceptions led to, as far as the viewer may see actions."""
        if not self.viewer.is_authenticated:
            return []
        visible = ExceptionAction.objects.visible_to(self.viewer, self.on).filter(
            result__indicator=self.indicator
        )
        return list(visible.select_related("action__lead", "action__organisation", "result__edition__round"))

    @cached_property
    def revisions(self) -> list[Observation]:
        """Every figure that replaced another, newest first, with what it replaced."""
        rows = (
            Observation.objects.visible_to(self.viewer)
            .of(self.indicator)
            .filter(revision__gt=1, area=headline_area())
        )
        return list(rows.order_by("-published_on"))

    @cached_property
    def history_events(self) -> list[TimelineEvent]:
        """What happened to it, newest first: publications, corrections, moves and targets."""
        return [TimelineEvent(day, what, detail=detail) for day, what, detail in self._events()]

    def _events(self) -> list[tuple[date, str, str]]:
        events = [
            (
                one.edition.published_on,
                f"{one.edition.round} published, edition {one.edition.number}",
                one.sentence,
            )
            for one in self.results
        ]
        events += [
            (one.published_on, f"{one.period.label} corrected, revision {one.revision}", one.revision_reason)
            for one in self.revisions
        ]
        events += [(one.on, VERBS[one.what], f"{one.by_name}. {one.why}".strip()) for one in self._moves()]
        events += [
            (
                row.version.agreed_on,
                f"Target {row.get_state_display()}",
                f"{row.version}. {words}" if words else str(row.version),
            )
            for row, words in self.target_versions
        ]
        return sorted(events, key=lambda event: event[0], reverse=True)

    def _moves(self) -> list[AuditEvent]:
        """Who submitted, sent back, verified and opened again, for those concerned with its returns."""
        returns = (
            Return.objects.visible_to(self.viewer, self.on).filter(indicator=self.indicator).values("pk")
        )
        rows = AuditEvent.objects.filter(
            kind="performance.return", record_id__in=returns, what__in=list(VERBS)
        )
        return list(rows[:40])


VERBS = {
    "return.submit": "Figure submitted",
    "return.send_back": "Sent back",
    "return.verify": "Figure verified",
    "return.reopen": "Opened again",
    "return.reopen_published": "Opened again after publication",
}


def _is_number(printed: str) -> bool:
    """Whether a source printed nothing but a number (or nothing at all)."""
    return not printed.strip("0123456789., %")


def _cell(indicator: Indicator, row: Observation) -> tuple[str, str]:
    row.indicator = indicator
    return (rows_of(indicator, [row], {}, {})[0].figure, row.absence)
