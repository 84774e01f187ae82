"""Broken threads: what nobody answered, measures, asked for, pays for or felt."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView

from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from dorset_lsp.site.orphans import orphans


class Orphans(TemplateView):
    """Each kind with its records, and with a word on what mends it."""

    template_name = "site/orphans.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = orphans(self.request.user, today())
        exports = [(kind.upper(), reverse("site:orphans-download", args=[kind])) for kind in WRITERS]
        total = sum(len(lines) for _, lines in groups)
        return super().get_context_data(groups=groups, total=total, exports=exports, **kwargs)


def download(request: HttpRequest, file_type: str) -> HttpResponse:
    """The same as a file: a row for each broken thread that the viewer may see."""
    write = WRITERS.get(file_type)
    if write is None:
        raise Http404
    rows = [
        (kind.head, line.title, line.detail, request.build_absolute_uri(line.url))
        for kind, lines in orphans(request.user, today())
        for line in lines
    ]
    return write("broken-threads", ("What is broken", "Which", "Whose", "Page"), rows)
