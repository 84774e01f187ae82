"""Changes to claims: made against an offer, paid, or refused with a reason."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from dorset_lsp.common import states, totals
from dorset_lsp.common.changes import Refused, change, record, require
from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import in_pounds
from partnerships import tidings
from partnerships.enums import CLAIM_MOVES, ProjectState
from partnerships.models import Claim, Person, Project


@change
def make(*, project: Project, amount_pence: int, spent_on_what: str, by: Person, on: date) -> Claim:
    """Claim money of an offer for what was spent.

    Raises Refused when the offer has not so much left, the project is not under way, or the last day for it has passed.
    """
    require(by, "partnerships.edit_project", project)
    if project.state != ProjectState.ACCEPTED:
        raise Refused("Money is claimed by a project that has accepted its offer and is not finished.")
    if amount_pence <= 0:
        raise Refused("Claim more than nothing.")
    if not spent_on_what.strip():
        raise Refused("Say what the money was spent on.")
    if on > project.last_claim_on:
        raise Refused(
            f"The last day for a claim was {in_full(project.last_claim_on)}. Ask the co-ordinator for more time."
        )
    totals.add(
        project, "claimed_pence", amount_pence,
        room=Q(
            state=ProjectState.ACCEPTED,
            offered_pence__gte=F("claimed_pence") + F("released_pence") + amount_pence,
        ),
        otherwise=lambda now: (
            f"{in_pounds(now.open_pence)} of the offer is left to claim, and {in_pounds(amount_pence)} is asked for."
        ),
    )  # fmt: skip
    claim = Claim.objects.create(
        project=project, amount_pence=amount_pence, spent_on_what=spent_on_what, claimed_on=on, claimed_by=by
    )
    record("claim.make", claim, by=by, on=on, difference={"amount": (None, in_pounds(amount_pence))})
    tidings.tell_of_claim(claim)
    return claim


@change
def pay(*, claim: Claim, by: Person, on: date) -> None:
    """Say that a claim was paid. Raises Refused for one of one's own."""
    require(by, "partnerships.settle_claim", claim)
    _refuse_ones_own(claim, by)
    states.move(claim, "pay", CLAIM_MOVES, by=by, on=on, settled_on=on, settled_by=by)
    tidings.tell_of_settlement(claim)


@change
def refuse(*, claim: Claim, reason: str, by: Person, on: date) -> None:
    """Refuse a claim, with the reason; its sum can be claimed again, unless the project is finished.

    Raises Refused without a reason, for one of one's own, and for a project that is finished: its report rests on it.
    """
    require(by, "partnerships.settle_claim", claim)
    _refuse_ones_own(claim, by)
    if not reason.strip():
        raise Refused("Say why the claim is refused.")
    states.move(
        claim,
        "refuse",
        CLAIM_MOVES,
        by=by,
        on=on,
        why=reason,
        settled_on=on,
        settled_by=by,
        refusal_reason=reason,
    )
    totals.add(
        claim.project, "claimed_pence", -claim.amount_pence,
        room=Q(state=ProjectState.ACCEPTED, claimed_pence__gte=claim.amount_pence),
        otherwise=lambda now: f"{now} is finished, and what it brought was reported on this claim.",
    )  # fmt: skip
    tidings.tell_of_settlement(claim)


def _refuse_ones_own(claim: Claim, by: Person) -> None:
    if claim.claimed_by_id == by.pk:
        raise Refused("Nobody settles a claim of their own.")
