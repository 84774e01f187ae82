"""What waits for somebody across the apps: an explicit list of what each app offers, in order of due date."""

from __future__ import annotations

from datetime import date, timedelta

import delivery_chain.work
import partnerships.work
import performance.work
import scrutiny.work
from dorset_lsp.common.stamps import kept_until_a_change
from dorset_lsp.common.work import WorkItem
from partnerships.models import Person
from performance.sentences import spell

WEEK = timedelta(days=7)
MONTH = timedelta(days=31)


def work_items(person: Person, on: date) -> list[WorkItem]:
    """Everything that waits for this person, the earliest due date first and what has none last."""
    items = [
        *partnerships.work.work_items(person, on),
        *performance.work.work_items(person, on),
        *delivery_chain.work.work_items(person, on),
        *scrutiny.work.work_items(person, on),
    ]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.kind, item.title))


def work_count(person: Person, on: date) -> int:
    """How many things wait for this person: as many as ``work_items`` lists. Asked once, in one query, until a change."""
    return kept_until_a_change(f"work:{person.pk}:{on:%Y%m%d}", lambda: _count(person, on))


def _count(person: Person, on: date) -> int:
    first, *others = (
        rows.order_by().values_list("pk")
        for app in (partnerships.work, performance.work, delivery_chain.work, scrutiny.work)
        for rows in app.work_rows(person, on)
    )
    return first.union(*others, all=True).count()


def by_urgency(items: list[WorkItem], on: date) -> list[tuple[str, list[WorkItem]]]:
    """The items under the heads that a person plans by; heads with nothing under them are left out."""
    heads = [
        ("Late", lambda due: due < on),
        ("Within a week", lambda due: on <= due < on + WEEK),
        ("Within a month", lambda due: on + WEEK <= due < on + MONTH),
        ("Later", lambda due: due >= on + MONTH),
    ]
    grouped = [
        (head, [item for item in items if item.due_on and falls(item.due_on)]) for head, falls in heads
    ]
    return [
        (head, under)
        for head, under in [*grouped, ("No date", [one for one in items if not one.due_on])]
        if under
    ]


def summary(items: list[WorkItem], on: date) -> str:
    """How much waits, and how much of it is late or due within a week."""
    if not items:
        return "Nothing waits for you."
    late = sum(item.due_on is not None and item.due_on < on for item in items)
    week = sum(item.due_on is not None and on <= item.due_on < on + WEEK for item in items)
    parts = [f"{late} {'is' if late == 1 else 'are'} late"] if late else []
    parts += [f"{week} {'is' if week == 1 else 'are'} due within a week"] if week else []
    things = f"{spell(len(items), 'thing').capitalize()} {'waits' if len(items) == 1 else 'wait'}"
    return f"{things} for you" + (f": {', '.join(parts)}." if parts else ".")
