"""Typed references: how one record points at any other without a key between their tables.

A reference is a kind (the model's label, such as ``performance.indicator``) and an id. Audit events, state
histories and notices use it, so that history outlives what it describes and migrations know no cycle.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True, slots=True)
class Reference:
    """One record, named by its kind and id; prints and parses as ``kind:id``."""

    kind: str
    id: int

    @classmethod
    def to(cls, record: models.Model) -> Reference:
        """The reference to a saved record. Raises ValueError for one that has no id yet."""
        if record.pk is None:
            raise ValueError(f"{record._meta.label} has no id yet, so nothing can point at it.")
        return cls(record._meta.label_lower, record.pk)

    @classmethod
    def parse(cls, text: str) -> Reference:
        """Read ``kind:id`` back. Raises ValueError when the text is not of that form."""
        kind, _, number = text.partition(":")
        if not kind or not number.isdigit():
            raise ValueError(f"'{text}' is not a reference of the form kind:id.")
        return cls(kind, int(number))

    def model(self) -> type[models.Model]:
        """The model class of this kind. Raises LookupError when no such kind exists."""
        return apps.get_model(self.kind)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"
