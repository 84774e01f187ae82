"""An indicator's page with what scrutiny members ask about it. The rest of it is performance's own."""

from __future__ import annotations

from typing import Any

from dorset_lsp.common.today import today
from dorset_lsp.site.views.since import SinceLastLook
from performance.views import indicators
from scrutiny.models import Challenge


class IndicatorDetail(SinceLastLook, indicators.IndicatorDetail):
    """One indicator, and the questions put about it with their answers, to whoever may see them."""

    template_name = "site/indicator_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = Challenge.objects.visible_to(user, today()).about(self.object)
        return super().get_context_data(
            challenges=rows.select_related("asked_by", "put_to").prefetch_related("words__said_by"),
            may_ask=user.has_perm("scrutiny.put_challenge", Challenge),
            **kwargs,
        )
