"""Which risks, for whom, and who looks at them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When

from partnerships.enums import RiskState
from partnerships.risk_scale import MOST, UPWARDS, Appetites

if TYPE_CHECKING:
    from partnerships.models import Person


class RiskQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Members of any body see every risk; anybody else those that they or their organisation own."""
        if not viewer.is_authenticated:
            return self.none()
        standing = viewer.standing(on)
        if standing.is_member_of_any_body:
            return self
        mine = Q(owner__organisation_id=standing.organisation_id, owner__organisation__isnull=False)
        return self.filter(Q(owner=viewer) | mine)

    def open(self) -> Self:
        return self.filter(state=RiskState.OPEN)

    def review_passed(self, on: date) -> Self:
        """Open, and to be reviewed before this day."""
        return self.open().filter(review_on__lt=on)

    def with_points(self) -> Self:
        """Adds ``points``, the score after controls, and ``points_before``."""
        return self.annotate(
            points=F("likelihood") * F("impact"), points_before=F("likelihood_before") * F("impact_before")
        )

    def with_layer(self, appetites: Appetites) -> Self:
        """Adds ``looked_at``: the layer that looks at the risk, as ``risk_scale.layer_of`` says."""
        whens = [
            When(body__layer=home, points__lte=appetites.get(layer, MOST), then=Value(layer.value))
            for place, home in enumerate(UPWARDS)
            for layer in UPWARDS[place:]
        ]
        top = Value(UPWARDS[-1].value)
        return self.with_points().annotate(looked_at=Case(*whens, default=top, output_field=CharField()))

    def above_all(self, appetites: Appetites) -> Self:
        """Open risks that not even the strategic layer bears."""
        return self.open().with_points().filter(points__gt=appetites.get(UPWARDS[-1], MOST))

    def order_by_weight(self) -> Self:
        """Open ones first, the highest score on top."""
        return self.with_points().order_by(F("closed_on").asc(nulls_first=True), "-points", "review_on", "id")


class RiskActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Links whose risk and whose action the viewer may both see."""
        risks = apps.get_model("partnerships", "Risk").objects.visible_to(viewer, on)
        actions = apps.get_model("partnerships", "Action").objects.visible_to(viewer, on)
        return self.filter(risk__in=risks, action__in=actions)
