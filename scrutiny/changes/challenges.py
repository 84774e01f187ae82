"""Changes to challenges: a member asks, the owner answers, the member follows up or is content."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, change, record, require
from dorset_lsp.common.references import Reference
from partnerships.models import Person
from scrutiny import emails
from scrutiny.enums import CHALLENGE_MOVES
from scrutiny.models import Challenge, ChallengeWord


@change
def put(
    *,
    about: Reference,
    name: str,
    question: str,
    put_to: Person,
    wanted_on: date,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Challenge:
    """Ask about a record of the partnership, of whoever answers for it. Raises Refused for a day that has passed."""
    require(by, "scrutiny.put_challenge", Challenge)
    if wanted_on < on:
        raise Refused("Ask for an answer by a day to come.")
    challenge = Challenge.objects.create(
        kind=about.kind, record_id=about.id, record_name=name[:300], question=question, put_to=put_to,
        wanted_on=wanted_on, asked_on=on, asked_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record("challenge.put", challenge, by=by, on=on, difference={"put to": (None, put_to.name)})
    emails.tell_of_challenge(challenge)
    return challenge


@change
def answer(*, challenge: Challenge, text: str, by: Person, on: date) -> None:
    """The owner answers."""
    require(by, "scrutiny.answer_challenge", challenge)
    if states.move(challenge, "answer", CHALLENGE_MOVES, by=by, on=on):
        _say(challenge, text, is_answer=True, by=by, on=on)
        emails.tell_of_challenge_answer(challenge)


@change
def follow_up(*, challenge: Challenge, text: str, wanted_on: date, by: Person, on: date) -> None:
    """The member is not content: what is still to be said, by when."""
    require(by, "scrutiny.settle_challenge", challenge)
    if wanted_on < on:
        raise Refused("Ask for an answer by a day to come.")
    states.move(challenge, "follow_up", CHALLENGE_MOVES, by=by, on=on, wanted_on=wanted_on)
    _say(challenge, text, is_answer=False, by=by, on=on)
    emails.tell_of_challenge(challenge)


@change
def close(*, challenge: Challenge, by: Person, on: date) -> None:
    """The member is content with the answer."""
    require(by, "scrutiny.settle_challenge", challenge)
    states.move(challenge, "close", CHALLENGE_MOVES, by=by, on=on)


def _say(challenge: Challenge, text: str, *, is_answer: bool, by: Person, on: date) -> None:
    ChallengeWord.objects.create(challenge=challenge, is_answer=is_answer, said=text, said_on=on, said_by=by)
