"""Broken threads: what nobody answered, measures, asked for, pays for or felt."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from dorset_lsp.common.today import today
from dorset_lsp.site.orphans import orphans


class Orphans(TemplateView):
    """Each kind with its records, and with a word on what mends it."""

    template_name = "site/orphans.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = orphans(self.request.user, today())
        return super().get_context_data(groups=groups, total=sum(len(lines) for _, lines in groups), **kwargs)
