"""Which programmes, benefits and links to actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q

from partnerships.enums import BenefitState

if TYPE_CHECKING:
    from partnerships.models import Person


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Written for residents: open to everybody."""
        return self

    def with_counts(self) -> Self:
        """Adds how many benefits there are, and how many are achieved and under way."""
        return self.annotate(
            benefit_count=Count("benefits"),
            achieved_count=Count("benefits", filter=Q(benefits__state=BenefitState.ACHIEVED)),
            under_way_count=Count("benefits", filter=Q(benefits__state=BenefitState.UNDER_WAY)),
        )


class BenefitQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Open to everybody, with their programme."""
        return self

    def live(self) -> Self:
        return self.filter(state__in=[BenefitState.PLANNED, BenefitState.UNDER_WAY])


class BenefitActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Links whose action the viewer may see; benefits are open to everybody."""
        actions = apps.get_model("partnerships", "Action").objects.visible_to(viewer, on)
        return self.filter(action__in=actions)
