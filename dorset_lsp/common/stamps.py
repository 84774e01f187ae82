"""Keeping what rarely changes, without ever showing what has changed since.

A model with ``is_stamped = True`` gets a new stamp with every audit event about one of its records, in the same
transaction. What is worked out from such records may be kept in the cache under the stamps of their kinds: a write
makes a new key in every process at once, and nothing has to be thrown away. All stamps together are one small query a
request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import cache
from django.db import models

from dorset_lsp.common.models.audit import AuditEvent
from dorset_lsp.common.models.stamp import Stamp

T = TypeVar("T")
WEEK = 7 * 24 * 60 * 60

_known: ContextVar[dict[str, str] | None] = ContextVar("known", default=None)
_NOTHING = object()


def touch(model: type[models.Model], event: AuditEvent) -> None:
    """Give a kind a new stamp, if it is one that bears stamps. Called with every audit event."""
    if not getattr(model, "is_stamped", False):
        return
    version = f"{event.pk}.{event.at:%Y%m%d%H%M%S%f}"
    Stamp.objects.update_or_create(kind=event.kind, defaults={"version": version})
    known = _known.get()
    if known is not None:
        known.clear()


def of(*models_: type[models.Model]) -> str:
    """The stamps of some kinds, as one text that changes whenever one of their records does."""
    known = _known.get()
    if not known:
        found = dict(Stamp.objects.values_list("kind", "version")) or {"": ""}
        if known is None:
            known = found
        else:
            known.update(found)
    return "|".join(known.get(model._meta.label_lower, "") for model in models_)


def kept(name: str, make: Callable[[], T], *, of_kinds: tuple[type[models.Model], ...]) -> T:
    """What ``make`` gives, kept under ``name`` until a record of one of the kinds changes. It must rest on no others."""
    # Hashed, because a name may hold what people typed, and a cache takes neither spaces nor long keys.
    key = f"kept:{blake2b(f'{name}:{of(*of_kinds)}'.encode(), digest_size=20).hexdigest()}"
    found = cache.get(key, _NOTHING)
    if found is _NOTHING:
        found = make()
        cache.set(key, found, WEEK)
    return found


@contextmanager
def asked_once() -> Iterator[None]:
    """Within this block, a request, the stamps are asked for once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)
