"""What hangs on no thread: findings never answered, outcomes without a measure, actions without an origin, money without an
outcome, recommendations that changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from dorset_lsp.common.references import Reference
from partnerships.enums import WAITING_STATES
from partnerships.models import Action, Finding, Outcome, Person, Project
from performance.models import Indicator
from scrutiny.enums import ClaimVerdict, Made, Progress
from scrutiny.models import Claim, Recommendation, RecommendationAction

A_QUARTER: Final = timedelta(days=92)
"""The bridging group meets every quarter; a finding that has waited longer has missed a meeting."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of break: its head, what it means and what mends it, and which records show it."""

    slug: str
    head: str
    why: str
    rows: Callable[[Person, date], QuerySet]
    detail: Callable[[Any], str]


def findings_never_answered(viewer: Person, on: date) -> QuerySet:
    """Settled and the community not told, or waiting for longer than a quarter."""
    late = Q(state__in=WAITING_STATES, raised_on__lt=on - A_QUARTER)
    settled = ~Q(state__in=WAITING_STATES)
    rows = Finding.objects.visible_to(viewer, on).filter(late | settled, answered_on__isnull=True)
    return rows.select_related("area").order_by("raised_on", "pk")


def outcomes_without_measure(viewer: Person, on: date) -> QuerySet:
    """No indicator that is measured belongs to the outcome."""
    measured = Indicator.objects.visible_to(viewer).measured().filter(outcome=OuterRef("pk"))
    return Outcome.objects.visible_to(viewer).filter(~Exists(measured)).select_related("body")


def actions_without_origin(viewer: Person, on: date) -> QuerySet:
    """Under way, for no outcome, and come from no decision, figure, stage, link, risk, benefit or recommendation."""
    links = (
        "decision_link", "exception_link", "from_stage", "from_link", "risk_link", "benefit_link",
        "recommendation_link",
    )  # fmt: skip
    nothing = {f"{link}__isnull": True for link in links}
    rows = Action.objects.visible_to(viewer, on).live().filter(outcome__isnull=True, **nothing)
    return rows.select_related("lead", "body").order_by("due_on", "pk")


def money_without_outcome(viewer: Person, on: date) -> QuerySet:
    """Projects with money that name no outcome."""
    rows = Project.objects.visible_to(viewer, on).funded().filter(outcome__isnull=True)
    return rows.select_related("organisation", "allocation").order_by("-offered_pence", "pk")


def recommendations_without_effect(viewer: Person, on: date) -> QuerySet:
    """Members saw no difference or no evidence of one; or the day has passed with nothing done or taken up."""
    done = Claim.objects.visible_to(viewer, on).filter(
        ask__recommendation=OuterRef("pk"), progress=Progress.IMPLEMENTED, verdict=ClaimVerdict.ACCEPTED
    )
    taken_up = RecommendationAction.objects.filter(ask__recommendation=OuterRef("pk"))
    silent = Q(made="", different_by__lt=on) & ~Exists(done) & ~Exists(taken_up)
    rows = Recommendation.objects.visible_to(viewer, on).filter(
        Q(made__in=[Made.NO_DIFFERENCE, Made.NO_EVIDENCE]) | silent, asks__isnull=False
    )
    return rows.distinct().select_related("review").order_by("review", "number")


KINDS: Final = (
    Kind(
        "findings", "Findings never answered",
        "What a community said has no answer yet. Settle it, and tell the community what came of it.",
        findings_never_answered, lambda one: f"{one.area}: {one.get_state_display().lower()}",
    ),
    Kind(
        "outcomes", "Outcomes without a measure",
        "Nobody can say whether these are reached. An indicator mends it.",
        outcomes_without_measure, lambda one: f"owned by {one.body}",
    ),
    Kind(
        "actions", "Actions without an origin",
        "Nobody can say what these are for. Tie each to an outcome, or drop it.",
        actions_without_origin, lambda one: f"{one.lead}, for {one.body or 'no group'}",
    ),
    Kind(
        "money", "Money without an outcome",
        "These projects were funded for no outcome that is named.",
        money_without_outcome, lambda one: f"{one.organisation.label}, out of {one.allocation.title}",
    ),
    Kind(
        "recommendations", "Recommendations that changed nothing",
        "Members saw no difference, or its day passed with nothing done or taken up.",
        recommendations_without_effect, lambda one: f"{one.review}, recommendation {one.number}",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing whose thread is broken."""

    title: str
    url: str
    detail: str
    about: Reference


def orphans(viewer: Person, on: date) -> list[tuple[Kind, list[Line]]]:
    """Every broken thread that the viewer may see, by kind; kinds with none stay, because that is said too. Five queries."""
    return [
        (
            kind,
            [
                Line(
                    getattr(one, "label", "") or str(one),
                    one.get_absolute_url(),
                    kind.detail(one),
                    Reference.to(one),
                )
                for one in kind.rows(viewer, on)
            ],
        )
        for kind in KINDS
    ]


def orphan_count(viewer: Person, on: date) -> int:
    """How many there are. One query."""
    first, *others = (kind.rows(viewer, on).order_by().values_list("pk") for kind in KINDS)
    return first.union(*others, all=True).count()
