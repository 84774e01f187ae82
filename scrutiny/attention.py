"""What scrutiny puts before the chair: answers that are late, and members' questions that nobody has answered in time."""

from __future__ import annotations

from datetime import date
from typing import Final

from dorset_lsp.common.attention import Concern, Grade
from dorset_lsp.common.days import in_full
from dorset_lsp.common.references import Reference
from dorset_lsp.common.templatetags.components import plural
from scrutiny.audience import Viewer
from scrutiny.models import Ask, Challenge

MOST: Final = 25
"""So many of a kind are named, the longest overdue first; the tracker holds the others."""


def concerns(viewer: Viewer, on: date) -> list[Concern]:
    """What is late, in no order. A fixed number of queries."""
    asks = Ask.objects.visible_to(viewer, on).overdue(on).with_everything().order_by("due_on", "pk")
    questions = Challenge.objects.visible_to(viewer, on).waiting().filter(wanted_on__lt=on)
    return [
        *(_of_ask(ask, on) for ask in asks[:MOST]),
        *(
            _of_challenge(one, on)
            for one in questions.select_related("put_to").order_by("wanted_on", "pk")[:MOST]
        ),
    ]


def _of_ask(ask: Ask, on: date) -> Concern:
    who, what = ask.addressee.label, f"recommendation {ask.recommendation.number}"
    due_on, days = ask.due_on or on, ask.days_late(on)
    return Concern(
        grade=Grade.LATE_ANSWER,
        weight=days,
        title=f"{who} on {what}",
        url=ask.get_absolute_url(),
        sentence=f"{who} has not answered {what}: due {in_full(due_on)}, {plural(days, 'day')} late.",
        question=f"When will {who} answer {what} of “{ask.recommendation.review}”?",
        about=Reference.to(ask),
        marks=("overdue",),
        detail=f"{ask.get_basis_display()}: {ask.recommendation.label}",
        body_id=ask.addressee.body_id,
    )


def _of_challenge(one: Challenge, on: date) -> Concern:
    days = (on - one.wanted_on).days
    return Concern(
        grade=Grade.LATE_ANSWER,
        weight=days,
        title=one.record_name,
        url=one.get_absolute_url(),
        sentence=(
            f"{one.put_to} has not answered a member’s question: "
            f"wanted by {in_full(one.wanted_on)}, {plural(days, 'day')} late."
        ),
        question=f"What is the answer to the member’s question about {one.record_name}?",
        about=Reference.to(one),
        marks=("overdue",),
    )
