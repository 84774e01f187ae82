"""Changes to the benefits of a programme: begun, achieved, dropped with a reason, taken up again, noted on, acted on."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, record, require
from partnerships.changes import actions
from partnerships.enums import BENEFIT_MOVES
from partnerships.models import Action, Benefit, BenefitAction, BenefitNote, Organisation, Person


@change
def begin(*, benefit: Benefit, by: Actor, on: date) -> None:
    """Say that work on it has begun."""
    require(by, "partnerships.progress_benefit", benefit)
    states.move(benefit, "begin", BENEFIT_MOVES, by=by, on=on)


@change
def note(*, benefit: Benefit, text: str, by: Person, on: date) -> BenefitNote:
    """Write how it comes on. Residents read it."""
    require(by, "partnerships.progress_benefit", benefit)
    if not text.strip():
        raise Refused("Write how it comes on.")
    written = BenefitNote.objects.create(benefit=benefit, text=text, written_on=on, written_by=by)
    record("benefit.note", benefit, by=by, on=on, difference={"note": (None, text)})
    return written


@change
def achieve(*, benefit: Benefit, text: str, by: Person, on: date) -> None:
    """Say that it is there, and what people notice. Raises Refused without words."""
    require(by, "partnerships.progress_benefit", benefit)
    if not text.strip():
        raise Refused("Say what people notice now.")
    if states.move(benefit, "achieve", BENEFIT_MOVES, by=by, on=on, why=text):
        BenefitNote.objects.create(benefit=benefit, text=text, written_on=on, written_by=by)


@change
def drop(*, benefit: Benefit, reason: str, by: Actor, on: date) -> None:
    """Give it up, with a reason that residents read. Raises Refused without one."""
    require(by, "partnerships.edit_benefit", benefit)
    if not reason.strip():
        raise Refused("Say why it is dropped.")
    states.move(benefit, "drop", BENEFIT_MOVES, by=by, on=on, why=reason, end_reason=reason)


@change
def resume(*, benefit: Benefit, reason: str, by: Actor, on: date) -> None:
    """Take it up again after it was achieved or dropped. Raises Refused without a reason."""
    require(by, "partnerships.edit_benefit", benefit)
    if not reason.strip():
        raise Refused("Say why it is taken up again.")
    states.move(benefit, "resume", BENEFIT_MOVES, by=by, on=on, why=reason, end_reason="")


@change
def propose_action(
    *,
    benefit: Benefit,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action that brings the benefit nearer; the group that leads the programme follows it."""
    require(by, "partnerships.edit_benefit", benefit)
    if not benefit.is_live:
        raise Refused("This benefit is no longer worked on, so no action is raised from it.")
    action = actions.raise_from(
        title=title, description=description, outcome=benefit.outcome, body=benefit.programme.body,
        organisation=organisation, lead=lead, due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    link = BenefitAction.objects.create(benefit=benefit, action=action)
    record("benefit.act", link, by=by, on=on, difference={"action": (None, action)})
    return action
