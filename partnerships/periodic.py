"""What the partnership does by itself: for each periodic job its finder, and the function that does one thing found.

A finder asks "what is due on this day and has not been told?" and writes nothing. A job looks again before it acts.
"""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.periodic import Item
from partnerships import due
from partnerships.changes import notices

FLAGGER = NamedJob("flagging terms that end")
SCHEDULER = NamedJob("watching series of meetings")
ASKER = NamedJob("asking for papers")
REMINDER = NamedJob("reminding of actions")


# --- terms that end ----------------------------------------------------------------------------------------


def terms_to_flag(on: date) -> list[Item]:
    """Terms that end within 90 days, of which somebody concerned has not heard."""
    return [
        Item(
            key=f"flag-term:{membership.pk}:{telling.due_on}",
            words=f"Tell that the term of {membership} ends on {telling.due_on}",
            arguments={"membership_id": membership.pk, "on": f"{on}"},
        )
        for membership, telling in due.terms_to_flag(on)
    ]


def flag_term(*, membership_id: int, on: date | str) -> None:
    """Tell of one term, if it still ends then."""
    day = _day(on)
    for membership, telling in due.terms_to_flag(day):
        if membership.pk == membership_id:
            notices.tell_of_term(membership=membership, telling=telling, by=FLAGGER, on=day)


# --- series of meetings ------------------------------------------------------------------------------------


def series_to_continue(on: date) -> list[Item]:
    """Bodies whose next meeting should be in the calendar and is not."""
    return [
        Item(
            key=f"continue-series:{body.pk}:{telling.due_on}",
            words=f"Tell that {body} has no meeting ahead; its next would fall on {telling.due_on}",
            arguments={"body_id": body.pk, "on": f"{on}"},
        )
        for body, telling in due.series_to_continue(on)
    ]


def continue_series(*, body_id: int, on: date | str) -> None:
    """Tell of one body, if nobody has scheduled a meeting meanwhile."""
    day = _day(on)
    for body, telling in due.series_to_continue(day):
        if body.pk == body_id:
            notices.tell_of_series(body=body, telling=telling, by=SCHEDULER, on=day)


# --- papers ------------------------------------------------------------------------------------------------


def papers_to_ask_for(on: date) -> list[Item]:
    """Meetings within ten days whose papers have not been asked for."""
    return [
        Item(
            key=f"ask-for-papers:{meeting.pk}:{telling.due_on}",
            words=f"Ask for the papers of {meeting}",
            arguments={"meeting_id": meeting.pk, "on": f"{on}"},
        )
        for meeting, telling in due.papers_to_ask_for(on)
    ]


def ask_for_papers(*, meeting_id: int, on: date | str) -> None:
    """Ask for one meeting's papers, if it is still ahead."""
    day = _day(on)
    for meeting, telling in due.papers_to_ask_for(day):
        if meeting.pk == meeting_id:
            notices.ask_for_papers(meeting=meeting, telling=telling, by=ASKER, on=day)


# --- actions -----------------------------------------------------------------------------------------------


def leads_to_remind(on: date) -> list[Item]:
    """Everybody who leads an action of which a day for a reminder has come since they last heard."""
    return [
        Item(
            key=f"remind-of-actions:{person.pk}:{on}",
            words=f"Remind {person} of {', '.join(action.title for action in actions)}",
            arguments={"person_id": person.pk, "on": f"{on}"},
        )
        for person, actions in due.actions_to_remind_of(on).items()
    ]


def remind_of_actions(*, person_id: int, on: date | str) -> None:
    """Remind one person of what they lead by now."""
    day = _day(on)
    for person, actions in due.actions_to_remind_of(day).items():
        if person.pk == person_id:
            notices.remind_of_actions(person=person, actions=actions, by=REMINDER, on=day)


def _day(on: date | str) -> date:
    """A job's arguments are plain JSON, so its day is a text."""
    return on if isinstance(on, date) else date.fromisoformat(on)
