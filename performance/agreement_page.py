"""An agreement as its page shows it: each version with its reason, and every target with its state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from performance.enums import TargetState
from performance.facts import UNITS, Measure
from performance.models import Agreement, AgreementVersion, Target
from performance.rounding import with_unit

MEANINGS = {
    TargetState.AGREED: "judged against its milestones",
    TargetState.UNDER_DISCUSSION: "not agreed yet, so not judged",
    TargetState.PLACEHOLDER: "a place is kept; there is no baseline yet, so not judged",
    TargetState.DEFERRED: "it cannot be set yet, so not judged",
    TargetState.NO_DEFINITION: "the indicator has no definition yet, so not judged",
    TargetState.RENEGOTIATION: "the agreed target is back on the table and not judged meanwhile",
    TargetState.WITHDRAWN: "no longer judged",
}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target of a version: its figures as a page prints them, and what the version before said where that was another."""

    target: Target
    baseline: str
    points: list[tuple[str, str]]
    changed: str

    @property
    def meaning(self) -> str:
        return MEANINGS[TargetState(self.target.state)]


class AgreementPage:
    """One version of an agreement, the latest in force unless another is asked for. A fixed number of queries."""

    def __init__(self, agreement: Agreement, on: date, number: str = "") -> None:
        self.agreement, self.on, self.number = agreement, on, number

    @cached_property
    def versions(self) -> list[AgreementVersion]:
        """Those agreed by the day, newest first."""
        return list(self.agreement.versions.filter(agreed_on__lte=self.on).order_by("-number"))

    @cached_property
    def version(self) -> AgreementVersion | None:
        asked = next((one for one in self.versions if str(one.number) == self.number), None)
        return asked or next(iter(self.versions), None)

    @cached_property
    def lines(self) -> list[TargetLine]:
        """The targets in force under the version, in the order of the indicators, each with what the version changed of it."""
        if self.version is None:
            return []
        numbers = [one.number for one in self.versions if one.number <= self.version.number]
        rows = Target.objects.filter(version__agreement=self.agreement, version__number__in=numbers)
        rows = rows.select_related("version", "indicator__outcome").prefetch_related("points")
        told: dict[int, list[Target]] = {}
        for row in rows.order_by("indicator__position", "indicator__code", "-version__number"):
            told.setdefault(row.indicator_id, []).append(row)
        return [self._line(found) for found in told.values()]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many targets stand in each state, in words."""
        states = [line.target.state for line in self.lines]
        return [(state.label, states.count(state)) for state in TargetState if state in states]

    def _line(self, found: list[Target]) -> TargetLine:
        target = found[0]
        before = found[1] if len(found) > 1 and target.version_id == self.version.pk else None  # type: ignore[union-attr]
        return TargetLine(
            target,
            _shown(target, target.baseline),
            _points(target),
            "" if before is None else _difference(before, target),
        )


def _points(target: Target) -> list[tuple[str, str]]:
    return [
        (
            one.label,
            " to ".join(_shown(target, end) for end in (one.value, one.value_high) if end is not None)
            or one.as_printed,
        )
        for one in target.points.all()
    ]


def _shown(target: Target, value: object) -> str:
    indicator = target.indicator
    unit = UNITS.get(Measure(indicator.measure), "")
    return "" if value is None else with_unit(Fraction(str(value)), indicator.decimals, unit)


def _difference(before: Target, now: Target) -> str:
    """What a refresh changed of one target, in words; empty when it only repeated it."""
    found = []
    if before.state != now.state:
        found.append(f"was {before.get_state_display()}")
    earlier, later = dict(_points(before)), dict(_points(now))
    found += [
        f"{label}: {earlier.get(label) or 'none'} became {later.get(label) or 'none'}"
        for label in dict.fromkeys([*earlier, *later])
        if earlier.get(label) != later.get(label)
    ]
    return "; ".join(found)
