"""The state door: the one way in which a record moves from a state to another.

Each app's ``enums.py`` holds the table of legal moves: ``{verb: (states it may start from, state it ends in)}``.
``move`` changes the row by ``UPDATE ... WHERE state = old``, so that of two people who press at once exactly one
wins on any database, and writes the immutable history row and the audit event in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models

from dorset_lsp.common.changes import (
    Actor,
    Refused,
    SomebodyWasFaster,
    nothing_to_change,
    record,
    record_many,
)
from dorset_lsp.common.models.audit import StateChange

Moves = Mapping[str, tuple[Collection[str], str]]


def can_move(target: Any, verb: str, moves: Moves) -> bool:
    """Whether the table of legal moves allows this verb from where the record is now."""
    return target.state in moves[verb][0]


def move(
    target: Any,
    verb: str,
    moves: Moves,
    *,
    by: Actor,
    on: date,
    why: str = "",
    expecting: Mapping[str, object] | None = None,
    difference: Mapping[str, tuple[object, object]] | None = None,
    **fields: object,
) -> bool:
    """Move the record by the verb and set the given fields with it.

    ``expecting`` holds further values that the row must still have, such as the version that a form was drawn from.
    ``difference`` is what the audit event tells besides the state. Returns True when it moved, False when the same
    person had already made this very move (harmless). Raises SomebodyWasFaster when another person moved it first or
    it is no longer as expected, Refused when the table does not allow the move.
    """
    from_states, to_state = moves[verb]
    old = target.state
    rows = type(target)._base_manager.filter(pk=target.pk, state=old, **(expecting or {}))
    if old not in from_states or not rows.update(state=to_state, **fields):
        return _explain(target, verb, to_state, moves, by, expecting or {})
    target.state = to_state
    for field, value in fields.items():
        setattr(target, field, value)
    if old != to_state:
        StateChange.objects.create(
            kind=target._meta.label_lower, record_id=target.pk, by_id=by.pk, by_name=by.name, on=on,
            verb=verb, from_state=old, to_state=to_state, why=why,
        )  # fmt: skip
    told = {"state": (old, to_state)} if old != to_state else {}
    record(
        f"{target._meta.model_name}.{verb}",
        target,
        by=by,
        on=on,
        difference=told | dict(difference or {}),
        why=why,
    )
    return True


def move_many(targets: Sequence[Any], verb: str, moves: Moves, *, by: Actor, on: date, why: str = "") -> None:
    """Move many records of one kind by one verb, in a fixed number of statements.

    All or none: raises SomebodyWasFaster when one of them is no longer where the caller saw it.
    """
    if not targets:
        nothing_to_change()
        return
    model, (from_states, to_state) = type(targets[0]), moves[verb]
    ids = [target.pk for target in targets]
    if model._base_manager.filter(pk__in=ids, state__in=from_states).update(state=to_state) != len(ids):
        raise SomebodyWasFaster("Somebody has just moved one of these. Look again before you go on.")
    StateChange.objects.bulk_create(
        StateChange(
            kind=model._meta.label_lower, record_id=target.pk, by_id=by.pk, by_name=by.name, on=on,
            verb=verb, from_state=target.state, to_state=to_state, why=why,
        )
        for target in targets
    )  # fmt: skip
    record_many(f"{model._meta.model_name}.{verb}", targets, by=by, on=on, why=why)
    for target in targets:
        target.state = to_state


def history(target: Any) -> models.QuerySet[StateChange]:
    """Every move of one record, newest first."""
    return StateChange.objects.filter(kind=target._meta.label_lower, record_id=target.pk)


def _explain(
    target: Any, verb: str, to_state: str, moves: Moves, by: Actor, expecting: Mapping[str, object]
) -> bool:
    """Say why a move did not happen: one's own repeat is harmless, another's is named."""
    target.refresh_from_db()
    last = history(target).first()
    label = str(
        dict(type(target)._meta.get_field("state").flatchoices).get(target.state, target.state)
    ).lower()
    if any(getattr(target, field) != value for field, value in expecting.items()):
        raise SomebodyWasFaster(f"Somebody has changed {target} since you opened it. It is now {label}.")
    mine = last is not None and (last.verb, last.by_id, last.by_name) == (verb, by.pk, by.name)
    if mine and target.state == to_state:
        nothing_to_change()
        return False
    if last is not None and target.state == last.to_state and target.state not in moves[verb][0]:
        raise SomebodyWasFaster(f"{last.by_name} was faster: {target} is now {label}.")
    raise Refused(f"{target} is {label}, so this cannot be done now.")
