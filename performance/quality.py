"""How far a published figure can be relied on: by what method, how complete, how timely, and checked by whom.

Nothing of it is typed: it follows from what is known of the figure when it is published, so that it cannot be left out. What a
reader should know stands beside the colour in a few words; the whole stands with how the status was worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from dorset_lsp.common.days import in_full
from performance.status import Line

CHECKED: Final = "the lead of its outcome, or the co-ordinator, before it was published"
NOBODY: Final = "history from before the first round here"


@dataclass(frozen=True, slots=True)
class Quality:
    """What is to be known beside the colour, in words (empty where there is nothing), and the four lines behind it."""

    concerns: str
    lines: tuple[Line, ...]


def quality_of(
    *,
    definition: str,
    source: str,
    is_provisional: bool,
    revision: int,
    received_on: date,
    due_on: date | None,
    is_derived: bool,
) -> Quality:
    """The quality of one figure. ``due_on`` is None for history from before the first round, which nobody checked here."""
    # A correction comes after the day that the figure was due, and is not late for it.
    late = max(0, (received_on - due_on).days) if due_on and revision == 1 else 0
    told = [
        "provisional" if is_provisional else "",
        "revised" if revision > 1 else "",
        f"{late} day{'' if late == 1 else 's'} late" if late else "",
        "not checked here" if due_on is None else "",
    ]
    method = f"definition {definition}" if definition else "no definition is recorded"
    lines = (
        Line("Method", f"{method}; {source}" if source else method),
        Line(
            "Completeness",
            _completeness(is_provisional=is_provisional, revision=revision, is_derived=is_derived),
        ),
        Line("Timeliness", _timeliness(received_on, due_on, late, revision)),
        Line("Checked by", NOBODY if due_on is None else CHECKED),
    )
    return Quality(", ".join(filter(None, told)), lines)


def _completeness(*, is_provisional: bool, revision: int, is_derived: bool) -> str:
    parts = [
        "provisional, its source may still correct it" if is_provisional else "final",
        "made of the figures of all its areas" if is_derived else "",
        f"revised after publication, revision {revision}" if revision > 1 else "",
    ]
    return "; ".join(filter(None, parts))


def _timeliness(received_on: date, due_on: date | None, late: int, revision: int) -> str:
    received = f"{'corrected figure ' if revision > 1 else ''}received on {in_full(received_on)}"
    if due_on is None or revision > 1:
        return received
    if late:
        return f"{received}, {late} day{'' if late == 1 else 's'} after it was due"
    return f"{received}, in time"
