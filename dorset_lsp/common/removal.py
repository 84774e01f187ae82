"""The one change that takes a set-up record away: only where nothing hangs on it, and never without an audit event."""

from __future__ import annotations

from datetime import date

from django.db import models

from dorset_lsp.common.changes import Actor, Refused, change, record, require


def hangs_on(target: models.Model) -> list[str]:
    """What keeps a record from being removed: the kinds of records that point at it, in the plural."""
    relations = target._meta.related_objects
    return [
        str(relation.related_model._meta.verbose_name_plural)
        for relation in relations
        if relation.related_model._base_manager.filter(**{relation.field.name: target}).exists()
    ]


@change
def remove(*, target: models.Model, by: Actor, on: date) -> None:
    """Remove a set-up record. Raises Refused while anything hangs on it."""
    require(by, "common.set_up", type(target))
    hanging = hangs_on(target)
    if hanging:
        raise Refused(f"{target} cannot be removed: {', '.join(hanging)} hang on it.")
    fields = {field.name: (getattr(target, field.name), None) for field in target._meta.concrete_fields}
    record(f"{target._meta.model_name}.remove", target, by=by, on=on, difference=fields)
    target.delete()
