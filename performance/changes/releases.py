"""The change by which an edition that partners have goes out to everybody."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from partnerships.elections import held_on
from performance.models import Edition, Release
from performance.releasing import is_for_everybody_on


@change
def release(*, edition: Edition, by: Actor, on: date) -> Release | None:
    """Bring an edition out. Once it is out, doing so again changes nothing.

    Raises Refused before an election, when public changes are held.
    """
    require(by, "performance.run_round", edition.round)
    before = Release.objects.filter(edition=edition).first()
    if before is not None:
        nothing_to_change()
        return before
    held = held_on(on)
    if held is not None:
        raise Refused(held.sentence)
    row = Release.objects.create(edition=edition, released_on=on, released_by_name=by.name)
    record("edition.release", edition, by=by, on=on)
    return row


@change
def release_if_due(*, edition: Edition, by: Actor, on: date) -> Release | None:
    """Part of publishing: bring it out at once, unless a later day was set or public changes are held."""
    require(by, "performance.run_round", edition.round)
    if held_on(on) is not None or not is_for_everybody_on(edition.round, on):
        nothing_to_change()
        return None
    return release(edition=edition, by=by, on=on)
