"""Changes to progress: claimed by the addressee, accepted or not by members, closed by members alone."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster, change, nothing_to_change, record, require
from partnerships.models import Meeting, Person
from scrutiny import emails
from scrutiny.clocks import next_check
from scrutiny.enums import ASK_MOVES, ClaimVerdict
from scrutiny.models import Ask, Claim


@change
def claim(*, ask: Ask, progress: str, text: str, by: Person, on: date) -> Claim:
    """Say how far it has come. Raises Refused while an earlier claim waits for members."""
    require(by, "scrutiny.claim_progress", ask)
    Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    waiting = ask.claims.filter(verdict=ClaimVerdict.WAITING).first()
    if waiting is not None and (waiting.progress, waiting.claim, waiting.claimed_by) == (progress, text, by):
        nothing_to_change()
        return waiting
    if waiting is not None:
        raise Refused("What was claimed before still waits for members. They decide on it first.")
    made = Claim.objects.create(ask=ask, progress=progress, claim=text, claimed_on=on, claimed_by=by)
    record("ask.claim", ask, by=by, on=on, difference={"claim": (None, progress)})
    return made


@change
def decide(
    *, claim: Claim, is_accepted: bool, note: str, session: Meeting | None = None, by: Person, on: date
) -> None:
    """What members decided at a session. Not accepting it needs their reason. The next check follows from the day.

    Raises SomebodyWasFaster when it was decided meanwhile.
    """
    require(by, "scrutiny.decide_claim", claim)
    if not is_accepted and not note.strip():
        raise Refused("Say why members do not accept it.")
    ask = Ask.objects.select_for_update(of=("self",)).get(pk=claim.ask_id)
    locked = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if locked.verdict != ClaimVerdict.WAITING:
        raise SomebodyWasFaster(f"{locked.decided_by} has recorded a decision on this already.")
    claim.verdict = ClaimVerdict.ACCEPTED if is_accepted else ClaimVerdict.NOT_ACCEPTED
    claim.note, claim.session, claim.decided_on, claim.decided_by = note, session, on, by
    claim.save(update_fields=["verdict", "note", "session", "decided_on", "decided_by"])
    if ask.accepted_on is not None and ask.next_check_on is not None and ask.next_check_on <= on:
        ask.next_check_on = next_check(ask.accepted_on, after=on)
        ask.save(update_fields=["next_check_on"])
    record("ask.decide_claim", ask, by=by, on=on, difference={"claim": (None, claim.verdict)})
    emails.tell_claimant(claim)


@change
def close(*, ask: Ask, reason: str, by: Person, on: date) -> None:
    """Members close it: what they asked is done, or they let it go, with the reason."""
    require(by, "scrutiny.end_ask", ask)
    _end(ask, "close", reason, by, on)


@change
def reopen(*, ask: Ask, reason: str, by: Person, on: date) -> None:
    """Members open again what they closed, with the reason."""
    require(by, "scrutiny.end_ask", ask)
    if not reason.strip():
        raise Refused("Say why it is opened again.")
    is_answered = ask.responses.exists()
    check = next_check(ask.accepted_on, after=on) if ask.accepted_on else None
    states.move(
        ask, "reopen" if is_answered else "reopen_unanswered", ASK_MOVES, by=by, on=on, why=reason,
        ended_on=None, ended_by=None, end_reason="", next_check_on=check,
    )  # fmt: skip


@change
def withdraw(*, ask: Ask, reason: str, by: Person, on: date) -> None:
    """Members withdraw what they asked of one addressee, with the reason. Responders are told."""
    require(by, "scrutiny.end_ask", ask)
    if _end(ask, "withdraw", reason, by, on):
        emails.tell_responders_of_withdrawal(ask, reason=reason)


def _end(ask: Ask, verb: str, reason: str, by: Person, on: date) -> bool:
    if not reason.strip():
        raise Refused("Give the reason.")
    return states.move(
        ask, verb, ASK_MOVES, by=by, on=on, why=reason, ended_on=on, ended_by=by, end_reason=reason,
        next_check_on=None,
    )  # fmt: skip
