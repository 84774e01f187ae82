"""Changes that the timetable makes: participants reminded, next rounds told, leads told of late actions. Each once, by a row."""

from __future__ import annotations

from datetime import date

from delivery_chain import emails
from delivery_chain.models import NextRoundNotice, Review, ReviewGroup, SheetReminder, UndoneNotice
from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require
from partnerships.models import Action, Person


@change
def remind_of_sheet(*, group: ReviewGroup, person: Person, by: Actor, on: date) -> None:
    """Remind one participant of their group's sheet, at most once a day."""
    require(by, "delivery_chain.tell", group.review)
    reminder, is_new = SheetReminder.objects.get_or_create(group=group, person=person, sent_on=on)
    if not is_new:
        nothing_to_change()
        return
    record("sheet_reminder.send", reminder, by=by, on=on, difference={"reminded": (None, person.name)})
    emails.remind_of_sheet(group, person, on=on)


@change
def tell_next_round(*, review: Review, people: list[Person], by: Actor, on: date) -> None:
    """Tell those who lead a body that a review is due again, once for the day that was set."""
    require(by, "delivery_chain.tell", review)
    if review.next_round_on is None:
        nothing_to_change()
        return
    notice, is_new = NextRoundNotice.objects.get_or_create(
        review=review, due_on=review.next_round_on, defaults={"sent_on": on}
    )
    if not is_new:
        nothing_to_change()
        return
    record("next_round_notice.send", notice, by=by, on=on, difference={"told": (None, len(people))})
    for person in people:
        emails.tell_next_round(review, person)


@change
def tell_undone(*, action: Action, review: Review, month: date, by: Actor, on: date) -> None:
    """Tell whoever leads a late action of a closed review, once in the month that begins on that day."""
    require(by, "delivery_chain.tell", review)
    notice, is_new = UndoneNotice.objects.get_or_create(
        action=action, month_from=month, defaults={"sent_on": on}
    )
    if not is_new:
        nothing_to_change()
        return
    record("undone_notice.send", notice, by=by, on=on, difference={"told": (None, action.lead)})
    emails.tell_undone(action, review, month=month)
