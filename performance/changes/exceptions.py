"""Changes that turn an exception into an improvement action."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Refused, change, record, require
from partnerships.changes import actions
from partnerships.models import Action, Organisation, Person
from performance.models import ExceptionAction, Result


@change
def propose_action(
    *,
    result: Result,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an improvement action for what an edition says of one indicator; the outcome's group follows it.

    Raises Refused for a due date that has passed.
    """
    require(by, "performance.act_on_result", result)
    if due_on < on:
        raise Refused("An action is due on a day to come.")
    action = actions.raise_from(
        title=title, description=description, outcome=result.outcome, body=result.outcome.body,
        organisation=organisation, lead=lead, due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    link = ExceptionAction.objects.create(result=result, action=action)
    record("exception.act", link, by=by, on=on, difference={"action": (None, action)})
    return action
