"""Where the trend leads at the agreement's end: a straight line by least squares, with a prediction interval.

The interval holds the figure nine times in ten, if the trend goes on and the figures scatter about it as they did. A sum to
date is forecast as the sum of its year: what is known of the year, and the trend for the rest. Never from fewer than four
comparable figures, never across a change of definition or a rebase. The line comes from the standard library, the quantile of
Student's distribution from SciPy.

Source of the interval: any textbook of regression; for the sum of m figures to come the variance is
s² (m + m²/n + (Σ(x - x̄))²/Sxx).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import sqrt
from statistics import fmean, linear_regression
from typing import Final

from performance.enums import Combine, Frequency, Polarity, TargetState
from performance.milestones import AgreedPoint
from performance.periods import MONTHS, YEAR, Period
from performance.rounding import Number, exact, rounded, shown, with_unit

RULE_VERSION: Final = "forecast 1.0"
POINTS_NEEDED: Final = 4
LEVEL: Final = 0.9
"""How often the interval holds the figure."""


@dataclass(frozen=True, slots=True)
class Range:
    """A forecast with the ends of its interval, and on how many figures it rests."""

    value: float
    low: float
    high: float
    points: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """A forecast as it is stored and told: the period, the three figures as printed, the target, and the sentence."""

    label: str
    value: str
    low: str
    high: str
    target: str
    points: int
    verdict: str
    sentence: str
    until: str = ""
    """The first day after the period, as ISO text: where the drawing ends."""
    numbers: str = ""
    """Low, most likely, high and target as printed, without signs: what the drawing is made of."""
    rule_version: str = RULE_VERSION


def predict(
    points: Sequence[tuple[float, float]], at: Sequence[float], *, known: float = 0.0
) -> Range | None:
    """The forecast of the sum of the figures at some places (one place: of that figure), and of what is known besides.

    ``points`` are place and figure. None with fewer than four points, or when all lie at one place. ValueError for no place.
    """
    if not at:
        raise ValueError("A forecast is of one place or more.")
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if len(points) < POINTS_NEEDED or len(set(xs)) == 1:
        return None
    line = linear_regression(xs, ys)
    count, places, middle = len(points), len(at), fmean(xs)
    residuals = sum((y - (line.intercept + line.slope * x)) ** 2 for x, y in points)
    spread = sum((x - middle) ** 2 for x in xs)
    lever = sum(x - middle for x in at)
    variance = residuals / (count - 2) * (places + places**2 / count + lever**2 / spread)
    value = known + sum(line.intercept + line.slope * x for x in at)
    half = _quantile(count - 2) * sqrt(variance)
    return Range(value, value - half, value + half, count)


@cache
def _quantile(freedom: int) -> float:
    """How many standard errors the interval reaches to each side, by Student's distribution."""
    # Here and not above: SciPy is needed on publishing alone, and costs every other process 25 MB and a quarter of a second.
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + LEVEL) / 2))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a forecast needs to know of an indicator: how it is judged, counted and printed, and the bounds of its kind."""

    polarity: str
    frequency: str
    combine: str
    decimals: int
    unit: str
    least: Number | None = None
    most: Number | None = None

    def shown(self, value: Fraction) -> str:
        return with_unit(value, self.decimals, self.unit)

    def within(self, value: float) -> Fraction:
        """The value as printed decimals, inside the bounds that no figure of its kind can leave."""
        found = exact(rounded(Fraction(str(round(value, 9))), self.decimals))
        if self.least is not None:
            found = max(found, exact(self.least))
        return found if self.most is None else min(found, exact(self.most))


def outlook(
    basis: Basis,
    figures: Sequence[tuple[Period, Fraction]],
    *,
    target_state: str | None,
    points: Sequence[AgreedPoint],
    last_known: Period,
) -> Outlook | None:
    """What the trend of comparable figures, oldest first, says of the last agreed point.

    None without an agreed target to come, with too few figures, or for a polarity that has no better side.
    ``last_known`` is the newest period with a figure.
    """
    aims = sorted((one for one in points if not one.is_baseline and one.high is None), key=lambda one: one.at)
    if (
        target_state != TargetState.AGREED
        or not aims
        or basis.polarity not in (Polarity.HIGHER, Polarity.LOWER)
    ):
        return None
    aim = aims[-1]
    periods = _periods_of(aim, basis, last_known)
    if not periods or periods[-1].to_on <= last_known.to_on:
        return None
    known = [value for period, value in figures if period in periods]
    ahead = [float(_place(period)) for period in periods if period.to_on > last_known.to_on]
    missing = len(periods) - len(ahead) - len(known)
    found = predict(
        [(float(_place(period)), float(value)) for period, value in figures], ahead, known=float(sum(known))
    )
    if found is None or missing:
        return None
    return _told(basis, aim, found)


def _periods_of(aim: AgreedPoint, basis: Basis, last_known: Period) -> list[Period]:
    """The periods that make the agreed figure: those of its year for a sum to date, else the last alone."""
    frequency = Frequency(basis.frequency)
    period = last_known
    while period.to_on < aim.at:
        period = period.following(frequency)
    if period.to_on != aim.at:
        return []
    if basis.combine != Combine.SUM_TO_DATE:
        return [period]
    found = [period]
    while len(found) < YEAR // MONTHS[frequency]:
        found.insert(0, found[0].previous(frequency))
    return found


def _place(period: Period) -> int:
    """The end of a period on the axis of months."""
    return period.to_on.year * YEAR + period.to_on.month


def _told(basis: Basis, aim: AgreedPoint, found: Range) -> Outlook:
    low, value, high = (basis.within(one) for one in (found.low, found.value, found.high))
    verdict = _verdict(basis, aim.value, low, high)
    span = f"between {basis.shown(low)} and {basis.shown(high)}" if low != high else f"at {basis.shown(low)}"
    return Outlook(
        label=aim.label,
        value=basis.shown(value),
        low=basis.shown(low),
        high=basis.shown(high),
        target=basis.shown(aim.value),
        points=found.points,
        verdict=verdict,
        until=aim.at.isoformat(),
        numbers=" ".join(str(rounded(one, basis.decimals)) for one in (low, value, high, aim.value)),
        sentence=(
            f"If the trend of {found.points} figures goes on, {aim.label or 'the agreement'} ends {span} against a target of "
            f"{basis.shown(aim.value)}: {verdict}."
        ),
    )


def _verdict(basis: Basis, target: Fraction, low: Fraction, high: Fraction) -> str:
    """On course to meet or to miss, and by how much; or that both may happen. The ends are those that are printed."""
    worst, best = (low, high) if basis.polarity == Polarity.HIGHER else (high, low)
    sign = 1 if basis.polarity == Polarity.HIGHER else -1
    points = " percentage points" if basis.unit == "%" else ""
    if sign * (best - target) < 0:
        return f"on course to miss by {_span(abs(best - target), abs(worst - target), basis)}{points}"
    if sign * (worst - target) > 0:
        return f"on course to meet it with {_span(abs(worst - target), abs(best - target), basis)}{points} to spare"
    return "it may be met or missed"


def _span(less: Fraction, more: Fraction, basis: Basis) -> str:
    ends = [shown(one, basis.decimals) for one in (less, more)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)
