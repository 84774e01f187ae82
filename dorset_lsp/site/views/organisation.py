"""One organisation: its people, seats, actions and the indicators that it answers for."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from dorset_lsp.common.today import today
from dorset_lsp.site.latest import latest_results
from partnerships.models import Action, Organisation, Person
from partnerships.querysets import OrganisationQuerySet
from performance.models import Indicator


class OrganisationDetail(DetailView):
    """One organisation, and what it brings to the partnership."""

    template_name = "partnerships/organisation_detail.html"

    def get_queryset(self) -> OrganisationQuerySet:
        return Organisation.objects.visible_to(self.request.user).select_related("area")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, organisation, on = self.request.user, self.object, today()
        indicators = Indicator.objects.visible_to(viewer).measured().filter(owner_organisation=organisation)
        actions = Action.objects.visible_to(viewer, on).filter(organisation=organisation)
        return super().get_context_data(
            people=Person.objects.visible_to(viewer).filter(organisation=organisation, is_active=True),
            seats=organisation.seats.existing_on(on).with_holder(on).select_related("body"),
            actions=actions.select_related("lead", "organisation", "body").order_by_need(),
            latest=latest_results(viewer, indicators),
            scorecards=organisation.scorecards.visible_to(viewer),
            **kwargs,
        )
