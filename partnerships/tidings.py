"""What the partnership tells people by e-mail about money and risks: each with a link to the page where one acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.notices import KindOfNotice
from partnerships.enums import LEADING_ROLES, ClaimState, Layer, NoticeKind
from partnerships.models import Body, Claim, Finding, Membership, Person, Project, Risk
from partnerships.notice_kinds import FINDINGS, MONEY, RISKS
from partnerships.people_on_duty import coordinators_on
from partnerships.posting import tell
from partnerships.risk_appetite import appetites
from partnerships.risk_scale import UPWARDS, layer_of

RUNS_MONEY = "You get this because you support the Board, which decides about this money."
HAS_APPLIED = "You get this because you applied, or claimed, for your organisation."
LEADS = "You get this because you lead the group named above."


def tell_of_rise(risk: Risk, *, before: str, by: Any, on: date) -> None:
    """Who leads the body that looks at the risk now, when that is of a higher layer than ``before``."""
    layer = layer_of(home=risk.body.layer, score=risk.score, appetites=appetites())
    if UPWARDS.index(layer) <= UPWARDS.index(Layer(before)):
        return
    body = _body_above(risk.body, layer)
    for person in _leads_of(body, on) if body else ():
        if person.pk != by.pk:
            tell(
                person,
                RISKS,
                about=risk,
                subject=f"A risk for {body}: {risk}",
                opening=f"A risk that {risk.body} keeps now scores {risk.score} of 25, which is more than it bears.",
                quotation=risk.event,
                link_label="Look at the risk",
                path=risk.get_absolute_url(),
                why=LEADS,
                key=f"risk-rose:{risk.pk}:{layer}:{on}:{person.pk}",
            )


def tell_of_application(project: Project, *, on: date) -> None:
    """The co-ordinator: that an application waits for a decision."""
    for person in coordinators_on(on):
        tell(
            person,
            MONEY,
            about=project,
            subject=f"An application: {project}",
            opening=f"{project.organisation} asks for {in_pounds(project.asked_pence)} for “{project}”.",
            link_label="Read the application and decide",
            path=project.get_absolute_url(),
            why=RUNS_MONEY,
            key=f"project-applied:{project.pk}:{person.pk}",
        )


def tell_of_decision(project: Project) -> None:
    """Whoever applied: what was decided, and why."""
    if project.is_funded:
        opening = f"{in_pounds(project.offered_pence)} is offered to “{project}”."
    else:
        opening = f"The application for “{project}” was refused."
    tell(
        project.applicant,
        MONEY,
        about=project,
        subject=f"Decided: {project}",
        opening=opening,
        quotation=project.decision,
        link_label="Accept the offer" if project.is_funded else "Read the decision",
        path=project.get_absolute_url(),
        why=HAS_APPLIED,
        key=f"project-decided:{project.pk}",
    )


def tell_of_claim(claim: Claim) -> None:
    """The co-ordinator: that a claim waits to be paid."""
    for person in coordinators_on(claim.claimed_on):
        tell(
            person,
            MONEY,
            about=claim.project,
            subject=f"A claim: {claim.project}",
            opening=f"{claim.project.organisation} claims {in_pounds(claim.amount_pence)} for “{claim.project}”.",
            quotation=claim.spent_on_what,
            link_label="Look at the claim",
            path=claim.project.get_absolute_url(),
            why=RUNS_MONEY,
            key=f"claim-made:{claim.pk}:{person.pk}",
        )


def tell_of_settlement(claim: Claim) -> None:
    """Whoever claimed: that it was paid, or why not."""
    is_paid = claim.state == ClaimState.PAID
    tell(
        claim.claimed_by,
        MONEY,
        about=claim.project,
        subject=f"Your claim on {claim.project} was {'paid' if is_paid else 'refused'}",
        opening=f"The claim of {in_pounds(claim.amount_pence)} was {'paid' if is_paid else 'refused'}.",
        quotation=claim.refusal_reason,
        link_label="See the project",
        path=claim.project.get_absolute_url(),
        why=HAS_APPLIED,
        key=f"claim-settled:{claim.pk}",
    )


def tell_of_deadline(
    what: NoticeKind, about: Risk | Finding | Project, *, person: Person, on: date, key: str
) -> None:
    """One person: that a day came on which something is to be done, with a link to where it is done."""
    opening, label, why = _DEADLINES[what](about, on)
    tell(
        person,
        KIND_OF[what],
        about=about,
        subject=f"{about}: {what.label}",
        opening=opening,
        link_label=label,
        path=about.get_absolute_url(),
        why=why,
        key=key,
    )


def _review(risk: Any, on: date) -> tuple[str, str, str]:
    opening = (
        f"The risk “{risk}” was to be reviewed by {in_full(risk.review_on)}. It scores {risk.score} of 25."
    )
    return opening, "Judge it anew", "You get this because you own the risk."


def _unanswered(finding: Any, on: date) -> tuple[str, str, str]:
    opening = (
        f"The finding “{finding}” of {finding.area} was {finding.get_state_display().lower()} on "
        f"{in_full(finding.settled_on)}, and the community has not been told."
    )
    return opening, "Answer the community", "You get this because you lead the bridging group."


def _last_claim(project: Any, on: date) -> tuple[str, str, str]:
    opening = (
        f"{in_pounds(project.open_pence)} of the offer for “{project}” can still be claimed, until "
        f"{in_full(project.claim_by_on)}."
    )
    return opening, "Claim it", HAS_APPLIED


def _report(project: Any, on: date) -> tuple[str, str, str]:
    is_late = on > project.report_due_on
    opening = f"The report of what “{project}” brought {'was' if is_late else 'is'} due by {in_full(project.report_due_on)}."
    return opening, "See the project", "You get this because you applied for the money, or decide about it."


_DEADLINES: Final[dict[NoticeKind, Callable[[Any, date], tuple[str, str, str]]]] = {
    NoticeKind.RISK_REVIEW: _review,
    NoticeKind.UNANSWERED: _unanswered,
    NoticeKind.CLAIM_DUE: _last_claim,
    NoticeKind.REPORT_DUE: _report,
}
KIND_OF: Final[dict[NoticeKind, KindOfNotice]] = {
    NoticeKind.RISK_REVIEW: RISKS,
    NoticeKind.UNANSWERED: FINDINGS,
    NoticeKind.CLAIM_DUE: MONEY,
    NoticeKind.REPORT_DUE: MONEY,
}
"""Under which kind a person chooses how they hear of each."""


def _body_above(body: Body, layer: str) -> Body | None:
    """The nearest body of that layer above a body; the body itself if it is of it."""
    above: Body | None = body
    while above is not None and above.layer != layer:
        above = above.parent
    return above


def _leads_of(body: Body, on: date) -> Iterable[Person]:
    """Chair, vice chair and support of a body on that day, who may sign in."""
    duties = Membership.objects.believed().held_on(on).filter(body=body, role__in=LEADING_ROLES)
    return Person.objects.filter(is_active=True, memberships__in=duties).distinct()
