"""What every register shares: sorted, filtered, 25 rows a page, and as a file what it shows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django_filters.views import FilterView
from django_tables2 import RequestConfig, SingleTableMixin

from dorset_lsp.common.exports import csv_response, xlsx_response

WRITERS = {"csv": csv_response, "xlsx": xlsx_response}


class Register(SingleTableMixin, FilterView):
    """A filtered list. With ``file_type`` in its address it answers with the same rows as CSV or XLSX.

    A subclass gives the table, the filter, ``file_name`` and ``download_url_name``. An unknown choice in the address
    filters nothing; it is never an error page.
    """

    strict = False
    file_name = ""
    download_url_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = super().get(request, *args, **kwargs)
        if "file_type" not in kwargs:
            return page
        write = WRITERS.get(kwargs["file_type"])
        if write is None:
            raise Http404
        table = self.table_class(data=self.get_table_data(), **self.get_table_kwargs())
        RequestConfig(request, paginate=False).configure(table)
        header, *rows = table.as_values()
        return write(self.file_name, header, rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop("page", None)
        asked = f"?{query.urlencode()}" if query else ""
        exports = [(kind.upper(), reverse(self.download_url_name, args=[kind]) + asked) for kind in WRITERS]
        return context | {
            "exports": exports,
            "shown": len(context["table"].rows),
            "total": self.get_queryset().count(),
            "is_filtered": any(query.get(name) for name in self.filterset.filters),
        }
