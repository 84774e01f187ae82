"""Frameworks: the lists of questions that a review may use, each with its stages."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, ListView

from delivery_chain.models import FrameworkVersion
from delivery_chain.querysets import FrameworkVersionQuerySet
from dorset_lsp.common.today import today


class FrameworkList(ListView):
    """The frameworks in use, each in its newest version."""

    template_name = "delivery_chain/framework_list.html"
    context_object_name = "versions"

    def get_queryset(self) -> FrameworkVersionQuerySet:
        rows = FrameworkVersion.objects.visible_to(self.request.user).in_use(today())
        return rows.select_related("framework").prefetch_related("stages").order_by("framework__position")


class FrameworkDetail(DetailView):
    """One version: its stages, with what red, amber and green look like."""

    template_name = "delivery_chain/framework_detail.html"
    context_object_name = "version"

    def get_queryset(self) -> FrameworkVersionQuerySet:
        return FrameworkVersion.objects.visible_to(self.request.user).select_related("framework")

    def get_object(self, queryset: Any = None) -> FrameworkVersion:
        rows = self.get_queryset()
        return get_object_or_404(rows, framework__slug=self.kwargs["slug"], number=self.kwargs["number"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stages=self.object.stages.all(), **kwargs)
