"""Changes that turn an agreed stage, or a link of its map, into an action of the one register."""

from __future__ import annotations

from datetime import date

from delivery_chain.enums import Strength
from delivery_chain.models import AgreedRating, Link, LinkAction, Review, StageAction
from dorset_lsp.common.changes import Refused, change, record, require
from partnerships.changes import actions
from partnerships.models import Action, Organisation, Person


@change
def act_on_stage(
    *,
    rating: AgreedRating,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action that comes from what was agreed on a stage. Raises Refused for a due date that has passed."""
    require(by, "delivery_chain.plan_action", rating.review)
    action = _raise(
        rating.review, title=title, organisation=organisation, lead=lead, due_on=due_on, description=description,
        is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    link = StageAction.objects.create(rating=rating, action=action)
    record("stage_action.add", link, by=by, on=on, difference={"action": (None, action)})
    return action


@change
def act_on_link(
    *,
    link: Link,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action that mends a weak or missing link. Raises Refused for a strong one, or a date that has passed."""
    review = link.map.review
    require(by, "delivery_chain.plan_action", review)
    if link.strength == Strength.STRONG:
        raise Refused("This link is strong, so there is nothing to mend.")
    action = _raise(
        review, title=title, organisation=organisation, lead=lead, due_on=due_on, description=description,
        is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    made = LinkAction.objects.create(link=link, action=action)
    record("link_action.add", made, by=by, on=on, difference={"action": (None, action)})
    return action


@change
def tie(*, rating: AgreedRating, action: Action, by: Person, on: date) -> StageAction:
    """Say that an action which stands in the register already came from a stage. Raises Refused when it has a source."""
    require(by, "delivery_chain.plan_action", rating.review)
    if (
        StageAction.objects.filter(action=action).exists()
        or LinkAction.objects.filter(action=action).exists()
    ):
        raise Refused("This action came from a stage or a link already.")
    link = StageAction.objects.create(rating=rating, action=action)
    record("stage_action.add", link, by=by, on=on, difference={"action": (None, action)})
    return link


def _raise(
    review: Review,
    *,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str,
    is_illustrative: bool,
    by: Person,
    on: date,
) -> Action:
    if due_on < on:
        raise Refused("An action is due on a day to come.")
    return actions.raise_from(
        title=title, description=description, outcome=review.outcome, body=review.body, organisation=organisation,
        lead=lead, due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
