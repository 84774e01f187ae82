"""One outcome with its golden thread: from who said that it matters to what scrutiny found, on one page."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from dorset_lsp.common.today import today
from dorset_lsp.site.diagnosis import Diagnosis
from dorset_lsp.site.latest import latest_results
from dorset_lsp.site.outcome_links import links_of
from dorset_lsp.site.thread import targets_of, thread
from dorset_lsp.site.views.since import SinceLastLook
from partnerships.models import Action, Outcome
from partnerships.querysets import OutcomeQuerySet
from performance.models import Agreement, Indicator
from scrutiny.models import Challenge
from scrutiny.touching import scrutiny_of


class OutcomeDetail(SinceLastLook, DetailView):
    """The thread in seven answers; below each, what it rests on."""

    template_name = "partnerships/outcome_detail.html"

    def get_queryset(self) -> OutcomeQuerySet:
        return Outcome.objects.visible_to(self.request.user).select_related("challenge__strategy", "body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, outcome, on = self.request.user, self.object, today()
        indicators = Indicator.objects.visible_to(viewer).measured().filter(outcome=outcome)
        rows = Action.objects.visible_to(viewer, on).filter(outcome=outcome)
        actions = list(rows.select_related("lead", "organisation").order_by_need())
        latest = latest_results(viewer, indicators)
        strands = {
            "agreement": Agreement.objects.visible_to(viewer).in_force_on(on).first(),
            "targets": targets_of(outcome, on),
            "latest": latest,
            "diagnosis": Diagnosis(outcome, viewer, on, asked_for=self.request.GET.get("indicator", "")),
            "actions": actions,
            "links": links_of(outcome, viewer, on),
            "scrutiny": scrutiny_of(
                outcome, [one.pk for one, _ in latest.lines], [one.pk for one in actions], viewer, on
            ),
        }
        return super().get_context_data(
            **strands,
            thread=thread(outcome, on=on, **strands),
            scorecards=outcome.scorecards.visible_to(viewer),
            may_set_up=viewer.has_perm("delivery_chain.set_up_review", outcome.body),
            may_propose=viewer.has_perm("partnerships.raise_action", outcome.body),
            may_ask=viewer.has_perm("scrutiny.put_challenge", Challenge),
            **kwargs,
        )
