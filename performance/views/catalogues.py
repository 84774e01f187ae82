"""Catalogues: every entry that indicators can be chosen from, with what is used here and what is unconfirmed."""

from __future__ import annotations

from typing import Any

from dorset_lsp.common.registers import Register
from performance.models import Catalogue, CatalogueEntry
from performance.querysets import CatalogueEntryQuerySet
from performance.tables import CatalogueEntryFilter, CatalogueEntryTable


class CatalogueList(Register):
    """The entries of every catalogue that this partnership chooses from, filtered and paged; as a file, what it shows."""

    template_name = "performance/catalogue_list.html"
    table_class = CatalogueEntryTable
    filterset_class = CatalogueEntryFilter
    file_name = "catalogues"
    download_url_name = "performance:catalogue-list-download"

    def get_queryset(self) -> CatalogueEntryQuerySet:
        rows = CatalogueEntry.objects.visible_to(self.request.user)
        return rows.select_related("catalogue").prefetch_related("indicators")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        catalogues = Catalogue.objects.visible_to(self.request.user).with_counts()
        return super().get_context_data(catalogues=catalogues, **kwargs)
