"""Which projects and claims, and for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from partnerships.enums import FUNDED_STATES, ClaimState, ProjectState

if TYPE_CHECKING:
    from partnerships.models import Person


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """What was funded is open to everybody. An application is its organisation's, and once made also the
        co-ordinator's and the Board chair's; a draft is its organisation's alone.
        """
        funded = Q(state__in=FUNDED_STATES)
        if not viewer.is_authenticated:
            return self.filter(funded)
        standing = viewer.standing(on)
        own = Q(organisation_id=standing.organisation_id, organisation__isnull=False)
        if standing.is_coordinator or standing.is_chair:
            return self.filter(own | ~Q(state=ProjectState.DRAFT))
        return self.filter(own | funded)

    def funded(self) -> Self:
        return self.filter(state__in=FUNDED_STATES)

    def claimable(self) -> Self:
        """Under way, with some of the offer not claimed."""
        return self.filter(state=ProjectState.ACCEPTED, offered_pence__gt=F("claimed_pence"))

    def applied(self) -> Self:
        return self.filter(state=ProjectState.APPLIED)

    def order_by_need(self) -> Self:
        """What is to be decided first, then what runs, then the rest; the newest on top."""
        first = models.Case(
            models.When(state=ProjectState.APPLIED, then=0),
            models.When(state__in=[ProjectState.OFFERED, ProjectState.ACCEPTED], then=1),
            models.When(state=ProjectState.DRAFT, then=2),
            default=3,
        )
        return self.order_by(first, "claim_by_on", "-id")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Claims of projects that the viewer may see."""
        return self.filter(
            project__in=apps.get_model("partnerships", "Project").objects.visible_to(viewer, on)
        )

    def counting(self) -> Self:
        """Those that count: all but the refused."""
        return self.exclude(state=ClaimState.REFUSED)

    def to_settle(self) -> Self:
        return self.filter(state=ClaimState.CLAIMED)
