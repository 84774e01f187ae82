"""What a refresh proposes for a target, what is wrong with it, and what it changes: in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from performance.agreement_page import difference, is_renegotiated
from performance.enums import Polarity, TargetState
from performance.models import (
    Agreement,
    AgreementVersion,
    Indicator,
    Refresh,
    RefreshLine,
    RefreshPoint,
    Target,
    TargetPoint,
)
from performance.periods import Period, year_from


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached by the end of a period; for an indicator in a range, its lower and upper end."""

    period: Period
    label: str
    value: Decimal | None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a target is to say: its state with the reason, its baseline, and the value of each year."""

    kind: str
    state: str
    state_reason: str = ""
    baseline: Decimal | None = None
    baseline_label: str = ""
    baseline_from: date | None = None
    baseline_to: date | None = None
    goals: tuple[Goal, ...] = ()


def faults_of(terms: Terms, indicator: Indicator) -> dict[str, str]:
    """What is wrong with proposed terms, a sentence for each field. Empty when they can stand."""
    found = {}
    given = [goal for goal in terms.goals if goal.value is not None]
    if terms.state == TargetState.AGREED and not given:
        found["state"] = "An agreed target says what is to be reached in at least one year."
    if terms.state != TargetState.AGREED and not terms.state_reason:
        found["state_reason"] = (
            "Say in a few words why it is not agreed. It stands on every page with the target."
        )
    if terms.state == TargetState.PLACEHOLDER and terms.baseline is not None:
        found["baseline"] = (
            "A placeholder is a target whose baseline is missing, but this one has a baseline."
        )
    if terms.baseline is not None and terms.baseline_to is None:
        found["baseline"] = "Say which period the baseline is of: at least its last day."
    if indicator.polarity == Polarity.RANGE and any(
        goal.high is None or goal.value is None or goal.high <= goal.value
        for goal in terms.goals
        if goal.value is not None or goal.high is not None
    ):
        found["state"] = "A range needs its lower and its upper end, and the upper one is higher."
    return found


def target_under(version: AgreementVersion, indicator: Indicator) -> Target | None:
    """The target on an indicator as a version has it: its own, or that of the latest version before."""
    rows = Target.objects.filter(
        version__agreement=version.agreement_id, version__number__lte=version.number, indicator=indicator
    )
    return rows.select_related("version", "indicator").order_by("-version__number").first()


def targets_under(version: AgreementVersion) -> list[Target]:
    """Every target as a version has it, one an indicator."""
    rows = Target.objects.filter(
        version__agreement=version.agreement_id, version__number__lte=version.number
    ).prefetch_related("points", "relates_to")
    found: dict[int, Target] = {}
    for row in rows.select_related("version", "indicator").order_by("-version__number"):
        found.setdefault(row.indicator_id, row)
    return list(found.values())


def terms_of(row: Target | RefreshLine) -> Terms:
    """What a target, or a line of a refresh, says."""
    points: list[TargetPoint | RefreshPoint] = list(row.points.all())
    return Terms(
        kind=row.kind,
        state=row.state,
        state_reason=row.state_reason,
        baseline=row.baseline,
        baseline_label=row.baseline_label,
        baseline_from=row.baseline_from,
        baseline_to=row.baseline_to,
        goals=tuple(
            Goal(Period(one.from_on, one.to_on), one.label, one.value, one.value_high)
            for one in sorted(points, key=lambda one: one.to_on)
        ),
    )


def years_of(agreement: Agreement, before: Terms | None) -> list[tuple[Period, str]]:
    """The periods for which a target can name a figure: those it has, and each year of the agreement beside them."""
    found = [(goal.period, goal.label) for goal in (before.goals if before else ())]
    day = agreement.from_on
    while day < agreement.to_on:
        year = year_from(day, day.month)
        if not any(one.from_on < year.to_on and year.from_on < one.to_on for one, _ in found):
            found.append((year, year.label))
        day = year.to_on
    return sorted(found, key=lambda one: one[0])


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a refresh as a page tells it: the target before, and what would become of it."""

    line: RefreshLine
    before: str
    change: str
    is_renegotiated: bool


def rows_of(refresh: Refresh, newest: AgreementVersion | None) -> list[LineRow]:
    """Every line beside the target as it stood when the refresh was proposed, or as it stands while it is a draft."""
    base = refresh.based_on or newest
    before = {one.indicator_id: one for one in targets_under(base)} if base else {}
    lines = refresh.lines.select_related("indicator__outcome__body").prefetch_related("points")
    return [_row(line, before.get(line.indicator_id)) for line in lines]


def _row(line: RefreshLine, target: Target | None) -> LineRow:
    if target is None:
        return LineRow(line, "no target", "a new target", is_renegotiated=False)
    return LineRow(
        line,
        target.get_state_display(),
        difference(target, line),
        is_renegotiated=is_renegotiated(target, line),
    )


def is_changed(line: RefreshLine, target: Target | None) -> bool:
    """Whether a line says anything that the target does not say already."""
    return target is None or terms_of(line) != terms_of(target)


def points_of(line: RefreshLine, goals: tuple[Goal, ...]) -> list[RefreshPoint]:
    """The rows of a line's goals, unsaved. A year without a figure has none."""
    return [
        RefreshPoint(
            line=line, from_on=goal.period.from_on, to_on=goal.period.to_on, label=goal.label, value=goal.value,
            value_high=goal.high,
        )
        for goal in goals
        if goal.value is not None
    ]  # fmt: skip
