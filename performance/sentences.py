"""The sentence beside every status, made from the facts and nothing else, so that it cannot disagree with the table.

Figures in it go through the same rounding as the table's, and the words follow from the status. It is made when the
figures are published and stored with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from dorset_lsp.common.days import in_full
from performance.enums import COLOURS, Absence, Frequency, PointLabel, Polarity, Status, TargetState
from performance.periods import NOUNS
from performance.rounding import with_unit
from performance.spc import POINTS_NEEDED, RUN
from performance.status import shown_equal_but_misses

_WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_NO_TARGET: Final = {
    TargetState.UNDER_DISCUSSION: ("Target under discussion", "not agreed yet"),
    TargetState.PLACEHOLDER: ("Target is a placeholder", "no baseline yet"),
    TargetState.DEFERRED: ("Target deferred", "it cannot be set yet"),
    TargetState.NO_DEFINITION: ("No target", "the indicator has no definition yet"),
    TargetState.RENEGOTIATION: ("Target under renegotiation", "the agreed one is not judged meanwhile"),
    TargetState.WITHDRAWN: ("Target withdrawn", "it is no longer judged"),
}

_ABSENT: Final = {
    Absence.NOT_YET_DUE: "Not due",
    Absence.NOT_COLLECTED: "Not collected in this period",
    Absence.NOT_AVAILABLE: "Not available",
    Absence.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True)
class Facts:
    """All that a sentence may say about one indicator in one period.

    ``value`` is the judged figure (to date, for a sum to date). ``streak`` counts the periods running, this one
    included, that are on target (when this one is green) or off it; ``colour_streak`` those of this very colour.
    ``signal`` and ``signal_side`` are the last point's of the XmR chart, ``points`` the number of points in its last
    segment (None where a chart makes no sense). ``reason`` belongs to the absence, ``target_note`` to the target's
    state, ``target_until`` to a deferred target. ``late_for`` counts the periods running without a figure.
    """

    status: str
    polarity: str = Polarity.HIGHER
    frequency: str = Frequency.QUARTERLY
    decimals: int = 0
    unit: str = ""
    value: Fraction | None = None
    milestone: Fraction | None = None
    range_: tuple[Fraction, Fraction] | None = None
    streak: int = 0
    colour_streak: int = 0
    signal: str | None = None
    signal_side: int = 0
    points: int | None = None
    absence: str | None = None
    reason: str = ""
    late_for: int = 0
    target_state: str | None = None
    target_note: str = ""
    target_until: str = ""
    last_status: str | None = None
    last_value: Fraction | None = None
    last_period: str = ""
    next_due: date | None = None

    def figure(self, value: Fraction) -> str:
        return with_unit(value, self.decimals, self.unit)

    @property
    def noun(self) -> str:
        """What one period is called: "quarter"."""
        return NOUNS[Frequency(self.frequency)]


def sentence(facts: Facts, *, brief: bool = False) -> str:
    """One or two short sentences that say where the indicator stands and why.

    ``brief`` leaves out the words "a milestone of" where space is short. ValueError when the status is a colour and
    the figures that it rests on are missing.
    """
    match facts.status:
        case Status.NOT_JUDGED:
            return _not_judged(facts)
        case Status.NO_TARGET:
            return _no_target(facts)
        case Status.NOT_DUE:
            return _not_due(facts)
        case Status.NO_DATA:
            return _no_data(facts)
    return _coloured(facts, brief=brief)


def summary_sentence(counts: Mapping[Status, int]) -> str:
    """How many of a scorecard's indicators are on target, never without how many cannot be judged.

    ``counts`` holds the number of indicators by status.
    """
    everything = sum(counts.values())
    judged = sum(counts.get(status, 0) for status in COLOURS)
    green = counts.get(Status.GREEN, 0)
    unjudged = everything - judged
    if not everything:
        return "There is no indicator on this scorecard yet."
    if not judged:
        return (
            "The one indicator cannot be judged."
            if everything == 1
            else f"None of the {number(everything)} indicators can be judged."
        )
    who = "that can be judged " if unjudged else ""
    if judged == 1:
        start = f"The one indicator {who}is {'on' if green else 'off'} target"
    else:
        count = number(green) if green else "none"
        verb = "are" if green > 1 else "is"
        start = f"{count} of the {number(judged)} indicators {who}{verb} on target"
    rest = f"; {number(unjudged)} of {number(everything)} cannot be judged" if unjudged else ""
    return f"{start[0].upper()}{start[1:]}{rest}."


def number(count: int) -> str:
    """A count in words up to nine, in figures from ten."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else f"{count:,}"


def spell(count: int, noun: str) -> str:
    """A count with its noun: "one quarter", "three quarters"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


# --- a colour -----------------------------------------------------------------------------------------------


def _coloured(facts: Facts, *, brief: bool) -> str:
    if facts.value is None:
        raise ValueError("A colour stands on a figure.")
    opening = f"{facts.figure(facts.value)} against {_against(facts, brief=brief)}"
    if miss := _hidden_miss(facts, facts.value):
        value, by = miss
        unit = " %" if facts.unit == "%" else ""
        return f"{opening}: shown as equal, but it is {value}{unit} and misses by {by}."
    lower = ", lower is better" if facts.polarity == Polarity.LOWER else ""
    return f"{opening}{lower}: {_on_or_off(facts)}{_variation(facts)}"


def _against(facts: Facts, *, brief: bool) -> str:
    if facts.polarity == Polarity.RANGE and facts.range_ is not None:
        return f"a range of {facts.figure(facts.range_[0])} to {facts.figure(facts.range_[1])}"
    if facts.milestone is None:
        raise ValueError("A colour stands on a target.")
    return f"{'' if brief else 'a milestone of '}{facts.figure(facts.milestone)}"


def _hidden_miss(facts: Facts, value: Fraction) -> tuple[str, str] | None:
    """A miss that the shown figures hide, against the milestone or the end of the range that was passed."""
    return shown_equal_but_misses(
        value, facts.milestone, facts.decimals, polarity=facts.polarity, range_=facts.range_
    )


def _on_or_off(facts: Facts) -> str:
    running = f" for {spell(facts.streak, facts.noun)}" if facts.streak else ""
    if facts.status == Status.GREEN:
        return f"on target{running}"
    if facts.status == Status.RED:
        return f"off target{running}"
    if facts.colour_streak < facts.streak:
        return f"off target{running}, now just off"
    return f"just off target{running}"


def _variation(facts: Facts) -> str:
    """What the XmR chart says about the last point, or how many points it still lacks."""
    if facts.points is None:
        return "."
    if facts.points < POINTS_NEEDED:
        return f". {facts.points} of {POINTS_NEEDED} points: no limits yet."
    return _signal(facts, up=facts.signal_side > 0)


def _signal(facts: Facts, *, up: bool) -> str:
    """The rule that the last point matches, in words."""
    run = f"{spell(RUN, facts.noun)} or more"
    match facts.signal:
        case PointLabel.OUTSIDE:
            return f"; the last {facts.noun} {'rose' if up else 'fell'} outside its usual range."
        case PointLabel.TREND:
            return f"; {'rising' if up else 'falling'} for {run}."
        case PointLabel.TWO_OF_THREE:
            return f"; near the {'top' if up else 'bottom'} of its usual range."
        case PointLabel.SHIFT:
            return f"; {'above' if up else 'below'} its mean for {run}."
    return ", within its usual range."


# --- no colour ----------------------------------------------------------------------------------------------


def _not_judged(facts: Facts) -> str:
    why = (
        "it is not known whether higher or lower is better"
        if facts.polarity == Polarity.UNKNOWN
        else "neither higher nor lower is better"
    )
    if facts.value is None:
        return f"{_no_data(facts)} Not judged: {why}."
    return f"{facts.figure(facts.value)}, not judged: {why}."


def _no_target(facts: Facts) -> str:
    if facts.target_state is None:
        return f"{_moved(facts)}No target has been set."
    if facts.target_state == TargetState.AGREED:
        return "The agreed targets do not cover this period."
    words, usual = _NO_TARGET[TargetState(facts.target_state)]
    until = f" to {facts.target_until}" if facts.target_until else ""
    return f"{words}{until}: {_closed(facts.target_note or usual)}"


def _moved(facts: Facts) -> str:
    """Where an indicator without any target stands by itself: its last figure, and what its chart says of it."""
    if facts.value is not None:
        figure = facts.figure(facts.value)
    elif facts.absence == Absence.NOT_YET_DUE and facts.last_value is not None:
        figure = f"{facts.figure(facts.last_value)} for {facts.last_period}"
    else:
        return ""
    is_charted = facts.points is not None and facts.points >= POINTS_NEEDED
    return f"{figure}{_variation(facts) if is_charted else '.'} "


def _not_due(facts: Facts) -> str:
    due = "" if facts.next_due is None else in_full(facts.next_due)
    if facts.last_period and facts.last_status in COLOURS:
        last = f" Last published status {facts.last_status}, for {facts.last_period}."
    elif facts.last_period and facts.last_value is not None:
        last = f" Last published figure {facts.figure(facts.last_value)}, for {facts.last_period}."
    else:
        return f"Not due. First result expected {due}." if due else "Not due. Nothing is published yet."
    return f"Not due.{last}" + (f" Next due {due}." if due else "")


def _no_data(facts: Facts) -> str:
    if facts.absence == Absence.SUPPRESSED:
        return f"{facts.reason.strip().rstrip('.') or 'Too few to show'}: suppressed, so that nobody can be identified."
    if facts.absence == Absence.LATE:
        running = f" for {spell(facts.late_for, facts.noun)}" if facts.late_for > 1 else ""
        return f"Late{running}: {_closed(facts.reason or 'no figure has been returned')}"
    words = _ABSENT.get(Absence(facts.absence), "") if facts.absence else "No figure for this period"
    return f"{words}: {_closed(facts.reason)}" if facts.reason.strip() else f"{words}."


def _closed(text: str) -> str:
    """The text as the end of a sentence, with one full stop."""
    return f"{text.strip().rstrip('.')}."
