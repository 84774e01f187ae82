"""Changes that the timetable makes: responders are told of deadlines and checks. Each once, by a unique row."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from partnerships.models import Person
from scrutiny import emails
from scrutiny.enums import NoticeKind
from scrutiny.models import Ask, DeadlineNotice


@change
def tell(*, ask: Ask, person: Person, kind: str, day: date, by: Actor, on: date) -> None:
    """Tell one responder of one day of a deadline, or that a check is due. The same again does nothing."""
    require(by, "scrutiny.send_notice", ask)
    _, is_new = DeadlineNotice.objects.get_or_create(
        ask=ask, person=person, kind=kind, day=day, defaults={"sent_on": on}
    )
    if not is_new:
        nothing_to_change()
        return
    record("ask.tell", ask, by=by, on=on, difference={kind: (None, person.name)})
    if kind == NoticeKind.CHECK:
        emails.remind_of_check(ask, person=person, day=day)
    else:
        emails.remind_of_deadline(ask, person=person, kind=kind, day=day, on=on)
