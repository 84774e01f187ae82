"""The one change about training: a session noted, in which people were shown a part of the system."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from partnerships.models import Partnership, Person, Training


@change
def note(
    *,
    people: Iterable[Person],
    topic: str,
    shown_on: date,
    trainer: str = "",
    is_illustrative: bool = False,
    by: Actor,
    on: date,
) -> int:
    """Note that these people were shown a topic on a day. Those who are noted already are left. Returns how many are new.

    Raises Refused for a day to come.
    """
    require(by, "partnerships.note_training", Partnership)
    if shown_on > on:
        raise Refused("A session is noted once it has been.")
    new = 0
    for person in people:
        row, is_new = Training.objects.get_or_create(
            person=person, topic=topic, shown_on=shown_on,
            defaults={"trainer": trainer, "is_illustrative": is_illustrative},
        )  # fmt: skip
        if is_new:
            record("training.note", row, by=by, on=on, difference={"topic": (None, topic)})
            new += 1
    if not new:
        nothing_to_change()
    return new
