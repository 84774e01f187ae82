"""Keeping what rarely changes, without ever showing what has changed since.

A model with ``is_stamped = True`` gets a new stamp with every audit event about one of its records, in the same
transaction. What is worked out from such records may be kept in the cache with the stamps of their kinds: after a write it
is of yesterday in every process at once, and the next one made takes its place. All stamps together are one small query
a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache
from django.db import connection, models

from dorset_lsp.common.models.audit import AuditEvent
from dorset_lsp.common.models.stamp import Stamp

T = TypeVar("T")
WEEK = 7 * 24 * 60 * 60
WINDOW = 200
"""Far more events than there can be in transactions that are still open at one time."""
NEWEST = "newest event"
_EVENTS = AuditEvent._meta.db_table
LAST_EVENTS = (
    f"SELECT MAX(id), COUNT(id), MAX(at) FROM {_EVENTS} WHERE id > (SELECT MAX(id) FROM {_EVENTS}) - %s"  # noqa: S608 (a table's name)
)
"""Every page asks this. Made from a queryset each time, the making takes ten times as long as the answer."""

_known: ContextVar[dict[str, str] | None] = ContextVar("known", default=None)


def touch(model: type[models.Model], event: AuditEvent) -> None:
    """Give a kind a new stamp, if it is one that bears stamps. Called with every audit event."""
    known = _known.get()
    if known is not None:
        known.clear()
    if not getattr(model, "is_stamped", False):
        return
    version = f"{event.pk}.{event.at:%Y%m%d%H%M%S%f}"
    Stamp.objects.update_or_create(kind=event.kind, defaults={"version": version})


def of(*models_: type[models.Model]) -> str:
    """The stamps of some kinds, as one text that changes whenever one of their records does."""
    known = _asked()
    return "|".join(known.get(model._meta.label_lower, "") for model in models_)


def of_everything() -> str:
    """A text that changes with every audit event, about whatever record.

    The newest event alone would not do: of two transactions the one that began first may end last, and its event is then
    not the newest. So the number of the last ``WINDOW`` events goes with it, which a late one changes as well; and their last
    moment, for after a transaction that was undone SQLite gives its numbers out again.
    """
    known = _known.get()
    if known is not None and NEWEST in known:
        return known[NEWEST]
    with connection.cursor() as cursor:
        cursor.execute(LAST_EVENTS, [WINDOW])
        newest, count, at = cursor.fetchone()
    found = f"{newest}.{count}.{at}"
    if known is not None:
        known[NEWEST] = found
    return found


def kept_until_a_change(name: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, kept under ``name`` until anything at all is changed: for what rests on records of many kinds.

    ``name`` must bear the day, for a day changes much and is no event.
    """
    return _kept(name, of_everything(), make)


def _asked() -> dict[str, str]:
    """The stamps, asked for once a request."""
    known = _known.get()
    if known is None:
        return dict(Stamp.objects.values_list("kind", "version"))
    if "" not in known:
        known.update({**dict(Stamp.objects.values_list("kind", "version")), "": ""})
    return known


def kept(name: str, make: Callable[[], T], *, of_kinds: tuple[type[models.Model], ...]) -> T:
    """What ``make`` gives, kept under ``name`` until a record of one of the kinds changes. It must rest on no others."""
    return _kept(name, of(*of_kinds), make)


def _kept(name: str, version: str, make: Callable[[], T]) -> T:
    # Hashed, because a name may hold what people typed, and a cache takes neither spaces nor long keys.
    key = f"kept:{blake2b(name.encode(), digest_size=20).hexdigest()}"
    made_of, found = cache.get(key, (None, None))
    if made_of != version:
        found = make()
        cache.set(key, (version, found), WEEK)
    return found


@contextmanager
def asked_once() -> Iterator[None]:
    """Within this block, a request, the stamps are asked for once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)
