"""What scrutiny puts before the chair: answers that are late, and members' questions that nobody has answered in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scrutiny.audience import Viewer
from scrutiny.models import Ask, Challenge


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at: what it is, where it stands, and how late it is."""

    title: str
    url: str
    due_on: date
    detail: str


def attention(viewer: Viewer, on: date, *, shown: int = 5) -> tuple[list[Line], int]:
    """The longest overdue first, up to ``shown``, and how many there are. A fixed number of queries."""
    asks = Ask.objects.visible_to(viewer, on).overdue(on).with_everything().order_by("due_on")[:shown]
    questions = (
        Challenge.objects.visible_to(viewer, on).waiting().filter(wanted_on__lt=on).select_related("put_to")
    )
    lines = [
        Line(
            f"{ask.addressee.label} on recommendation {ask.recommendation.number}",
            ask.get_absolute_url(),
            ask.due_on,
            f"{ask.get_basis_display()}: {ask.recommendation.label}",
        )
        for ask in asks
        if ask.due_on
    ]
    lines += [
        Line(
            one.record_name, one.get_absolute_url(), one.wanted_on, f"{one.put_to} has not answered a member"
        )
        for one in questions[:shown]
    ]
    total = Ask.objects.visible_to(viewer, on).overdue(on).count() + questions.count()
    return sorted(lines, key=lambda line: line.due_on)[:shown], total
