"""Which priorities of which district."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models

if TYPE_CHECKING:
    from partnerships.models import Person


class PriorityQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What a district puts first is open to everybody."""
        return self
