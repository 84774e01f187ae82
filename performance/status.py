"""The colour rule: green, amber or red, or why a figure is not judged.

Status is asked for in this order, and the first that applies is it: not judged, no target, not due, no data, else
the colour. With value v, milestone m and tolerance t the gap g is v - m where higher is better and m - v where
lower is better; in a range it is 0 inside and minus the distance to the nearer end outside. Green when g >= 0,
amber when -t <= g < 0, red when g < -t. All of it on exact, unrounded figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, NamedTuple

from performance.enums import Absence, Polarity, Status, TargetState, ToleranceKind
from performance.rounding import MINUS, Number, apart, exact, in_full, rounded, shown

__all__ = [
    "DEFAULT_TOLERANCE",
    "RULE_VERSION",
    "Judgement",
    "Line",
    "Tolerance",
    "gap_of",
    "judge",
    "shown",
    "shown_equal_but_misses",
    "status_of",
]

RULE_VERSION: Final = "status 1.0"

_JUDGED: Final = frozenset({Polarity.HIGHER, Polarity.LOWER, Polarity.RANGE})

_NO_COLOUR_RULE: Final = {
    Status.NOT_JUDGED: "neither way is better, or it is not known which is",
    Status.NO_TARGET: "there is no agreed target to judge against",
    Status.NOT_DUE: "the figure is not due yet",
    Status.NO_DATA: "there is no figure to judge",
}


class Line(NamedTuple):
    """One line of "How was this worked out?": what it is, and the sum or the words."""

    label: str
    text: str


@dataclass(frozen=True)
class Tolerance:
    """How far off target is still amber: so many units, or so many per cent of the milestone."""

    amount: Number
    kind: str = ToleranceKind.PERCENT

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("A tolerance is nought or more.")

    def in_units(self, base: Fraction) -> Fraction:
        """The tolerance in the indicator's unit; ``base`` is the milestone, or the width of a range."""
        amount = exact(self.amount)
        return amount if self.kind == ToleranceKind.ABSOLUTE else abs(base) * amount / 100


DEFAULT_TOLERANCE: Final = Tolerance(Fraction(5))


@dataclass(frozen=True)
class Judgement:
    """A status with all that it rests on. Gap and tolerance are None where no colour was given."""

    status: Status
    working: tuple[Line, ...]
    gap: Fraction | None = None
    tolerance: Fraction | None = None
    rule_version: str = RULE_VERSION


@dataclass(frozen=True)
class _Level:
    """A milestone to reach or stay under."""

    value: Fraction
    higher_is_better: bool

    @property
    def base(self) -> Fraction:
        return abs(self.value)

    def gap(self, value: Fraction) -> Fraction:
        return value - self.value if self.higher_is_better else self.value - value

    def line(self, decimals: int, unit: str) -> Line:
        return Line("Milestone", _with_unit_in_full(self.value, decimals, unit))

    def gap_line(self, value: Fraction, decimals: int) -> Line:
        first, second = (value, self.value) if self.higher_is_better else (self.value, value)
        label = f"Gap, {'higher' if self.higher_is_better else 'lower'} is better"
        taken = in_full(second, decimals)
        sum_ = f"{in_full(first, decimals)} {MINUS} {f'({taken})' if second < 0 else taken}"
        return Line(label, f"{sum_} = {in_full(first - second, decimals)}")

    def base_words(self, decimals: int) -> str:
        return in_full(self.base, decimals)


@dataclass(frozen=True)
class _Band:
    """A range to be in, both ends included."""

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("A range ends where it begins, or above.")

    @property
    def base(self) -> Fraction:
        return self.high - self.low

    def gap(self, value: Fraction) -> Fraction:
        return min(value - self.low, self.high - value, Fraction(0))

    def line(self, decimals: int, unit: str) -> Line:
        return Line(
            "Range", f"{in_full(self.low, decimals)} to {_with_unit_in_full(self.high, decimals, unit)}"
        )

    def gap_line(self, value: Fraction, decimals: int) -> Line:
        label, gap = "Gap, best within the range", self.gap(value)
        if gap == 0:
            return Line(label, "inside, so 0")
        end, word = (self.low, "below") if value < self.low else (self.high, "above")
        return Line(
            label, f"{in_full(-gap, decimals)} {word} {in_full(end, decimals)}, so {in_full(gap, decimals)}"
        )

    def base_words(self, decimals: int) -> str:
        return f"the range's width of {in_full(self.base, decimals)}"


def _aim(polarity: str, milestone: Number | None, range_: tuple[Number, Number] | None) -> _Level | _Band:
    """What the value is held against. ValueError for a polarity without a good side, or a missing target."""
    if polarity == Polarity.RANGE and range_ is not None:
        return _Band(exact(range_[0]), exact(range_[1]))
    if polarity in (Polarity.HIGHER, Polarity.LOWER) and milestone is not None:
        return _Level(exact(milestone), polarity == Polarity.HIGHER)
    raise ValueError(
        "A colour needs to know which way is better, and a milestone or a range to judge against."
    )


def gap_of(
    polarity: str, value: Number, milestone: Number | None = None, range_: tuple[Number, Number] | None = None
) -> Fraction:
    """How far the value lies on the good side (nought or more) or the bad side (less than nought) of its target.

    ValueError when the polarity has no good side, or the target that it needs is missing.
    """
    return _aim(polarity, milestone, range_).gap(exact(value))


def judge(
    *,
    polarity: str,
    value: Number,
    milestone: Number | None = None,
    range_: tuple[Number, Number] | None = None,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
    decimals: int = 0,
    unit: str = "",
    value_working: str = "",
    milestone_line: Line | None = None,
) -> Judgement:
    """The colour of a value, with its working.

    ``value_working`` and ``milestone_line`` say how those two came about, where they are sums themselves.
    ValueError for a polarity that has no good side, a missing target, or a range that ends before it begins.
    """
    v, aim = exact(value), _aim(polarity, milestone, range_)
    gap, t = aim.gap(v), tolerance.in_units(aim.base)
    status = Status.GREEN if gap >= 0 else Status.AMBER if gap >= -t else Status.RED
    working = (
        Line("Value", value_working or _with_unit_in_full(v, decimals, unit)),
        milestone_line or aim.line(decimals, unit),
        aim.gap_line(v, decimals),
        _tolerance_line(tolerance, aim, decimals),
        _rule_line(t, decimals),
        Line("Result", _verdict(gap, t, status, decimals)),
    )
    return Judgement(status, working, gap, t)


def status_of(
    *,
    polarity: str,
    target_state: str | None,
    value: Number | None,
    absence: str | None = None,
    milestone: Number | None = None,
    range_: tuple[Number, Number] | None = None,
    tolerance: Tolerance = DEFAULT_TOLERANCE,
    decimals: int = 0,
    unit: str = "",
    value_working: str = "",
    milestone_line: Line | None = None,
) -> Judgement:
    """The status of one indicator in one period, in the stated order.

    ``target_state`` None means that nobody ever set a target. ``absence`` says why there is no value; a missing value
    without a reason is no data. A range indicator is judged by its range, any other by its milestone.
    ValueError when there are both a value and a reason for having none.
    """
    if value is not None and absence is not None:
        raise ValueError("A figure is a number or a reason for none, not both.")
    has_target = range_ is not None if polarity == Polarity.RANGE else milestone is not None
    status = _without_colour(
        polarity, target_state, absence, has_value=value is not None, has_target=has_target
    )
    if status is not None or value is None:
        status = status or Status.NO_DATA
        return Judgement(
            status, (Line(f"Rule {RULE_VERSION}", f"{status.label}: {_NO_COLOUR_RULE[status]}."),)
        )
    return judge(
        polarity=polarity,
        value=value,
        milestone=milestone,
        range_=range_,
        tolerance=tolerance,
        decimals=decimals,
        unit=unit,
        value_working=value_working,
        milestone_line=milestone_line,
    )


def shown_equal_but_misses(
    value: Number,
    milestone: Number | None,
    decimals: int,
    *,
    polarity: str = Polarity.HIGHER,
    range_: tuple[Number, Number] | None = None,
) -> tuple[str, str] | None:
    """The value, and by how much it misses, with as many decimals as show the miss: ("71.96", "0.04").

    In a range the end that was passed is the target. None when the value meets its target, or when the two are
    shown differently anyway. ValueError for a polarity without a good side.
    """
    if polarity == Polarity.RANGE and range_ is not None:
        is_low = exact(value) < exact(range_[0])
        milestone, polarity = (range_[0], Polarity.HIGHER) if is_low else (range_[1], Polarity.LOWER)
    if milestone is None or gap_of(polarity, exact(value), exact(milestone), None) >= 0:
        return None
    if rounded(value, decimals) != rounded(milestone, decimals):
        return None
    places = apart(value, milestone, decimals)
    if places is None:
        return shown(value, decimals), "less than a page can show"
    miss = abs(rounded(value, places) - rounded(milestone, places))
    return shown(value, places), shown(miss, places)


# --- the order, and the words of the working ----------------------------------------------------------------


def _without_colour(
    polarity: str, target_state: str | None, absence: str | None, *, has_value: bool, has_target: bool
) -> Status | None:
    """The first status before the colour that applies; None when the figure is to be judged."""
    if polarity not in _JUDGED:
        return Status.NOT_JUDGED
    if target_state != TargetState.AGREED:
        return Status.NO_TARGET
    if absence == Absence.NOT_YET_DUE:
        return Status.NOT_DUE
    # An agreed target may still say nothing about this period: before its baseline, or after its last year.
    if not has_target:
        return Status.NO_TARGET
    return None if has_value else Status.NO_DATA


def _with_unit_in_full(value: Fraction, decimals: int, unit: str) -> str:
    """The figure for a sum, with a per cent sign where that is its unit."""
    return f"{in_full(value, decimals)} %" if unit == "%" else in_full(value, decimals)


def _tolerance_line(tolerance: Tolerance, aim: _Level | _Band, decimals: int) -> Line:
    units = in_full(tolerance.in_units(aim.base), decimals)
    if tolerance.kind == ToleranceKind.ABSOLUTE:
        return Line("Tolerance", f"{units}, fixed")
    return Line("Tolerance", f"{in_full(tolerance.amount)} % of {aim.base_words(decimals)} = {units}")


def _rule_line(tolerance: Fraction, decimals: int) -> Line:
    if tolerance == 0:
        return Line(f"Rule {RULE_VERSION}", "green from 0 up; red below, as the tolerance is 0.")
    lowest = in_full(-tolerance, decimals)
    return Line(f"Rule {RULE_VERSION}", f"green from 0 up; amber down to {lowest}; red below.")


def _verdict(gap: Fraction, tolerance: Fraction, status: Status, decimals: int) -> str:
    """Why the gap has its colour. The two figures are given decimals enough to be seen to differ."""
    if status == Status.GREEN:
        return f"{in_full(gap, decimals)} is not below 0, so {status.label}"
    if status == Status.AMBER:
        lowest = _told_apart(-tolerance, gap, decimals)
        return f"{_told_apart(gap, -tolerance, decimals)} is below 0, not below {lowest}, so {status.label}"
    if tolerance == 0:
        return f"{_told_apart(gap, Fraction(0), decimals)} is below 0, so {status.label}"
    lowest = _told_apart(-tolerance, gap, decimals)
    return f"{_told_apart(gap, -tolerance, decimals)} is below {lowest}, so {status.label}"


def _told_apart(one: Fraction, other: Fraction, decimals: int) -> str:
    """The figure in full; where it has to be rounded, with decimals enough to be seen to differ from the other."""
    written = in_full(one, decimals)
    if not written.startswith("about") or rounded(one, decimals + 2) != rounded(other, decimals + 2):
        return written
    places = apart(one, other, decimals)
    return written if places is None else f"about {shown(one, places)}"
