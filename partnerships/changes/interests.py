"""Changes to the interests that people declare: declared, and ended. None is rubbed out."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Interest, Person


@change
def declare(
    *, person: Person, kind: str, text: str, from_on: date, is_illustrative: bool = False, by: Actor, on: date
) -> Interest:
    """Declare an interest, one's own or for somebody. The same one twice is one. Raises Refused for a day to come."""
    require(by, "partnerships.declare_interest", person)
    if from_on > on:
        raise Refused("An interest is declared once there is one: its first day cannot be in the future.")
    same = person.interests.filter(kind=kind, text=text, from_on=from_on).first()
    if same is not None:
        nothing_to_change()
        return same
    interest = Interest.objects.create(
        person=person, kind=kind, text=text, from_on=from_on, declared_on=on, is_illustrative=is_illustrative
    )
    record("interest.declare", interest, by=by, on=on, difference={"text": (None, text)})
    return interest


@change
def end(*, interest: Interest, to_on: date, by: Actor, on: date) -> None:
    """Say that an interest is no more; ``to_on`` is the first day after it. Raises Refused for a day before it began."""
    require(by, "partnerships.declare_interest", interest.person)
    if to_on <= interest.from_on:
        raise Refused("It cannot end before it has begun.")
    difference = save_fields(interest, {"to_on": to_on})
    if difference:
        record("interest.end", interest, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
