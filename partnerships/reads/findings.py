"""Which findings, for whom, from where."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from partnerships.enums import WAITING_STATES, FindingState

if TYPE_CHECKING:
    from partnerships.models import Area, Person


class FindingQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Members of any body see every finding; everybody those that were adopted, or that were answered."""
        told = Q(state=FindingState.ADOPTED) | Q(answered_on__isnull=False)
        if not viewer.is_authenticated:
            return self.filter(told)
        standing = viewer.standing(on)
        if standing.is_member_of_any_body:
            return self
        own = Q(raised_by__organisation_id=standing.organisation_id, raised_by__organisation__isnull=False)
        return self.filter(told | Q(raised_by=viewer) | own)

    def waiting(self) -> Self:
        """For the bridging group to adopt or decline, the longest waiting first."""
        return self.filter(state__in=WAITING_STATES).order_by("raised_on", "id")

    def unanswered(self) -> Self:
        """Settled, and the community not told."""
        return self.exclude(state__in=WAITING_STATES).filter(answered_on__isnull=True)

    def from_area(self, area: Area) -> Self:
        """From a place or from any place within it, four levels down."""
        depths = ("area", "area__parent", "area__parent__parent", "area__parent__parent__parent")
        within = Q()
        for path in depths:
            within |= Q(**{path: area})
        return self.filter(within)

    def order_by_need(self) -> Self:
        """What waits for the next word first, the longest waiting on top; what is answered last, the newest first."""
        return self.order_by(F("answered_on").desc(nulls_first=True), "raised_on", "id")
