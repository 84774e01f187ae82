"""Whether somebody may see records that are named by typed reference only, as notices and the history name them.

Every model that people see has a phrase ``visible_to``; a model without one is shown to nobody by this way.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from dorset_lsp.common.references import Reference
from partnerships.models import Person


def seen_by(model: type[models.Model], viewer: Person, on: date) -> models.QuerySet:
    """The records of a kind that somebody may see on a day; none of a kind that does not say who sees it."""
    phrase: Any = getattr(model._default_manager.all(), "visible_to", None)
    if phrase is None:
        return model._default_manager.none()
    rows: models.QuerySet = (
        phrase(viewer, on) if "on" in inspect.signature(phrase).parameters else phrase(viewer)
    )
    return rows


def visible(references: Iterable[Reference], viewer: Person, on: date) -> set[Reference]:
    """Those of some references whose records are there and may be seen. One query for each kind of record."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in references:
        wanted[one.kind].add(one.id)
    found = set()
    for kind, ids in wanted.items():
        try:
            model = apps.get_model(kind)
        except (LookupError, ValueError):
            continue
        pks = seen_by(model, viewer, on).filter(pk__in=ids).values_list("pk", flat=True)
        found |= {Reference(kind, pk) for pk in pks}
    return found
