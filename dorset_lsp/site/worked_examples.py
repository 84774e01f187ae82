"""The examples of "How figures are judged", worked out by the rules themselves, so that page and rule cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from performance.direction import Reading, Travel, direction_of
from performance.enums import Combine, Frequency, Polarity, ToleranceKind
from performance.milestones import AgreedPoint, milestone_for
from performance.periods import Period, parse_label
from performance.rounding import shown
from performance.spc import xmr
from performance.status import Judgement, Line, Tolerance, judge
from performance.surprise import check

YEAR: Final = "2008/09"
SERIES: Final = (1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
"""The worked series of the XmR rule; the tenfold jump in it is the outlier that screening leaves out."""
PROFILE: Final = (20, 45, 70, 100)
STEADY: Final = (Decimal("61.0"), Decimal("61.5"), Decimal("61.0"), Decimal("61.5"), Decimal("61.0"))


@dataclass(frozen=True, slots=True)
class Example:
    """One figure held against one target: the figure as printed, its gap and tolerance, and the status."""

    figure: str
    gap: str
    tolerance: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class ColourCase:
    """A target with several figures held against it."""

    title: str
    examples: list[Example]


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Mean and limits, each to two decimals."""

    mean: str
    lower: str
    upper: str


def colour_cases() -> list[ColourCase]:
    """The rule's edges: on target, just off, at the tolerance and just beyond it."""
    return [
        _case(
            "Higher is better, milestone 80.0 %, tolerance 5 % of it",
            ("80.0", "79.99", "76.0", "75.99"), Polarity.HIGHER, Decimal("80.0"), Tolerance(5),
        ),
        _case(
            "Lower is better, milestone 20, tolerance 1",
            ("20", "21", "21.01"), Polarity.LOWER, Decimal(20), Tolerance(1, ToleranceKind.ABSOLUTE),
        ),
        _case(
            "Lower is better, milestone 0, tolerance 5 % of it, which is nothing",
            ("0", "0.1"), Polarity.LOWER, Decimal(0), Tolerance(5),
        ),
    ]  # fmt: skip


def whole_working() -> Judgement:
    """One judgement with every line of its working, as each figure's page shows it."""
    return judge(
        polarity=Polarity.HIGHER, value=738, milestone=930, value_working="300 + 290 + 148 = 738",
        milestone_line=Line("Milestone", "1,240 × 75 % = 930"),
    )  # fmt: skip


def straight_milestones() -> list[tuple[str, str]]:
    """Baseline 70 at the end of 2007/08 and target 78 at the end of 2008/09: the milestone of each quarter."""
    points = [
        AgreedPoint.of(parse_label("2007/08"), 70, is_baseline=True),
        AgreedPoint.of(parse_label(YEAR), 78),
    ]
    return [(quarter.label, _milestone(points, quarter)) for quarter in _quarters()]


def milestones_to_date() -> list[tuple[str, str, str]]:
    """A year's target of 1,240 that builds up by 20, 45, 70 and 100 per cent: share and milestone by quarter."""
    points = [AgreedPoint.of(parse_label(YEAR), 1240)]
    return [
        (
            quarter.label,
            f"{share} %",
            _milestone(points, quarter, combine=Combine.SUM_TO_DATE, profile=PROFILE),
        )
        for quarter, share in zip(_quarters(), PROFILE, strict=True)
    ]


def directions() -> list[tuple[str, Travel]]:
    """The same movement of a figure under both polarities, and one too small to show."""
    return [
        ("Homes built, higher is better", _travel("881", "738", Polarity.HIGHER)),
        ("Homeless families, lower is better", _travel("881", "738", Polarity.LOWER)),
        (
            "A share shown without decimals, 61.2 % before and 61.4 % now",
            _travel("61.2", "61.4", Polarity.HIGHER, unit="%"),
        ),
    ]


def usual_range(*, screened: bool) -> UsualRange:
    """Mean and limits of the worked series, with or without screening."""
    found = xmr(SERIES, screen_outliers=screened).segments[0].exactly
    return UsualRange(*(shown(value or 0, 2) for value in (found.mean, found.lower, found.upper)))


def surprising() -> tuple[str, ...]:
    """What is said of 64.0 % after a year in which nothing moved by more than half a point."""
    return check(Decimal("64.0"), earlier=STEADY, previous_label="Q2", decimals=1, unit="%").surprising


def impossible() -> tuple[str, ...]:
    """What is said of a share of 104 %."""
    return check(104, is_share=True, unit="%").impossible


def _case(
    title: str, figures: tuple[str, ...], polarity: str, milestone: Decimal, tolerance: Tolerance
) -> ColourCase:
    examples = []
    for figure in figures:
        value = Decimal(figure)
        places = max(0, -int(value.as_tuple().exponent))
        found = judge(
            polarity=polarity, value=value, milestone=milestone, tolerance=tolerance, decimals=places
        )
        gap, allowed = found.gap or Fraction(0), found.tolerance or Fraction(0)
        examples.append(Example(figure, shown(gap, places), shown(allowed, 1), found))
    return ColourCase(title, examples)


def _travel(before: str, now: str, polarity: str, *, unit: str = "") -> Travel:
    earlier = Reading(parse_label(f"Q2 {YEAR}"), Fraction(before))
    latest = Reading(parse_label(f"Q3 {YEAR}"), Fraction(now))
    return direction_of(latest, [earlier], polarity=polarity, unit=unit)


def _quarters() -> list[Period]:
    return [parse_label(f"Q{number} {YEAR}") for number in range(1, 5)]


def _milestone(points: list[AgreedPoint], quarter: Period, **more: object) -> str:
    found = milestone_for(points, quarter, frequency=Frequency.QUARTERLY, **more)  # type: ignore[arg-type]
    return shown(found.value, 0) if found else "none"
