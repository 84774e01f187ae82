"""When an edition is for everybody, and how far on its way it is, in words."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from dorset_lsp.common.days import in_full
from partnerships.elections import held_on
from performance.models import Edition, Round

AT: Final = time(9, 30)
"""The hour at which a release that was set for a day comes out: the one at which official statistics do."""


def is_for_everybody_on(round_: Round, on: date) -> bool:
    """Whether the day that was set has gone by, or none was set. On the day itself the timetable acts, at its hour."""
    return round_.release_on is None or round_.release_on < on


def release_words(edition: Edition, on: date) -> str:
    """How an edition stands: out since when, or with partners until when and why."""
    release = getattr(edition, "release", None)
    if release is not None:
        return f"Open to everybody since {in_full(release.released_on)}."
    held, day = held_on(on), edition.round.release_on
    if held is not None and (day is None or day < held.to_on):
        return f"Shared with partners. {held.sentence}"
    if day is not None and day >= on:
        return f"Shared with partners; open to everybody from {in_full(day)}, {AT:%H:%M}."
    return f"Shared with partners; open to everybody from the next {AT:%H:%M}."


def announced(on: date) -> list[Round]:
    """Rounds whose report is announced to everybody for a day to come: the day is told, the content is not."""
    rows = Round.objects.in_earnest().filter(release_on__gte=on, editions__release__isnull=True)
    return list(rows.distinct().order_by("release_on"))
