"""Changes to actions: raised, agreed, reported on, done, dropped with a reason, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.enums import ACTION_MOVES
from partnerships.models import Action, ActionNote, Body, Organisation, Outcome, Person


@change
def propose(
    *,
    title: str,
    body: Body,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    outcome: Outcome | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action to a group: what, who leads, for which organisation, by when."""
    require(by, "partnerships.raise_action", body)
    return raise_from(
        title=title, description=description, outcome=outcome, body=body, organisation=organisation, lead=lead,
        due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip


@change
def raise_from(
    *,
    title: str,
    body: Body,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str,
    outcome: Outcome | None,
    is_illustrative: bool,
    by: Person,
    on: date,
) -> Action:
    """Propose an action from something that another app owns, which has asked its own policy who may do so."""
    action = Action.objects.create(
        title=title, description=description, outcome=outcome, body=body, organisation=organisation, lead=lead,
        due_on=due_on, raised_on=on, raised_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record("action.propose", action, by=by, on=on, difference={"due": (None, due_on), "lead": (None, lead)})
    return action


@change
def agree(*, action: Action, by: Actor, on: date) -> None:
    """The group takes the action on."""
    require(by, "partnerships.edit_action", action)
    states.move(action, "agree", ACTION_MOVES, by=by, on=on)


@change
def alter(*, action: Action, version: int, values: dict[str, object], why: str, by: Actor, on: date) -> None:
    """Change an action's words, lead, organisation or due date, with a reason. ``version`` is the one that was seen.

    Raises Refused when it has ended, SomebodyWasFaster when it was changed or moved since that version.
    """
    require(by, "partnerships.edit_action", action)
    if not action.is_live:
        raise Refused("This action has ended. Open it again before changing it.")
    if all(getattr(action, field) == value for field, value in values.items()):
        nothing_to_change()
        return
    seen = {"version": version, "state": action.state}
    difference = save_fields(action, values | {"version": version + 1}, expecting=seen)
    del difference["version"]
    record("action.alter", action, by=by, on=on, difference=difference, why=why)


@change
def update_many(
    *,
    chosen: Sequence[Action],
    due_on: date | None = None,
    lead: Person | None = None,
    note_text: str = "",
    drop_reason: str = "",
    why: str = "",
    by: Person,
    on: date,
) -> int:
    """Do one thing with several actions, or with none of them. Returns how many there were.

    Raises Refused, naming the action, when it is not possible with one of them.
    """
    if not chosen:
        raise Refused("Choose at least one action.")
    for action in chosen:
        require(by, "partnerships.edit_action", action)
        try:
            if drop_reason:
                drop(action=action, reason=drop_reason, by=by, on=on)
            elif note_text:
                note(action=action, text=note_text, by=by, on=on)
            else:
                values: dict[str, object] = {"due_on": due_on} if due_on else {"lead": lead}
                alter(action=action, version=action.version, values=values, why=why, by=by, on=on)
        except Refused as refusal:
            raise Refused(f"“{action}”: {refusal} Nothing was changed.") from refusal
    return len(chosen)


@change
def note(*, action: Action, text: str, by: Person, on: date) -> ActionNote:
    """Write a progress note. Raises Refused for one on an action that has ended."""
    require(by, "partnerships.progress_action", action)
    if not action.is_live:
        raise Refused("This action has ended, so no more progress is noted on it.")
    written = ActionNote.objects.create(action=action, text=text, written_on=on, written_by=by)
    record("action.note", action, by=by, on=on, difference={"note": (None, text)})
    return written


@change
def complete(*, action: Action, by: Actor, on: date) -> None:
    """Say that it is done. Whether what it came from should be judged anew is for people to decide."""
    require(by, "partnerships.progress_action", action)
    states.move(action, "complete", ACTION_MOVES, by=by, on=on, ended_on=on)


@change
def drop(*, action: Action, reason: str, by: Actor, on: date) -> None:
    """Give an action up, with the reason. Raises Refused without one."""
    require(by, "partnerships.edit_action", action)
    if not reason.strip():
        raise Refused("Say why the action is dropped.")
    states.move(action, "drop", ACTION_MOVES, by=by, on=on, why=reason, ended_on=on, drop_reason=reason)


@change
def reopen(*, action: Action, reason: str, by: Actor, on: date) -> None:
    """Open an action again that was done or dropped. Raises Refused without a reason."""
    require(by, "partnerships.edit_action", action)
    if not reason.strip():
        raise Refused("Say why the action is opened again.")
    states.move(action, "reopen", ACTION_MOVES, by=by, on=on, why=reason, ended_on=None, drop_reason="")
