"""The search page."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from dorset_lsp.common.search import SHORTEST
from dorset_lsp.common.today import today
from dorset_lsp.site.search import OF_ONE_KIND, search

LONGEST = 200


class Search(TemplateView):
    """A question, and by kind what has its words."""

    template_name = "site/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.request.GET.get("q", "").strip()[:LONGEST]
        kind = self.request.GET.get("kind", "")[:40]
        return super().get_context_data(
            question=question,
            kind=kind,
            found=search(self.request.user, today(), question, kind=kind),
            shortest=SHORTEST,
            most=OF_ONE_KIND,
            **kwargs,
        )
