"""What performance tells people by e-mail: each in plain text, with a link to the page where it is put right."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from dorset_lsp.common import mail
from partnerships.models import Person
from partnerships.people_on_duty import coordinators_on
from performance.models import Indicator, ReopenRequest, Return, Round


def who_answers_for(indicator: Indicator) -> list[Person]:
    """The person named on an indicator, else everybody of its organisation who may sign in."""
    if indicator.owner is not None:
        return [indicator.owner]
    return [person for person in indicator.owner_organisation.people.all() if person.is_active]


def tell_owners_of_opening(round_: Round) -> None:
    """One message a person: what the round asks of them, and by when."""
    owed: dict[Person, list[Return]] = {}
    returns = round_.returns.select_related("indicator__owner", "indicator__owner_organisation")
    for return_ in returns.prefetch_related("indicator__owner_organisation__people"):
        for person in who_answers_for(return_.indicator):
            owed.setdefault(person, []).append(return_)
    for person, asked in owed.items():
        lines = "\n".join(f"  {return_.indicator}, {return_.period.label}" for return_ in asked)
        _send(
            person,
            subject=f"{round_}: {_count(len(asked), 'figure')} due by {_day(round_.due_on)}",
            text=f"{round_} is open. Please return by {_day(round_.due_on)}:\n\n{lines}\n\nEnter them here: {_link('/my-work/')}",
            key=f"round-open:{round_.pk}:{person.pk}",
        )


def tell_owner_of_sending_back(return_: Return, *, reason: str, by: Person, on: date) -> None:
    """Whoever answers for the indicator: what the lead asks to put right."""
    for person in who_answers_for(return_.indicator):
        _send(
            person,
            subject=f"{return_.indicator.code} for {return_.period.label} was sent back",
            text=f"{by.name} asks about {return_.indicator}, {return_.period.label}:\n\n  {reason}\n\n"
            f"Put it right and submit it again: {_page(return_)}",
            key=f"send-back:{return_.pk}:{return_.version}:{on}:{person.pk}",
        )


def remind_of_return(return_: Return, *, person: Person, on: date) -> None:
    """One person: that a figure is due, or late."""
    late = return_.round.due_on < on
    when = f"was due on {_day(return_.round.due_on)}" if late else f"is due by {_day(return_.round.due_on)}"
    _send(
        person,
        subject=f"{return_.indicator.code} for {return_.period.label} {when}",
        text=f"{return_.indicator} for {return_.period.long_label} {when}.\n\n"
        f"Enter the figure, or say why there is none: {_page(return_)}",
        key=f"remind:{return_.pk}:{person.pk}:{on}",
    )


def tell_coordinators_of_request(request: ReopenRequest) -> None:
    """Whoever supports the Board: that somebody asks to open a return again, and why."""
    return_ = request.of_return
    for person in coordinators_on(request.asked_on):
        _send(
            person,
            subject=f"{request.asked_by.name} asks to reopen {return_.indicator.code} for {return_.period.label}",
            text=f"{request.asked_by.name} asks that {return_} be opened again:\n\n  {request.reason}\n\n"
            f"Answer here: {_page(return_)}",
            key=f"reopen-request:{request.pk}:{person.pk}",
        )


def tell_asker_of_answer(request: ReopenRequest) -> None:
    """Whoever asked: whether the return was opened again."""
    verdict = "was granted" if request.is_granted else "was declined"
    words = f"\n\n  {request.answer}" if request.answer else ""
    _send(
        request.asked_by,
        subject=f"Your request to reopen {request.of_return.indicator.code} {verdict}",
        text=f"Your request to reopen {request.of_return} {verdict}.{words}\n\nThe return: {_page(request.of_return)}",
        key=f"reopen-answer:{request.pk}",
    )


def _send(person: Person, *, subject: str, text: str, key: str) -> None:
    if person.is_active:
        mail.send(to=person.email, subject=subject, text=f"Dear {person.name},\n\n{text}\n", key=key)


def _page(record: Return) -> str:
    return _link(record.get_absolute_url())


def _link(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
