"""Who owes which figures on a day, who is due a reminder of them, who is late, and what waits for whose check."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max, Q

from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.reminding import is_reminder_due, monday_of
from partnerships.enums import LEADING_ROLES, BodyKind, MembershipRole
from partnerships.models import Membership, Person
from performance.emails import who_answers_for
from performance.locks import is_window_open
from performance.models import LeadNotice, Return, ReturnReminder, Round

HEARD_OF_ROUND = ("round.open",)
HEARD_OF_RETURN = ("return.send_back", "return.reopen", "return.reopen_published", "return.extend_window")
"""What an owner is told by a message of its own, or did by their own hand; no reminder follows on its heels."""


def owed_on(on: date) -> dict[Person, list[Return]]:
    """Everybody who answers for a figure that is still to come while its window is open. Three queries."""
    owed: defaultdict[Person, list[Return]] = defaultdict(list)
    rows = Return.objects.to_be_answered().in_earnest().with_everything()
    for return_ in rows.prefetch_related("indicator__owner_organisation__people"):
        if is_window_open(return_, on):
            for person in who_answers_for(return_.indicator):
                if person.is_active:
                    owed[person].append(return_)
    return dict(owed)


def due_for_reminder(on: date) -> dict[Person, list[Return]]:
    """Who is due a reminder, with all that they owe: one message a person a day. Six queries, however many owe."""
    owed = owed_on(on)
    told = _told_on({return_ for returns in owed.values() for return_ in returns})
    reminded = _reminded_on(list(told))
    heard_today = set(
        ReturnReminder.objects.filter(sent_on=on, person__in=list(owed)).values_list("person", flat=True)
    )
    return {
        person: returns
        for person, returns in owed.items()
        if person.pk not in heard_today
        and any(
            is_reminder_due(
                due_on=one.last_day,
                last_heard_on=max(told[one.pk], reminded.get((one.pk, person.pk), date.min)),
                on=on,
            )
            for one in returns
        )
    }


def late_on(round_: Round, on: date) -> list[Return]:
    """What a round still waits for after its due day, where no window of its own goes on."""
    rows = round_.returns.to_be_answered().with_everything()
    rows = rows.prefetch_related("indicator__owner_organisation__people")
    return [return_ for return_ in rows if return_.last_day < on]


def leads_to_tell(on: date) -> list[Person]:
    """Leads for whose check something has waited since the week's Monday, and who have not heard of it this week."""
    monday = monday_of(on)
    bodies = set(
        Return.objects.submitted()
        .in_earnest()
        .filter(submitted_on__lte=monday)
        .values_list("indicator__outcome__body", flat=True)
    )
    if not bodies:
        return []
    leads = Q(role__in=LEADING_ROLES, body__in=bodies)
    coordinates = Q(role=MembershipRole.SUPPORT, body__kind=BodyKind.BOARD)
    duties = Membership.objects.believed().held_on(on).filter(leads | coordinates)
    told = LeadNotice.objects.filter(week_from=monday)
    people = Person.objects.filter(is_active=True, memberships__in=duties)
    people = people.exclude(pk__in=told.values("person")).distinct()
    return [person for person in people if waits_for(person, monday=monday, on=on)]


def waits_for(person: Person, *, monday: date, on: date) -> list[Return]:
    """What waits for one lead's check, if some of it was there on Monday; else nothing, until next Monday."""
    rows = list(
        Return.objects.waiting_for(person, on).in_earnest().with_everything().select_related("submitted_by")
    )
    return rows if any(one.submitted_on is not None and one.submitted_on <= monday for one in rows) else []


def _told_on(returns: set[Return]) -> dict[int, date]:
    """When each return's owner was last told of it by another message."""
    of_rounds = _last_events("performance.round", {one.round_id for one in returns}, HEARD_OF_ROUND)
    of_returns = _last_events("performance.return", {one.pk for one in returns}, HEARD_OF_RETURN)
    return {
        one.pk: max(of_rounds.get(one.round_id, date.min), of_returns.get(one.pk, date.min))
        for one in returns
    }


def _last_events(kind: str, ids: set[int], what: tuple[str, ...]) -> dict[int, date]:
    rows = AuditEvent.objects.filter(kind=kind, record_id__in=ids, what__in=what).order_by()
    return dict(rows.values_list("record_id").annotate(Max("on")))


def _reminded_on(returns: list[int]) -> dict[tuple[int, int], date]:
    """When each person was last reminded of each return."""
    rows = ReturnReminder.objects.filter(of_return__in=returns).order_by()
    return {
        (return_id, person_id): last
        for return_id, person_id, last in rows.values_list("of_return", "person").annotate(Max("sent_on"))
    }
