"""How anything is written: a change is a function that checks who may, writes, and leaves an audit event.

``@change`` gives a function one transaction, insists on ``by`` (a person or a named job) and ``on`` (the
partnership's day), and refuses to end without an audit event or an explicit word that nothing had to change.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any, ParamSpec, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from dorset_lsp.common import stamps
from dorset_lsp.common.models.audit import AuditEvent
from dorset_lsp.common.today import acting_on

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Whoever makes a change: a person, or a job with a name."""

    @property
    def pk(self) -> int | None: ...

    @property
    def name(self) -> str: ...

    def may(self, permission: str, record: Any) -> bool: ...


@dataclass(frozen=True, slots=True)
class NamedJob:
    """The system acting under a name ('loading a folder', 'the nightly reminders'). It may do what it was made to do."""

    name: str
    pk: None = None

    def may(self, permission: str, record: Any) -> bool:
        """A job is trusted code, so the policy for people does not apply; its name stands in the history."""
        return True


@dataclass(frozen=True, slots=True)
class Through:
    """A person in whose name something acts that was set up to do so, such as a fetch of their organisation's file.

    It may do what the person may, no more; the history names both.
    """

    person: Actor
    what: str

    @property
    def pk(self) -> int | None:
        return self.person.pk

    @property
    def name(self) -> str:
        return f"{self.person.name}, through {self.what}"[:200]

    def may(self, permission: str, record: Any) -> bool:
        """What the person may."""
        return self.person.may(permission, record)


class Refused(Exception):
    """A change that is not possible now, with the sentence to show to the person who asked."""


class SomebodyWasFaster(Refused):
    """The record moved between the page and the press of the button; the sentence says who moved it where."""


class Unrecorded(AssertionError):
    """A change ended without an audit event: a fault in the program, so the transaction is rolled back."""


_recorded: ContextVar[list[int] | None] = ContextVar("recorded", default=None)
_heard: ContextVar[list[str] | None] = ContextVar("heard", default=None)


def change(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a change: keyword-only with ``by`` and ``on``, one transaction, an audit event inside."""
    parameters = inspect.signature(function).parameters
    if not {"by", "on"} <= set(parameters):
        raise TypeError(f"{function.__name__} must say by whom and on which day.")
    if any(parameter.kind is not inspect.Parameter.KEYWORD_ONLY for parameter in parameters.values()):
        raise TypeError(f"{function.__name__} must take keywords only.")

    @functools.wraps(function)
    def changed(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _recorded.set([])
        try:
            with transaction.atomic(), acting_on(kwargs["on"]):  # type: ignore[arg-type]
                result = function(*args, **kwargs)
                if not _recorded.get():
                    raise Unrecorded(f"{function.__module__}.{function.__name__} wrote no audit event.")
        finally:
            _recorded.reset(token)
        _tick()  # a change inside another counts for the outer one too
        return result

    changed.is_change = True  # type: ignore[attr-defined]
    return changed


def record(
    what: str,
    target: models.Model,
    *,
    by: Actor,
    on: date,
    difference: Mapping[str, tuple[Any, Any]] | None = None,
    why: str = "",
) -> None:
    """Write the audit event of a change. ``difference`` maps a field to (before, after)."""
    event = _event(what, target, by=by, on=on, difference=difference or {}, why=why)
    event.save()
    stamps.touch(type(target), event)
    _hear(what)
    _tick()


def record_many(what: str, targets: Sequence[models.Model], *, by: Actor, on: date, why: str = "") -> None:
    """Write the audit events of one change to many records, in one statement."""
    events = AuditEvent.objects.bulk_create(
        _event(what, target, by=by, on=on, difference={}, why=why) for target in targets
    )
    for model, event in {type(target): event for target, event in zip(targets, events, strict=True)}.items():
        stamps.touch(model, event)
    _hear(*(what for _ in targets))
    _tick()


@contextmanager
def heard() -> Iterator[list[str]]:
    """Within this block, the name of every event that is recorded, in order: ``area.add``, ``return.submit``."""
    events: list[str] = []
    token = _heard.set(events)
    try:
        yield events
    finally:
        _heard.reset(token)


def _hear(*what: str) -> None:
    events = _heard.get()
    if events is not None:
        events.extend(what)


def nothing_to_change() -> None:
    """Say that the record already is as asked, so that repeating a change is harmless and leaves no second event."""
    _tick()


def require(by: Actor, permission: str, target: Any) -> None:
    """Raise PermissionDenied unless the policy lets ``by`` do this to this record."""
    if not by.may(permission, target):
        raise PermissionDenied(f"{by.name} may not {permission.rpartition('.')[2].replace('_', ' ')}.")


def save_fields(
    target: models.Model, values: Mapping[str, Any], *, expecting: Mapping[str, Any] | None = None
) -> dict[str, tuple[Any, Any]]:
    """Set the given fields, save those that differ, and return the difference {field: (before, after)}.

    ``expecting`` holds values that the row must still have, such as the version that a form was drawn from; the row is
    asked in the statement that saves. Raises SomebodyWasFaster, with nothing saved, when it has others.
    """
    difference = {
        field: (getattr(target, field), value)
        for field, value in values.items()
        if getattr(target, field) != value
    }
    if difference and expecting is not None:
        after = {field: value for field, (_, value) in difference.items()}
        if not type(target)._base_manager.filter(pk=target.pk, **expecting).update(**after):
            raise SomebodyWasFaster(f"Somebody has changed {target} since you opened it. Look again.")
    for field, (_, value) in difference.items():
        setattr(target, field, value)
    if difference and expecting is None:
        target.save(update_fields=list(difference))
    return difference


def _event(
    what: str,
    target: models.Model,
    *,
    by: Actor,
    on: date,
    difference: Mapping[str, tuple[Any, Any]],
    why: str,
) -> AuditEvent:
    return AuditEvent(
        what=what,
        kind=target._meta.label_lower,
        record_id=target.pk,
        record_name=str(target)[:300],
        by_id=by.pk,
        by_name=by.name,
        on=on,
        difference={field: [_plain(before), _plain(after)] for field, (before, after) in difference.items()},
        why=why,
    )


def _tick() -> None:
    recorded = _recorded.get()
    if recorded is not None:
        recorded.append(1)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | str) else str(value)
