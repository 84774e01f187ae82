"""Changes to projects: drafted, applied for, decided, accepted, finished with a report of what they brought."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from dorset_lsp.common import states, totals
from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.money import in_pounds
from partnerships import tidings
from partnerships.empowerment import needs_authority
from partnerships.enums import PROJECT_MOVES, ProjectState
from partnerships.models import Allocation, Area, BenefitsReport, Organisation, Outcome, Person, Project


@change
def begin(
    *,
    allocation: Allocation,
    organisation: Organisation,
    title: str,
    description: str,
    asked_pence: int,
    own_pence: int = 0,
    area: Area | None = None,
    outcome: Outcome | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Project:
    """Draft an application for one's own organisation. Nobody else sees it until it is sent."""
    require(by, "partnerships.begin_project", allocation)
    project = Project(
        allocation=allocation, organisation=organisation, title=title, description=description,
        asked_pence=asked_pence, own_pence=own_pence, area=area, outcome=outcome, begun_on=on, begun_by=by,
        is_illustrative=is_illustrative,
    )  # fmt: skip
    require(by, "partnerships.edit_project", project)
    project.save()
    record("project.begin", project, by=by, on=on, difference={"asked": (None, in_pounds(asked_pence))})
    return project


@change
def alter(*, project: Project, values: dict[str, object], by: Person, on: date) -> None:
    """Word a draft anew. Raises Refused once it was sent: then it is read by others as it stands."""
    require(by, "partnerships.edit_project", project)
    if project.state != ProjectState.DRAFT:
        raise Refused("This application was sent, so it stands as it is.")
    difference = save_fields(project, values)
    if difference:
        record("project.alter", project, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def apply(*, project: Project, by: Person, on: date) -> None:
    """Send an application. Raises Refused when it does not say what will be done."""
    require(by, "partnerships.edit_project", project)
    if not project.description.strip():
        raise Refused("Say what will be done before you apply.")
    states.move(project, "apply", PROJECT_MOVES, by=by, on=on, applied_on=on, applied_by=by)
    tidings.tell_of_application(project, on=on)


@change
def offer(
    *,
    project: Project,
    amount_pence: int,
    decision: str,
    claim_by_on: date,
    report_due_on: date,
    authority: str = "",
    by: Person,
    on: date,
) -> None:
    """Offer money to a project, out of its allocation.

    Raises Refused when the allocation has not so much left, without reasons, for days that have passed or are out of
    order, and without the authority of a body where the co-ordinator is not empowered to decide alone.
    """
    require(by, "partnerships.decide_project", project)
    if amount_pence <= 0 or amount_pence > project.asked_pence:
        raise Refused(
            f"Offer more than nothing, and no more than the {in_pounds(project.asked_pence)} asked for."
        )
    _refuse_a_bare_decision(decision)
    if not on < claim_by_on <= report_due_on:
        raise Refused("Claims end on a day to come, and the report of benefits is due then or later.")
    if not authority.strip() and needs_authority(project, amount_pence, by):
        raise Refused(
            f"Name the body that decided: the co-ordinator alone decides up to "
            f"{in_pounds(project.allocation.delegated_pence)} here, and never for their own organisation."
        )
    totals.add(
        project.allocation, "committed_pence", amount_pence,
        room=Q(amount_pence__gte=F("committed_pence") + amount_pence),
        otherwise=lambda now: f"{now} has {in_pounds(now.remainder_pence)} left to offer.",
    )  # fmt: skip
    states.move(
        project, "offer", PROJECT_MOVES, by=by, on=on, why=decision,
        difference={"offered": (None, in_pounds(amount_pence))}, offered_pence=amount_pence, decision=decision,
        authority=authority, decided_on=on, decided_by=by, claim_by_on=claim_by_on, report_due_on=report_due_on,
    )  # fmt: skip
    tidings.tell_of_decision(project)


@change
def refuse(*, project: Project, decision: str, authority: str = "", by: Person, on: date) -> None:
    """Refuse an application. Raises Refused without the reasons."""
    require(by, "partnerships.decide_project", project)
    _refuse_a_bare_decision(decision)
    states.move(
        project, "refuse", PROJECT_MOVES, by=by, on=on, why=decision, decision=decision, authority=authority,
        decided_on=on, decided_by=by,
    )  # fmt: skip
    tidings.tell_of_decision(project)


@change
def accept(*, project: Project, by: Person, on: date) -> None:
    """The organisation takes the offer with its conditions; it may claim from now on."""
    require(by, "partnerships.edit_project", project)
    states.move(project, "accept", PROJECT_MOVES, by=by, on=on)


@change
def withdraw(*, project: Project, reason: str, by: Person, on: date) -> None:
    """The organisation gives the project up before money was claimed; what was offered can be offered to others.

    Raises Refused without a reason.
    """
    require(by, "partnerships.edit_project", project)
    if not reason.strip():
        raise Refused("Say why the project is given up.")
    offered = project.offered_pence
    states.move(
        project, "withdraw", PROJECT_MOVES, by=by, on=on, why=reason, expecting={"offered_pence": offered},
        ended_on=on, end_reason=reason, released_pence=offered,
    )  # fmt: skip
    _give_back(project.allocation, offered)


@change
def extend(
    *, project: Project, claim_by_on: date, report_due_on: date, why: str, by: Person, on: date
) -> None:
    """Give a project more time. Raises Refused without a reason, or for days that have passed or are out of order."""
    require(by, "partnerships.decide_project", project)
    if project.state not in (ProjectState.OFFERED, ProjectState.ACCEPTED):
        raise Refused("Only a project with an offer can be given more time.")
    if not why.strip():
        raise Refused("Say why it is given more time.")
    if not on < claim_by_on <= report_due_on:
        raise Refused("Claims end on a day to come, and the report of benefits is due then or later.")
    difference = save_fields(project, {"claim_by_on": claim_by_on, "report_due_on": report_due_on})
    if difference:
        record("project.extend", project, by=by, on=on, difference=difference, why=why)
    else:
        nothing_to_change()


@change
def finish(
    *, project: Project, what_changed: str, people_helped: int | None, lesson: str = "", by: Person, on: date
) -> BenefitsReport:
    """Report what the money brought. Nothing can be claimed after it, and what was not claimed goes back.

    Raises Refused when it does not say what changed.
    """
    require(by, "partnerships.edit_project", project)
    if not what_changed.strip():
        raise Refused("Say what changed.")
    rest, claimed = project.open_pence, project.claimed_pence
    moved = states.move(
        project, "finish", PROJECT_MOVES, by=by, on=on, expecting={"claimed_pence": claimed},
        difference={"given back": (None, in_pounds(rest))} if rest else {}, ended_on=on, released_pence=rest,
    )  # fmt: skip
    if not moved:
        return project.report
    if rest:
        _give_back(project.allocation, rest)
    return BenefitsReport.objects.create(
        project=project,
        what_changed=what_changed,
        people_helped=people_helped,
        lesson=lesson,
        filed_on=on,
        filed_by=by,
    )


def _refuse_a_bare_decision(decision: str) -> None:
    if not decision.strip():
        raise Refused("Give the reasons for the decision.")


def _give_back(allocation: Allocation, amount: int) -> None:
    """Count part of an offer out of what the allocation has committed."""
    totals.add(
        allocation, "committed_pence", -amount, room=Q(committed_pence__gte=amount),
        otherwise=lambda now: f"{now} has only {in_pounds(now.committed_pence)} offered.",
    )  # fmt: skip
