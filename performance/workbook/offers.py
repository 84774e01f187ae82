"""Which workbooks somebody can fill in now: one for each round that still asks them for something."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from partnerships.models import Person
from performance.derived import headline_area
from performance.locks import lock_of
from performance.models import Return, Round
from performance.workbook.owed import figures_owed, with_splits


@dataclass(frozen=True, slots=True)
class Offer:
    """The workbook of one round, and how many figures it asks for."""

    round: Round
    figures: int

    @property
    def label(self) -> str:
        """Download Q4 2008/09 workbook (12 figures, XLSX)."""
        return f"Download {self.round} workbook ({self.count}, XLSX)"

    @property
    def count(self) -> str:
        return "1 figure" if self.figures == 1 else f"{self.figures} figures"


def offers_to(person: Person, on: date) -> list[Offer]:
    """The workbooks that wait for a person, newest round last. A fixed number of queries."""
    rows: dict[int, list[Return]] = defaultdict(list)
    for return_ in with_splits(Return.objects.answerable_by(person).to_be_answered()):
        if lock_of(return_, on) is None:
            rows[return_.round_id].append(return_)
    if not rows:
        return []
    headline = headline_area()
    offers = [Offer(returns[0].round, figures_owed(returns, headline)) for returns in rows.values()]
    return sorted(offers, key=lambda offer: offer.round.due_on)
