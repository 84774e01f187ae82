"""One thing that waits for somebody: what *My work* is made of, whichever app it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WorkItem:
    """What is to be done, by when, where it comes from, and the one next step.

    ``due_on`` is the last day on which it is in time; None has no date. ``url`` leads to the thing itself, ``step_url``
    to where the next step is taken.
    """

    due_on: date | None
    kind: str
    title: str
    url: str
    detail: str
    step_label: str
    step_url: str

    def is_late(self, on: date) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < on
