"""What of the partnership's own the chair should look at: late actions, unspent money, seats and terms, and risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from dorset_lsp.common.attention import Concern, Grade
from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import PENCE, in_pounds
from dorset_lsp.common.references import Reference
from dorset_lsp.common.templatetags.components import plural
from partnerships.enums import BodyKind
from partnerships.models import Action, FundingStream, Membership, Risk, Seat
from partnerships.money import StreamMoney, money_of
from partnerships.risk_appetite import appetites
from partnerships.structure import FLAGGED_DAYS, last_day

LATE_AFTER: Final = timedelta(days=30)
"""An action that is late by more than this is looked at by others than its lead."""

MOST: Final = 25
"""So many late actions are named, the latest first; the list of actions holds the others."""

SEATS_OF: Final = (BodyKind.BOARD, BodyKind.DELIVERY_GROUP, BodyKind.BRIDGING_GROUP, BodyKind.THEME_GROUP)
"""Whose seats are the partnership's own to fill."""


@dataclass(frozen=True, slots=True)
class Attention:
    """The streams of the newest year with what is unspent, and the open risks that weigh most."""

    monies: list[StreamMoney]
    risks: list[Risk]
    late_reviews: int


def attention(viewer: Any, on: date) -> Attention:
    """Read it for somebody who may see it: risks are for members of a body, money for everybody. Five queries."""
    streams = FundingStream.objects.visible_to(viewer).newest_year(on).select_related("giver")
    risks = Risk.objects.visible_to(viewer, on)
    above = risks.above_all(appetites()).select_related("owner", "body").order_by_weight()
    return Attention(money_of(streams, on), list(above), risks.review_passed(on).count())


def concerns(viewer: Any, on: date, found: Attention) -> list[Concern]:
    """All of it as things that need attention, in no order. Three queries beside those of ``found``."""
    return [
        *_late_actions(viewer, on),
        *(one for money in found.monies for one in _unspent(money, on)),
        *_seats(on),
        *(_of_risk(risk) for risk in found.risks),
    ]


def _late_actions(viewer: Any, on: date) -> list[Concern]:
    rows = Action.objects.visible_to(viewer, on).overdue(on - LATE_AFTER).select_related("lead", "body")
    return [_of_action(action, on) for action in rows.order_by("due_on", "pk")[:MOST]]


def _of_action(action: Action, on: date) -> Concern:
    days = (on - action.due_on).days
    return Concern(
        grade=Grade.LATE_ACTION,
        weight=days,
        title=action.title,
        url=action.get_absolute_url(),
        sentence=f"{action.lead} leads it. It was due on {in_full(action.due_on)}, {plural(days, 'day')} ago.",
        question=f"What keeps “{action.title}” from being done?",
        about=Reference.to(action),
        marks=("overdue",),
        detail=str(action.body) if action.body else "",
        body_id=action.body_id,
    )


def _unspent(money: StreamMoney, on: date) -> list[Concern]:
    """Each allocation of a year that is over of which something was not claimed."""
    stream = money.stream
    if stream.to_on > on:
        return []
    return [
        Concern(
            grade=Grade.UNSPENT,
            weight=part.unspent // PENCE,
            title=f"{part.title}, {stream.year_label}",
            url=stream.get_absolute_url(),
            sentence=f"{in_pounds(part.unspent)} of {in_pounds(part.amount)} was not claimed by the end of the year.",
            question=f"What should happen to the {in_pounds(part.unspent)} of “{part.title}” that was not claimed?",
            about=Reference.to(part.allocation),
            detail=stream.title,
        )
        for part in money.parts
        if part.allocation is not None and part.unspent > 0
    ]


def _seats(on: date) -> list[Concern]:
    """Of each of these bodies: how many seats are empty, and which term ends first. Two queries."""
    held = Membership.objects.believed().held_on(on).seated()
    empty = (
        Seat.objects.existing_on(on)
        .filter(body__kind__in=SEATS_OF)
        .exclude(Exists(held.filter(seat=OuterRef("pk"))))
    )
    ending = held.filter(body__kind__in=SEATS_OF).ending_within(FLAGGED_DAYS + 1, on)
    rows = ending.select_related("person", "body").order_by("body__name", "body", "to_on", "pk")
    terms = {body.pk: list(group) for body, group in groupby(rows, key=lambda one: one.body)}
    vacancies: dict[int, Mapping[str, Any]] = {
        row["body"]: row
        for row in empty.order_by().values("body", "body__name", "body__slug").annotate(count=Count("pk"))
    }
    return [_of_seats(pk, vacancies.get(pk), terms.get(pk, []), on) for pk in sorted({*terms, *vacancies})]


def _of_seats(
    body_id: int, vacant: Mapping[str, Any] | None, terms: Iterable[Membership], on: date
) -> Concern:
    ending = list(terms)
    name = ending[0].body.name if ending else vacant["body__name"] if vacant else ""
    slug = ending[0].body.slug if ending else vacant["body__slug"] if vacant else ""
    parts = []
    if vacant:
        parts.append(f"{plural(vacant['count'], 'seat')} {'is' if vacant['count'] == 1 else 'are'} empty")
    if ending:
        first, last = ending[0], last_day(ending[0])
        ends = f"{first.person}’s term as {first.get_role_display()} ends on {in_full(last or on)}"
        more = len(ending) - 1
        parts.append(f"{ends}, and {plural(more, 'more term')} within {FLAGGED_DAYS} days" if more else ends)
    nearest = min(((one.to_on - on).days for one in ending if one.to_on), default=FLAGGED_DAYS)
    return Concern(
        grade=Grade.SEAT,
        weight=FLAGGED_DAYS - nearest,
        title=f"Seats on {name}",
        url=reverse("partnerships:body-detail", args=[slug]),
        sentence=f"{'; '.join(parts)}.",
        question=f"Who will fill the seats on {name}?",
        about=Reference("partnerships.body", body_id),
        body_id=body_id,
    )


def _of_risk(risk: Risk) -> Concern:
    return Concern(
        grade=Grade.RISK,
        weight=risk.score,
        title=risk.title,
        url=risk.get_absolute_url(),
        sentence=f"It scores {risk.score} of 25, which is more than any layer bears; {risk.owner} owns it.",
        # An agenda is read by more people than the register of risks, so the question does not name it.
        question=f"What more can be done about a risk of {risk.body} that scores {risk.score} of 25?",
        about=Reference.to(risk),
        detail=f"{risk.body}, next review {in_full(risk.review_on)}",
        body_id=risk.body_id,
    )
