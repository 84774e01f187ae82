"""The achievements of the quarter: facts that stand in the record, each with where it can be looked up.

Of figures, the newest report that is out is taken; of everything else, what happened in the last ninety days. Nothing is
left out because it is small, and what went worse stands in the same report, to which the page links.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dorset_lsp.site.public.holding import held_from
from dorset_lsp.site.public.pages import ANYBODY
from partnerships.enums import BenefitState
from partnerships.models import BenefitNote, Finding
from performance.enums import Direction, Status
from performance.models import Edition, Result
from scrutiny.enums import Made
from scrutiny.models import Recommendation

QUARTER: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Achieved:
    """What the page says. ``edition`` is the report that the figures are taken from; None before the first."""

    edition: Edition | None
    reached: list[Result]
    improved: list[Result]
    worse: int
    benefits: list[BenefitNote]
    answered: list[Finding]
    made: list[Recommendation]
    since: date


def achieved(on: date) -> Achieved:
    """A fixed number of queries. Before an election it stands where it stood on the day before its first."""
    first = held_from(on)
    on = on if first is None else first - timedelta(days=1)
    since = on - QUARTER
    edition = Edition.objects.visible_to(ANYBODY).newest_for(ANYBODY).first()
    rows = Result.objects.visible_to(ANYBODY).filter(edition=edition).select_related("indicator")
    results = list(rows.order_by("indicator__position", "code"))
    reached = [
        one
        for one in results
        if one.status == Status.GREEN and one.previous_status in (Status.AMBER, Status.RED)
    ]
    improved = [
        one for one in results if one.direction == Direction.IMPROVING and one.value is not None and one not in reached
    ]  # fmt: skip
    notes = BenefitNote.objects.filter(
        written_on__gt=since, written_on__lte=on, benefit__state=BenefitState.ACHIEVED
    )
    answered = Finding.objects.visible_to(ANYBODY, on).filter(answered_on__gt=since, answered_on__lte=on)
    made = Recommendation.objects.visible_to(ANYBODY, on).filter(
        made=Made.DIFFERENCE, made_on__gt=since, made_on__lte=on
    )
    return Achieved(
        edition,
        reached,
        improved,
        sum(one.direction == Direction.WORSENING for one in results),
        list(notes.select_related("benefit__programme", "benefit__organisation")),
        list(answered.select_related("area", "outcome")),
        list(made.select_related("review")),
        since + timedelta(days=1),
    )
