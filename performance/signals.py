"""What a control chart says of an indicator, as a mark and in words: its variation, its assurance, or how many points there are.

The manner is that of the NHS's "Making Data Count": one mark for whether the last point is a signal, one for whether the
target can be relied on, and neither below twelve points. The marks are drawn once, in ``common.colours``.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from performance.enums import Assurance, Judgement, PointLabel
from performance.spc import POINTS_NEEDED, RUN, Chart, Limits

Shown = Callable[[Fraction], str]
"""Prints a figure as the page does, with its unit."""

_SIDED: Final = {
    Judgement.IMPROVEMENT: ("improvement_high", "improvement_low"),
    Judgement.CONCERN: ("concern_high", "concern_low"),
}


def variation_mark(judgement: str, side: int) -> str:
    """The code of the mark for a last point; ``side`` is 1 for a signal upwards, -1 for one downwards. Empty for none.

    A judgement says itself whether it is high or low where neither way is better.
    """
    if judgement in _SIDED:
        return _SIDED[Judgement(judgement)][side < 0]
    return {
        Judgement.COMMON: "usual_variation",
        Judgement.HIGH: "unusually_high",
        Judgement.LOW: "unusually_low",
    }.get(judgement, "")  # type: ignore[call-overload]  # the empty text is no judgement


def assurance_mark(assurance: str) -> str:
    """The code of the mark for an assurance; empty for none."""
    return assurance.replace(" ", "_")


def too_few(points: int) -> str:
    """What stands where the marks would: "7 of 12 points"; empty without any point, or with enough."""
    return f"{points} of {POINTS_NEEDED} points" if 0 < points < POINTS_NEEDED else ""


def variation_words(chart: Chart, shown: Shown) -> str:
    """Why the last point bears its mark: "148 lies below the lower limit of 166". Empty below twelve points."""
    if not chart.enough:
        return ""
    point, limits = chart.points[-1], chart.segments[-1].exactly
    value = shown(Fraction(point.value).limit_denominator(10**9))
    match point.label:
        case PointLabel.OUTSIDE:
            edge, where = (
                (limits.upper, "above the upper") if point.side > 0 else (limits.lower, "below the lower")
            )
            return f"{value} lies {where} limit{'' if edge is None else f' of {shown(edge)}'}"
        case PointLabel.TREND:
            return f"{value} is one of {RUN} or more points that {'rise' if point.side > 0 else 'fall'} one after another"
        case PointLabel.TWO_OF_THREE:
            return f"{value} is one of two in three points near the {'upper' if point.side > 0 else 'lower'} limit"
        case PointLabel.SHIFT:
            side = "above" if point.side > 0 else "below"
            return f"{value} is one of {RUN} or more points {side} the mean of {shown(limits.mean)}"
    return f"{value} lies within {_range(limits, shown)}, with no pattern"


def assurance_words(chart: Chart, target: Fraction | None, shown: Shown) -> str:
    """How the target lies to the limits: "310 lies inside 166 to 407". Empty without an assurance."""
    if not chart.enough or chart.assurance is None or target is None:
        return ""
    limits = chart.segments[-1].exactly
    where = "inside" if chart.assurance == Assurance.HIT_AND_MISS else _beyond(target, limits)
    return f"the target of {shown(target)} lies {where} {_range(limits, shown)}"


def _beyond(target: Fraction, limits: Limits) -> str:
    return "above" if target > limits.mean else "below"


def _range(limits: Limits, shown: Shown) -> str:
    if limits.lower is None or limits.upper is None:
        return "its usual range"
    return f"{shown(limits.lower)} to {shown(limits.upper)}"
