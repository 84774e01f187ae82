"""The what-if of an agreement's reward: a pot, and for each target what would come without it, what was agreed and what comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from dorset_lsp.common.money import in_pounds, to_pence
from partnerships.models import Person
from performance.enums import TargetKind
from performance.models import Agreement, Result, Target
from performance.reward import Estimate, Line, Stake, estimate
from performance.rounding import in_full, shown

LATEST, TREND = "latest", "trend"
BASES = (
    (TREND, "where the trend leads"),
    (LATEST, "the latest published figure (of a sum, the year so far)"),
)
POT = "120000"
LONGEST = 15
"""Characters of a typed figure that count."""


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One target in the table: what is typed or taken for it, and what it earns."""

    target: Target
    without: str
    with_: str
    actual: str
    fault: str
    line: Line | None

    @property
    def share(self) -> str:
        """The share of the improvement, in per cent with one decimal; empty where a figure is missing."""
        if self.line is None or self.line.share is None:
            return ""
        return f"{shown(self.line.share * 100, 1)} %"

    @property
    def paid(self) -> str:
        return "" if self.line is None or self.line.paid is None else in_pounds(self.line.paid)

    @property
    def part(self) -> str:
        return "" if self.line is None else in_pounds(self.line.part)


class RewardPage:
    """An agreement's agreed designated targets with what they would pay. Nothing is stored: every figure may be tried."""

    def __init__(self, agreement: Agreement, viewer: Person, on: date, asked: Mapping[str, str]) -> None:
        self.agreement, self.viewer, self.on = agreement, viewer, on
        self.asked = {name: value.strip()[:LONGEST] for name, value in asked.items()}

    @property
    def basis(self) -> str:
        return LATEST if self.asked.get("basis") == LATEST else TREND

    @property
    def bases(self) -> tuple[tuple[str, str], ...]:
        return BASES

    @property
    def pot(self) -> str:
        return self.asked.get("pot") or POT

    @cached_property
    def pot_pence(self) -> int | None:
        """The pot in pence; None when what is typed is no amount."""
        try:
            return to_pence(self.pot)
        except ValueError:
            return None

    @cached_property
    def targets(self) -> list[Target]:
        rows = Target.objects.in_force_on(self.on).agreed().filter(version__agreement=self.agreement)
        rows = rows.filter(
            kind=TargetKind.DESIGNATED, points__value__isnull=False, points__value_high__isnull=True
        )
        return list(rows.distinct().select_related("indicator__part_of").prefetch_related("points"))

    @cached_property
    def results(self) -> dict[int, Result]:
        """The newest published result of each indicator."""
        rows = Result.objects.visible_to(self.viewer).of_latest_editions()
        rows = rows.filter(indicator__in=[one.indicator_id for one in self.targets])
        return {one.indicator_id: one for one in rows.order_by("edition__round__period_to")}

    @cached_property
    def _readings(self) -> list[tuple[Target, tuple[str, str, str], str, Stake]]:
        return [self._read(target) for target in self.targets]

    @property
    def rows(self) -> list[RewardRow]:
        lines = self.estimate.lines if self.estimate else [None] * len(self.targets)
        return [
            RewardRow(target, *texts, fault, line)
            for (target, texts, fault, _), line in zip(self._readings, lines, strict=True)
        ]

    @cached_property
    def estimate(self) -> Estimate | None:
        """The whole; None without a pot, or with no target. A target with a fault has its part, and earns nothing known."""
        stakes = [stake for *_, stake in self._readings]
        return None if self.pot_pence is None or not stakes else estimate(self.pot_pence, stakes)

    @property
    def totals(self) -> list[tuple[str, str]]:
        """The sum, its split and the rest, as the page prints them."""
        if self.estimate is None:
            return []
        found = self.estimate
        return [
            ("Estimated reward", in_pounds(found.paid)),
            ("of which capital, 30 %", in_pounds(found.capital)),
            ("of which revenue, 70 %", in_pounds(found.revenue)),
            ("Left of the pot by rounding the parts", in_pounds(found.remainder)),
        ]

    def _read(self, target: Target) -> tuple[Target, tuple[str, str, str], str, Stake]:
        """What is typed for a target or else known of it, what is wrong with that, and the stake that it makes."""
        with_ = max((one for one in target.points.all() if one.value is not None), key=lambda one: one.to_on)
        texts = (
            self.asked.get(f"without-{target.pk}") or _text(target.baseline),
            _text(with_.value),
            self.asked.get(f"actual-{target.pk}") or self._actual(target),
        )
        fault = ""
        try:
            without, agreed, actual = (Fraction(one.replace(",", "")) if one else None for one in texts)
        except (ValueError, ZeroDivisionError):
            without = agreed = actual = None
            fault = "Type plain numbers, such as 12.5."
        if not fault and without is not None and without == agreed:
            fault = (
                "What comes without the agreement is what was agreed, so there is no improvement to reward."
            )
            without = None
        indicator = target.indicator
        group = indicator.part_of.code if indicator.part_of else indicator.code
        return target, texts, fault, Stake(indicator.code, group, without, agreed, actual)

    def _actual(self, target: Target) -> str:
        result = self.results.get(target.indicator_id)
        if result is None:
            return ""
        if self.basis == TREND:
            return "".join(one for one in result.forecast.get("value", "") if one.isdigit() or one == ".")
        return _text(result.value)


def _text(value: object) -> str:
    """A stored figure as one would type it; empty for none."""
    return "" if value is None else in_full(Fraction(str(value))).replace(",", "").replace("−", "-")
