"""The one change for set-up records: areas, bodies, indicators, targets and the like, as a folder or the admin gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import models

from dorset_lsp.common.changes import Actor, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.models.clock import Clock
from dorset_lsp.common.today import forget


@change
def put(
    *,
    model: type[models.Model],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    many: Mapping[str, Iterable[models.Model]] | None = None,
    by: Actor,
    on: date,
) -> tuple[models.Model, bool]:
    """Add the record with this key, or bring it up to date. Returns (record, whether anything changed).

    ``many`` sets many-to-many fields. Raises ValidationError when the database's own rules for the record are
    broken, PermissionDenied unless ``by`` may set up the partnership.
    """
    require(by, "common.set_up", model)
    existing = model._default_manager.filter(**key).first()
    if existing is None:
        target = model(**key, **values)
        target.full_clean(validate_unique=False)
        target.save(force_insert=True)
        difference = {
            field: (None, value) for field, value in {**key, **values}.items() if value not in (None, "")
        }
        verb = "add"
    else:
        target = existing
        proposed = copy(target)
        for field, value in values.items():
            setattr(proposed, field, value)
        proposed.full_clean(validate_unique=False)
        difference = save_fields(target, values)
        verb = "change"
    difference |= _set_many(target, many or {})
    if difference:
        record(f"{model._meta.model_name}.{verb}", target, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return target, bool(difference)


@change
def state_today(*, day: date | None, by: Actor, on: date) -> None:
    """State the partnership's day, or with None return to the real one. Pages, jobs and deadlines follow at once."""
    put(model=Clock, key={"pk": 1}, values={"stated_on": day}, by=by, on=on)
    forget()


def _set_many(target: models.Model, many: Mapping[str, Iterable[models.Model]]) -> dict[str, tuple[Any, Any]]:
    difference = {}
    for field, records in many.items():
        before, after = set(getattr(target, field).all()), set(records)
        if before != after:
            getattr(target, field).set(after)
            difference[field] = (_names(before), _names(after))
    return difference


def _names(records: Iterable[models.Model]) -> str:
    return ", ".join(sorted(str(one) for one in records))
