"""Which notes of shared practice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count

if TYPE_CHECKING:
    from partnerships.models import Person


class PracticeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Written to be found by partners: open to whoever is signed in."""
        return self if viewer.is_authenticated else self.none()

    def with_copies(self) -> Self:
        """Adds ``copy_count``: how many organisations do the same."""
        return self.annotate(copy_count=Count("copies"))
