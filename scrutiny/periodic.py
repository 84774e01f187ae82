"""What scrutiny does by itself: for each periodic job its finder, and the function that does one thing found.

A finder asks "what is due on this day and not yet done?" and writes nothing. A job looks again before it acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.periodic import Item
from partnerships.models import Partnership, Person
from scrutiny.bulletin import Span, last_quarter, last_year
from scrutiny.changes import bulletins, notices
from scrutiny.clocks import warning_day
from scrutiny.enums import NoticeKind
from scrutiny.models import Ask, Bulletin, DeadlineNotice, ScrutinyReview

TELLER = NamedJob("telling responders of scrutiny’s deadlines")
EDITOR = NamedJob("bringing out scrutiny’s bulletin")


# --- deadlines: before, on, after -------------------------------------------------------------------------------


def deadlines_to_tell(on: date) -> list[Item]:
    """Every responder for an ask of which a day for a word has come, who has not been told for that day."""
    told = _told()
    return [
        _item("tell-deadline", ask, person, kind, day, on)
        for ask, kind, day in _deadlines(on)
        for person in _responders(ask)
        if (ask.pk, person.pk, kind, day) not in told
    ]


def tell_of_deadline(*, ask_id: int, person_id: int, on: str) -> None:
    """Tell one responder of a deadline, if the answer is still to come."""
    day = date.fromisoformat(on)
    ask = Ask.objects.waiting().with_everything().filter(pk=ask_id, due_on__isnull=False).first()
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if ask is None or person is None or ask.due_on is None:
        return
    found = warning_day(ask.due_on, day)
    if found is not None:
        notices.tell(ask=ask, person=person, kind=found[0], day=found[1], by=TELLER, on=day)


# --- checks -----------------------------------------------------------------------------------------------------


def checks_to_tell(on: date) -> list[Item]:
    """Every responder for an ask whose check has come, who has not been told of it."""
    told = _told()
    rows = Ask.objects.check_due(on).with_everything().prefetch_related("addressee__responders__person")
    return [
        _item("tell-check", ask, person, NoticeKind.CHECK, ask.next_check_on, on)
        for ask in rows
        for person in _responders(ask)
        if ask.next_check_on and (ask.pk, person.pk, NoticeKind.CHECK, ask.next_check_on) not in told
    ]


def tell_of_check(*, ask_id: int, person_id: int, on: str) -> None:
    """Tell one responder that members look at progress, if they still do."""
    day = date.fromisoformat(on)
    ask = Ask.objects.check_due(day).with_everything().filter(pk=ask_id).first()
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if ask is not None and person is not None and ask.next_check_on is not None:
        notices.tell(ask=ask, person=person, kind=NoticeKind.CHECK, day=ask.next_check_on, by=TELLER, on=day)


# --- the bulletin -----------------------------------------------------------------------------------------------


def bulletins_due(on: date) -> list[Item]:
    """The bulletin of the last quarter and the report of the last year, where there was a review and none is out yet."""
    out = set(Bulletin.objects.values_list("kind", "from_on"))
    return [
        Item(
            key=f"bulletin:{span.kind}:{span.from_on}",
            words=f"Bring out scrutiny’s bulletin for {span.title}",
            arguments={"kind": str(span.kind), "on": f"{on}"},
        )
        for span in _spans(on)
        if (span.kind, span.from_on) not in out
        and ScrutinyReview.objects.filter(proposed_on__lt=span.to_on).exists()
    ]


def bring_out(*, kind: str, on: str) -> None:
    """Bring out one bulletin."""
    day = date.fromisoformat(on)
    for span in _spans(day):
        if span.kind == kind:
            bulletins.bring_out(span=span, by=EDITOR, on=day)


def _spans(on: date) -> list[Span]:
    partnership = Partnership.objects.first()
    return [last_quarter(on), last_year(on, partnership.year_start_month if partnership else 4)]


def _deadlines(on: date) -> Iterator[tuple[Ask, str, date]]:
    rows = Ask.objects.waiting().filter(due_on__isnull=False).with_everything()
    for ask in rows.prefetch_related("addressee__responders__person"):
        found = warning_day(ask.due_on, on) if ask.due_on else None
        if found is not None:
            yield ask, found[0], found[1]


def _responders(ask: Ask) -> list[Person]:
    return [one.person for one in ask.addressee.responders.all() if one.person.is_active]


def _told() -> set[tuple[int, int, str, date]]:
    return set(DeadlineNotice.objects.values_list("ask", "person", "kind", "day"))


def _item(name: str, ask: Ask, person: Person, kind: str, day: date | None, on: date) -> Item:
    return Item(
        key=f"{name}:{ask.pk}:{person.pk}:{kind}:{day}",
        words=f"Tell {person} about {ask}",
        arguments={"ask_id": ask.pk, "person_id": person.pk, "on": f"{on}"},
    )
