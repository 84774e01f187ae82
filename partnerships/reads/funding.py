"""Which streams and allocations, and what stands beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, Subquery

if TYPE_CHECKING:
    from partnerships.models import Person


class StreamQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What public money is given for is open to everybody."""
        return self

    def running_on(self, day: date) -> Self:
        return self.filter(from_on__lte=day, to_on__gt=day)

    def newest_year(self, on: date) -> Self:
        """The streams of the newest year that has begun and that any stream is for."""
        begun = self.model._default_manager.filter(from_on__lte=on).order_by("-from_on").values("from_on")[:1]
        return self.filter(from_on=Subquery(begun))


class AllocationQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What public money is given for is open to everybody."""
        return self


class AlignedMoneyQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Declared in the open, by whoever brings it."""
        return self

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def overlapping(self, from_on: date, to_on: date) -> Self:
        return self.filter(Q(from_on__lt=to_on) & Q(to_on__gt=from_on))
