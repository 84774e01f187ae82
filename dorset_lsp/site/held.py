"""Everything that is held about a person, as data to hand to them: what the law calls access to one's own data.

Of what is theirs alone every field is told; of records of the partnership that name them, which it is and as what. The
text of such a record is not copied: it may be about others, or sealed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.db import models

from dorset_lsp.common.models import AuditEvent, StateChange
from dorset_lsp.site.models import LastLook
from partnerships.models import (
    ApiToken,
    CalendarKey,
    Interest,
    Membership,
    Notice,
    NoticeChoice,
    Person,
    PostedNotice,
    Training,
)

OWN: Final[tuple[type[models.Model], ...]] = (
    Membership,
    Interest,
    Training,
    Notice,
    PostedNotice,
    NoticeChoice,
    ApiToken,
    CalendarKey,
    LastLook,
)
"""Kinds whose rows are about one person, each told in full."""
SECRET: Final = frozenset({"password", "sha256"})
"""Fields that open something, or would help to."""


def held_about(person: Person, on: date) -> dict[str, Any]:
    """The whole of it."""
    return {
        "as_at": on.isoformat(),
        "account": _fields(person),
        "own": {
            model._meta.verbose_name_plural.title(): [  # type: ignore[union-attr]
                _fields(row) for row in model._base_manager.filter(person=person).order_by("pk")
            ]
            for model in OWN
        },
        "named_on": list(_named_on(person)),
        "did": [
            {
                "on": one.on.isoformat(),
                "what": one.what,
                "record": f"{one.kind}:{one.record_id}",
                "why": one.why,
            }
            for one in AuditEvent.objects.filter(by_id=person.pk).order_by("pk")
        ],
        "moved": [
            {"on": one.on.isoformat(), "verb": one.verb, "record": f"{one.kind}:{one.record_id}"}
            for one in StateChange.objects.filter(by_id=person.pk).order_by("pk")
        ],
    }


def _fields(row: models.Model) -> dict[str, str]:
    return {
        str(field.verbose_name): str(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in SECRET and field.value_from_object(row) not in (None, "")
    }


def _named_on(person: Person) -> Iterator[dict[str, str]]:
    """Each record that names them, and as what. Sealed ratings hide themselves from every list, this one included."""
    for relation in Person._meta.get_fields():
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in OWN:
            continue
        model, name = relation.related_model, relation.field.name
        if not isinstance(model, type) or model._meta.app_label in ("admin", "account"):
            continue
        for pk in model._default_manager.filter(**{name: person}).order_by("pk").values_list("pk", flat=True):
            yield {"record": f"{model._meta.label_lower}:{pk}", "as": str(relation.field.verbose_name)}
