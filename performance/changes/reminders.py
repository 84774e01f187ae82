"""Changes that the timetable makes: owners reminded, leads told, lateness noted. Each once, by a unique row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from partnerships.models import Person
from performance import emails
from performance.models import LateNotice, LeadNotice, Return, ReturnReminder, Round


@change
def remind_owner(*, person: Person, owed: Sequence[Return], by: Actor, on: date) -> None:
    """Remind one person in one message of everything they owe. On a day on which they were reminded, nothing happens.

    Every figure in the message counts as reminded of today, so that the button on its page does not say it again.
    """
    for return_ in owed:
        require(by, "performance.remind_of_return", return_)
    if not owed or ReturnReminder.objects.filter(person=person, sent_on=on).exists():
        nothing_to_change()
        return
    for return_ in owed:
        ReturnReminder.objects.create(of_return=return_, person=person, sent_on=on)
        record("return.remind", return_, by=by, on=on, difference={"reminded": (None, person.name)})
    emails.remind_of_all(person, owed, on=on)


@change
def tell_lead(*, person: Person, waiting: Sequence[Return], week: date, by: Actor, on: date) -> None:
    """Tell one lead what waits for their check, once in the week that begins on that Monday."""
    for return_ in waiting:
        require(by, "performance.run_round", return_.round)
    if not waiting:
        nothing_to_change()
        return
    notice, is_new = LeadNotice.objects.get_or_create(person=person, week_from=week, defaults={"sent_on": on})
    if not is_new:
        nothing_to_change()
        return
    record("lead_notice.send", notice, by=by, on=on, difference={"waiting": (None, len(waiting))})
    emails.tell_lead_what_waits(person, waiting, week=week)


@change
def note_late(*, round_: Round, late: Sequence[Return], by: Actor, on: date) -> None:
    """Note once that a round's due day passed with these figures missing, and tell the co-ordinator which."""
    require(by, "performance.run_round", round_)
    if not late:
        nothing_to_change()
        return
    _, is_new = LateNotice.objects.get_or_create(
        round=round_, due_on=round_.due_on, defaults={"noted_on": on, "late_count": len(late)}
    )
    if not is_new:
        nothing_to_change()
        return
    codes = ", ".join(return_.indicator.code for return_ in late)
    record("round.note_late", round_, by=by, on=on, difference={"late": (None, codes)})
    emails.tell_coordinators_who_is_late(round_, late, on=on)
