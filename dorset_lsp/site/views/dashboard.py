"""The dashboard: the state of the partnership on one page, as the latest published round has it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

import scrutiny.attention
from dorset_lsp.common.today import today
from performance.attention import COLUMNS, RANKING, Attention
from performance.models import Edition, Round, Scorecard

EXCEPTIONS_AT_FIRST = 6


class Dashboard(TemplateView):
    """What is off target, what changed, what got better, and how the open round stands. For members of any body."""

    template_name = "site/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        if not viewer.standing(today()).is_member_of_any_body:
            raise Http404
        edition = Edition.objects.visible_to(viewer).latest().first()
        attention = Attention(edition) if edition else None
        exceptions = attention.exceptions if attention else []
        return super().get_context_data(
            edition=edition,
            attention=attention,
            shown=exceptions if "all" in self.request.GET else exceptions[:EXCEPTIONS_AT_FIRST],
            columns=COLUMNS,
            ranking=RANKING,
            open_rounds=Round.objects.visible_to(viewer, today()).open().with_progress(),
            cards=Scorecard.objects.visible_to(viewer).filter(agreement__isnull=False),
            scrutiny=dict(
                zip(("lines", "total"), scrutiny.attention.attention(viewer, today()), strict=True)
            ),
            may_act={
                one.result.pk
                for one in exceptions
                if viewer.has_perm("performance.act_on_result", one.result)
            },
            **kwargs,
        )
