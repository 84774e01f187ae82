"""Changes to what a meeting did: who came, what was said and decided, and that its minutes are agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from dorset_lsp.common import states
from dorset_lsp.common.changes import (
    Actor,
    Refused,
    change,
    nothing_to_change,
    record,
    require,
    save_fields,
)
from dorset_lsp.common.days import in_full
from partnerships.changes import actions
from partnerships.enums import MEETING_MOVES, MINUTED_STATES, Presence
from partnerships.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    DecisionAction,
    Meeting,
    Organisation,
    Outcome,
    Person,
    Seat,
)


@dataclass(frozen=True, slots=True)
class Came:
    """How one person was at the meeting, and for which seat."""

    person: Person
    seat: Seat | None
    presence: str


@change
def hold(*, meeting: Meeting, came: Sequence[Came], by: Actor, on: date) -> None:
    """Say that the meeting was held, and who came. The body's quorum of now is kept with it.

    Raises Refused before its day, and for a register that seats two people in one seat.
    """
    require(by, "partnerships.run_meeting", meeting)
    if on < meeting.day:
        raise Refused(f"The meeting is on {in_full(meeting.day)}, so it cannot have been held yet.")
    if states.move(meeting, "hold", MEETING_MOVES, by=by, on=on, quorum_needed=meeting.body.quorum):
        _note(meeting, came)


@change
def note_attendance(*, meeting: Meeting, came: Sequence[Came], by: Actor, on: date) -> None:
    """Put right who came, while the minutes are not agreed."""
    require(by, "partnerships.run_meeting", meeting)
    _refuse_unless_minuted(meeting)
    before = {(one.person_id, one.seat_id, one.presence) for one in meeting.attendances.all()}
    if before == {(one.person.pk, one.seat and one.seat.pk, one.presence) for one in came}:
        nothing_to_change()
        return
    _note(meeting, came)
    record("meeting.note_attendance", meeting, by=by, on=on, difference={"noted": (len(before), len(came))})


@change
def write(*, meeting: Meeting, said: Mapping[AgendaItem, str], minutes: str, by: Actor, on: date) -> None:
    """Write what was said under each item, and beside them. Raises Refused unless the meeting is being minuted."""
    require(by, "partnerships.run_meeting", meeting)
    _refuse_unless_minuted(meeting)
    changed = [item for item, words in said.items() if save_fields(item, {"minutes": words})]
    difference = save_fields(meeting, {"minutes": minutes})
    if not changed and not difference:
        nothing_to_change()
        return
    items = ", ".join(item.title for item in changed)
    record(
        "meeting.write_minutes", meeting, by=by, on=on, difference={"items": (None, items)} if items else {}
    )


@change
def decide(
    *, meeting: Meeting, wording: str, item: AgendaItem | None = None, by: Actor, on: date
) -> Decision:
    """Record a decision under the next number of its meeting. Raises Refused unless the meeting is being minuted."""
    require(by, "partnerships.run_meeting", meeting)
    _refuse_unless_minuted(meeting)
    if not wording.strip():
        raise Refused("Write what was decided.")
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(meeting=meeting, item=item, number=last + 1, wording=wording)
    record("decision.record", decision, by=by, on=on, difference={"wording": (None, wording)})
    return decision


@change
def reword(*, decision: Decision, wording: str, item: AgendaItem | None, by: Actor, on: date) -> None:
    """Put a decision's words right before the minutes are agreed. Raises Refused afterwards."""
    require(by, "partnerships.run_meeting", decision.meeting)
    _refuse_unless_minuted(decision.meeting)
    difference = save_fields(decision, {"wording": wording, "item": item})
    if difference:
        record("decision.reword", decision, by=by, on=on, difference=difference)
    else:
        nothing_to_change()


@change
def strike(*, decision: Decision, reason: str, by: Actor, on: date) -> None:
    """Take out a decision that was recorded by mistake; those after it move up by one.

    Raises Refused without a reason, once the minutes are agreed, and when an action comes from it.
    """
    require(by, "partnerships.run_meeting", decision.meeting)
    _refuse_unless_minuted(decision.meeting)
    if not reason.strip():
        raise Refused("Say why the decision is taken out.")
    if decision.action_links.exists():
        raise Refused("An action comes from this decision, so it stays.")
    record(
        "decision.strike", decision, by=by, on=on, why=reason, difference={"wording": (decision.wording, None)}
    )  # fmt: skip
    number, meeting = decision.number, decision.meeting
    decision.delete()
    for later in meeting.decisions.filter(number__gt=number).order_by("number"):
        save_fields(later, {"number": later.number - 1})


@change
def ask_for_action(
    *,
    decision: Decision,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    outcome: Outcome | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Raise an action from a decision; both name each other from then on. It is open at once: the body decided it."""
    require(by, "partnerships.run_meeting", decision.meeting)
    action = actions.raise_from(
        title=title, body=decision.meeting.body, organisation=organisation, lead=lead, due_on=due_on,
        description=description, outcome=outcome, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    DecisionAction.objects.create(decision=decision, action=action)
    actions.agree(action=action, by=by, on=on)
    return action


@change
def draft(*, meeting: Meeting, by: Actor, on: date) -> None:
    """Say that the minutes are drafted and may be read by the body. Raises Refused when nobody is noted as present."""
    require(by, "partnerships.run_meeting", meeting)
    if not meeting.attendances.exists():
        raise Refused("Note who came before the minutes are drafted.")
    states.move(meeting, "draft", MEETING_MOVES, by=by, on=on)


@change
def take_back(*, meeting: Meeting, reason: str, by: Actor, on: date) -> None:
    """Take drafted minutes back to be worked on again, with the reason."""
    require(by, "partnerships.run_meeting", meeting)
    if not reason.strip():
        raise Refused("Say why the minutes are taken back.")
    states.move(meeting, "take_back", MEETING_MOVES, by=by, on=on, why=reason)


@change
def agree(*, meeting: Meeting, by: Actor, on: date) -> None:
    """Say that the body has agreed the minutes. From then on its decisions never change."""
    require(by, "partnerships.run_meeting", meeting)
    if states.move(meeting, "agree", MEETING_MOVES, by=by, on=on, agreed_on=on):
        for decision in meeting.decisions.all():
            save_fields(decision, {"fixed_on": on})


def _note(meeting: Meeting, came: Sequence[Came]) -> None:
    """Make the register say exactly this."""
    filled = [
        one.seat.pk for one in came if one.seat and one.presence in (Presence.PRESENT, Presence.SUBSTITUTE)
    ]
    if len(filled) != len(set(filled)):
        raise Refused("Two people cannot sit in one seat. Say for whom the substitute came.")
    people = [one.person.pk for one in came]
    if len(people) != len(set(people)):
        raise Refused("One person is named twice.")
    for row in meeting.attendances.all():
        row.delete()
    for one in came:
        Attendance.objects.create(meeting=meeting, person=one.person, seat=one.seat, presence=one.presence)


def _refuse_unless_minuted(meeting: Meeting) -> None:
    """Hold the meeting's row while looking, so that nothing slips in beside the agreement of the minutes."""
    now = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if now.state not in MINUTED_STATES:
        raise Refused(f"The meeting is {now.get_state_display().lower()}, so its minutes cannot be changed.")
