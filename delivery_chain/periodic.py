"""What delivery chains do by themselves: for each periodic job its finder, and the function that does one thing found.

A job looks again before it acts, so that one which comes late, or after the thing was done by hand, does nothing. Job
arguments are ids and days, never what a sheet says.
"""

from __future__ import annotations

from datetime import date

from delivery_chain import due
from delivery_chain.changes import notices
from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.periodic import Item

REMINDER = NamedJob("reminding groups of their sheets")
TELLER = NamedJob("telling that a review is due again")
CHASER = NamedJob("telling leads of late actions")


# --- groups are reminded ---------------------------------------------------------------------------------------


def sheets_to_remind_of(on: date) -> list[Item]:
    """Everybody whose group is waited for, on the days for reminders."""
    return [
        Item(
            key=f"remind-sheet:{group.pk}:{person.pk}:{on}",
            words=f"Remind {person} of the sheet of {group}",
            arguments={"group_id": group.pk, "person_id": person.pk, "on": f"{on}"},
        )
        for group, person in due.sheets_to_remind_of(on)
    ]


def remind_of_sheet(*, group_id: int, person_id: int, on: str) -> None:
    """Remind one participant, if their group is waited for by now."""
    day = date.fromisoformat(on)
    for group, person in due.sheets_to_remind_of(day):
        if (group.pk, person.pk) == (group_id, person_id):
            notices.remind_of_sheet(group=group, person=person, by=REMINDER, on=day)


# --- a next round is due ---------------------------------------------------------------------------------------


def next_rounds(on: date) -> list[Item]:
    """Closed reviews whose day for a next round has come."""
    return [
        Item(
            key=f"next-round:{review.pk}:{review.next_round_on}",
            words=f"Tell that {review} is due again",
            arguments={"review_id": review.pk, "on": f"{on}"},
        )
        for review in due.next_rounds(on)
    ]


def tell_next_round(*, review_id: int, on: str) -> None:
    """Tell those who lead the body, unless the next round was set up meanwhile."""
    day = date.fromisoformat(on)
    review = due.next_rounds(day).filter(pk=review_id).first()
    if review is not None:
        people = list(due.leaders_of(review, day))
        notices.tell_next_round(review=review, people=people, by=TELLER, on=day)


# --- actions of a closed review are late -----------------------------------------------------------------------


def undone_actions(on: date) -> list[Item]:
    """Late actions of closed reviews, once a month each."""
    return [
        Item(
            key=f"undone-action:{action.pk}:{due.month_of(on)}",
            words=f"Tell {action.lead} that “{action}” is late",
            arguments={"action_id": action.pk, "on": f"{on}"},
        )
        for action, _ in due.undone_actions(on)
    ]


def tell_undone(*, action_id: int, on: str) -> None:
    """Tell the lead, if the action is still late by now."""
    day = date.fromisoformat(on)
    for action, review in due.undone_actions(day):
        if action.pk == action_id:
            notices.tell_undone(action=action, review=review, month=due.month_of(day), by=CHASER, on=day)
