"""Why a return cannot be edited now, in one of four ways, and what the reader may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dorset_lsp.common.days import in_full
from performance.enums import ReturnState, RoundState
from performance.models import Return


@dataclass(frozen=True, slots=True)
class Lock:
    """A reason and its sentence. ``code`` is one of: not_open_yet, window_shut, verified, published."""

    code: str
    sentence: str


def lock_of(return_: Return, on: date) -> Lock | None:
    """The lock on a return on a day, or None when its owner may work on it (a submitted one can be taken back)."""
    round_ = return_.round
    if return_.state == ReturnState.PUBLISHED:
        return Lock(
            "published", "Published: the figure is out, and a correction makes a new edition that says so."
        )
    if return_.state == ReturnState.VERIFIED:
        return Lock("verified", f"Verified by {return_.verified_by}: it waits to be published.")
    if round_.state == RoundState.PLANNED or on < round_.opens_on:
        return Lock("not_open_yet", f"Not open yet: {round_} opens on {in_full(round_.opens_on)}.")
    if not is_window_open(return_, on):
        return Lock("window_shut", f"The window is shut: {round_} took figures until {_last_day(return_)}.")
    return None


def is_window_open(return_: Return, on: date) -> bool:
    """Whether figures are taken: until the round closes or is published, or until an extension ends."""
    if return_.open_until is not None and on < return_.open_until:
        return True
    return return_.round.state == RoundState.OPEN and return_.round.takes_figures_on(on)


def _last_day(return_: Return) -> str:
    ends_on = max(return_.round.closes_on, return_.open_until or date.min)
    return in_full(date.fromordinal(ends_on.toordinal() - 1))
