"""An agreement as its page shows it: each version with its reason, and every target with its state in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from partnerships.models import Person
from performance.enums import TargetState
from performance.facts import UNITS, Measure
from performance.models import Agreement, AgreementVersion, Indicator, Refresh, RefreshLine, Target
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
    may_renegotiate: bool

    @property
    def meaning(self) -> str:
        return MEANINGS[TargetState(self.target.state)]


class AgreementPage:
    """One version of an agreement, the latest in force unless another is asked for. A fixed number of queries."""

    def __init__(self, agreement: Agreement, on: date, number: str, viewer: Person | AnonymousUser) -> None:
        self.agreement, self.on, self.number, self.viewer = agreement, on, number, viewer

    @cached_property
    def versions(self) -> list[AgreementVersion]:
        """Those agreed by the day, newest first."""
        rows = self.agreement.versions.filter(agreed_on__lte=self.on).order_by("-number")
        return list(rows.select_related("refresh__begun_by", "refresh__decided_by"))

    @property
    def refresh(self) -> Refresh | None:
        """The proposal that became this version; None for one that was signed, or loaded."""
        return getattr(self.version, "refresh", None)

    @property
    def is_latest(self) -> bool:
        return bool(self.versions) and self.version == self.versions[0]

    @cached_property
    def refreshes(self) -> list[Refresh]:
        """Proposals to change targets that this person may see and that are not settled yet."""
        rows = Refresh.objects.visible_to(self.viewer, self.on).live().filter(agreement=self.agreement)
        return list(rows.select_related("agreement", "begun_by"))

    @cached_property
    def may_propose(self) -> bool:
        return self.viewer.is_authenticated and self.viewer.has_perm(
            "performance.propose_refresh", self.agreement
        )

    @cached_property
    def _changeable(self) -> set[int]:
        """The indicators whose targets this person may ask to renegotiate."""
        if not (isinstance(self.viewer, Person) and self.may_propose and self.is_latest):
            return set()
        rows = Indicator.objects.visible_to(self.viewer).whose_targets_may_be_changed_by(self.viewer, self.on)
        return set(rows.values_list("pk", flat=True))

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

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """Every state that a target can have, with what follows from it."""
        return [(state.label, meaning) for state, meaning in MEANINGS.items()]

    def _line(self, found: list[Target]) -> TargetLine:
        target = found[0]
        before = found[1] if len(found) > 1 and target.version_id == self.version.pk else None  # type: ignore[union-attr]
        return TargetLine(
            target,
            _shown(target, target.baseline),
            _points(target),
            "" if before is None else difference(before, target),
            target.state == TargetState.AGREED and target.indicator_id in self._changeable,
        )


def _points(target: Target | RefreshLine) -> list[tuple[str, str]]:
    return [
        (
            one.label,
            " to ".join(_shown(target, end) for end in (one.value, one.value_high) if end is not None)
            or getattr(one, "as_printed", ""),
        )
        for one in target.points.all()
    ]


def _shown(target: Target | RefreshLine, value: object) -> str:
    indicator = target.indicator
    unit = UNITS.get(Measure(indicator.measure), "")
    return "" if value is None else with_unit(Fraction(str(value)), indicator.decimals, unit)


def difference(before: Target, now: Target | RefreshLine) -> str:
    """What a refresh changes of one target, in words; empty when it only repeats it.

    An agreed target with other figures than it had, or than it went back to the table with, is a renegotiated one.
    """
    found = []
    if before.state != now.state:
        found.append(f"was {before.get_state_display()}")
    if before.kind != now.kind:
        found.append(f"was {before.get_kind_display()}, is {now.get_kind_display()}")
    if _shown(before, before.baseline) != _shown(now, now.baseline):
        found.append(
            f"baseline: {_shown(before, before.baseline) or 'none'} became {_shown(now, now.baseline) or 'none'}"
        )
    earlier, later = dict(_points(before)), dict(_points(now))
    found += [
        f"{label}: {earlier.get(label) or 'none'} became {later.get(label) or 'none'}"
        for label in dict.fromkeys([*earlier, *later])
        if earlier.get(label) != later.get(label)
    ]
    words = "; ".join(found)
    return f"Renegotiated: {words}" if is_renegotiated(before, now) else words


def is_renegotiated(before: Target, now: Target | RefreshLine) -> bool:
    """Whether an agreed target was agreed anew: other figures than before, or settled after it was back on the table."""
    if now.state != TargetState.AGREED:
        return False
    return before.state == TargetState.RENEGOTIATION or (
        before.state == TargetState.AGREED and _points(before) != _points(now)
    )
