"""The outcomes outside the agreement: nobody reports on them by duty, so how are they delivered?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, Q
from django.views.generic import TemplateView

from dorset_lsp.common.today import today
from partnerships.models import Action, Finding, Outcome, Project
from performance.models import Indicator


class OutsideTheAgreement(TemplateView):
    """Each such outcome with its owner, and what there is to deliver it: actions, figures, money, voices."""

    template_name = "partnerships/outside_agreement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, on = self.request.user, today()
        outcomes = list(
            Outcome.objects.visible_to(viewer)
            .filter(is_in_agreement=False)
            .select_related("body", "challenge")
        )
        actions = Action.objects.visible_to(viewer, on).live().filter(outcome__in=outcomes)
        live: dict[int, tuple[int, int]] = {
            row["outcome"]: (row["number"], row["late"])
            for row in actions.order_by()
            .values("outcome")
            .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
        }
        projects = Project.objects.visible_to(viewer, on).funded().filter(outcome__in=outcomes)
        measured = Indicator.objects.visible_to(viewer).measured().filter(outcome__in=outcomes)
        findings = Finding.objects.visible_to(viewer, on).filter(outcome__in=outcomes)
        money: Counter[int] = Counter()
        for pk, pence in projects.values_list("outcome", "claimed_pence"):
            money[pk] += pence
        figures, voices = (Counter(rows.values_list("outcome", flat=True)) for rows in (measured, findings))
        lines = [
            {
                "outcome": outcome,
                "actions": live.get(outcome.pk, (0, 0))[0],
                "late": live.get(outcome.pk, (0, 0))[1],
                "indicators": figures[outcome.pk],
                "money": money[outcome.pk],
                "findings": voices[outcome.pk],
            }
            for outcome in outcomes
        ]
        idle = sum(not line["actions"] for line in lines)
        return super().get_context_data(lines=lines, idle=idle, **kwargs)
