"""One outcome: what is to be different, who owns it, how its indicators stand, what is being done and what it cost."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from dorset_lsp.common.today import today
from dorset_lsp.site.diagnosis import Diagnosis
from dorset_lsp.site.latest import latest_results
from dorset_lsp.site.outcome_links import links_of
from partnerships.models import Action, Outcome
from partnerships.querysets import OutcomeQuerySet
from performance.models import Agreement, Indicator


class OutcomeDetail(DetailView):
    """One outcome: its indicators in the latest edition, the diagnosis beside their movement, its actions and its links."""

    template_name = "partnerships/outcome_detail.html"

    def get_queryset(self) -> OutcomeQuerySet:
        return Outcome.objects.visible_to(self.request.user).select_related("challenge__strategy", "body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, outcome = self.request.user, self.object
        indicators = Indicator.objects.visible_to(viewer).measured().filter(outcome=outcome)
        actions = Action.objects.visible_to(viewer, today()).filter(outcome=outcome)
        return super().get_context_data(
            agreement=Agreement.objects.visible_to(viewer).in_force_on(today()).first(),
            latest=latest_results(viewer, indicators),
            actions=actions.select_related("lead", "organisation").order_by_need(),
            scorecards=outcome.scorecards.visible_to(viewer),
            diagnosis=Diagnosis(outcome, viewer, today(), asked_for=self.request.GET.get("indicator", "")),
            may_set_up=viewer.has_perm("delivery_chain.set_up_review", outcome.body),
            links=links_of(outcome, viewer, today()),
            may_propose=viewer.has_perm("partnerships.raise_action", outcome.body),
            **kwargs,
        )
