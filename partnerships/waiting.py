"""What waits for somebody around money, risks and findings; ``work`` puts it with the rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.urls import reverse

from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.work import WorkItem
from partnerships.enums import LEADING_ROLES, BodyKind, ProjectState
from partnerships.models import Claim, Finding, Person, Project, Risk

AHEAD: Final = timedelta(days=30)
"""A review or a deadline is shown so long before its day."""
ANSWER_WITHIN: Final = timedelta(days=28)
"""A community is answered within so many days after its finding was settled."""


def rows(person: Person, on: date) -> list[QuerySet]:
    """The records behind the items of this module, one for each."""
    return [
        _risks(person, on),
        _applications(person, on),
        _claims(person, on),
        _projects(person, on),
        _findings(person, on),
    ]


def _risks(person: Person, on: date) -> QuerySet:
    return Risk.objects.open().filter(owner=person, review_on__lte=on + AHEAD)


def _applications(person: Person, on: date) -> QuerySet:
    return Project.objects.applied() if person.standing(on).is_coordinator else Project.objects.none()


def _claims(person: Person, on: date) -> QuerySet:
    if not person.standing(on).is_coordinator:
        return Claim.objects.none()
    return Claim.objects.to_settle().exclude(claimed_by=person)


def _projects(person: Person, on: date) -> QuerySet:
    mine = Project.objects.filter(applied_by=person, state__in=[ProjectState.OFFERED, ProjectState.ACCEPTED])
    soon = Q(state=ProjectState.OFFERED) | Q(claim_by_on__lte=on + AHEAD) | Q(report_due_on__lte=on + AHEAD)
    return mine.filter(soon)


def _findings(person: Person, on: date) -> QuerySet:
    if not person.standing(on).holds(BodyKind.BRIDGING_GROUP, *LEADING_ROLES):
        return Finding.objects.none()
    return Finding.objects.filter(answered_on__isnull=True).order_by("raised_on", "id")


def risks_to_review(person: Person, on: date) -> list[WorkItem]:
    """Risks that the person owns and is to look at again soon."""
    return [
        WorkItem(
            due_on=risk.review_on,
            kind="Risk",
            title=risk.title,
            url=risk.get_absolute_url(),
            detail=f"{risk.body}; scores {risk.score} of 25",
            step_label="Judge it anew",
            step_url=reverse("partnerships:risk-assess", args=[risk.pk]),
        )
        for risk in _risks(person, on).select_related("body")
    ]


def money_to_decide(person: Person, on: date) -> list[WorkItem]:
    """Applications to decide and claims to settle: the co-ordinator's."""
    items = [
        WorkItem(
            due_on=None,
            kind="Application",
            title=project.title,
            url=project.get_absolute_url(),
            detail=f"{project.organisation.label} asks for {in_pounds(project.asked_pence)}",
            step_label="Decide",
            step_url=project.get_absolute_url(),
        )
        for project in _applications(person, on).select_related("organisation")
    ]
    return items + [
        WorkItem(
            due_on=None,
            kind="Claim",
            title=claim.project.title,
            url=claim.project.get_absolute_url(),
            detail=f"{claim.project.organisation.label} claims {in_pounds(claim.amount_pence)}",
            step_label="Pay or refuse",
            step_url=claim.project.get_absolute_url(),
        )
        for claim in _claims(person, on).select_related("project__organisation")
    ]


def projects_to_see_to(person: Person, on: date) -> list[WorkItem]:
    """Projects that the person applied for: an offer to accept, money to claim, a report that is due."""
    return [_step(project, on) for project in _projects(person, on).select_related("allocation")]


def _step(project: Project, on: date) -> WorkItem:
    if project.state == ProjectState.OFFERED:
        due, detail, label = None, f"{in_pounds(project.offered_pence)} is offered", "Accept the offer"
        url = project.get_absolute_url()
    elif project.open_pence and on <= project.last_claim_on:
        due, detail = project.claim_by_on, f"{in_pounds(project.open_pence)} can still be claimed"
        label, url = "Claim", reverse("partnerships:project-claim", args=[project.pk])
    else:
        due, detail = project.report_due_on, f"{in_pounds(project.claimed_pence)} was claimed"
        label, url = "Report what it brought", reverse("partnerships:project-finish", args=[project.pk])
    return WorkItem(
        due_on=due,
        kind="Project",
        title=project.title,
        url=project.get_absolute_url(),
        detail=f"{project.allocation}; {detail}",
        step_label=label,
        step_url=url,
    )


def findings_to_take(person: Person, on: date) -> list[WorkItem]:
    """For whoever leads a bridging group: findings to adopt or decline, and communities to answer."""
    return [
        WorkItem(
            due_on=None if finding.is_waiting else finding.settled_day + ANSWER_WITHIN,
            kind="Finding",
            title=finding.title,
            url=finding.get_absolute_url(),
            detail=f"{finding.area}; {finding.get_state_display().lower()} since {in_full(finding.open_since)}",
            step_label="Adopt or decline" if finding.is_waiting else "Answer the community",
            step_url=finding.get_absolute_url()
            if finding.is_waiting
            else reverse("partnerships:finding-answer", args=[finding.pk]),
        )
        for finding in _findings(person, on).select_related("area")
    ]
