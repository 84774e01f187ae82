"""Bulletins: their list, and one of them as it was sent."""

from __future__ import annotations

from django.views.generic import DetailView, ListView

from scrutiny.models import Bulletin
from scrutiny.querysets import BulletinQuerySet


class BulletinList(ListView):
    """Every bulletin and yearly report, newest first."""

    template_name = "scrutiny/bulletin_list.html"
    context_object_name = "bulletins"

    def get_queryset(self) -> BulletinQuerySet:
        return Bulletin.objects.visible_to(self.request.user)


class BulletinDetail(DetailView):
    """One bulletin."""

    template_name = "scrutiny/bulletin_detail.html"
    context_object_name = "bulletin"

    def get_queryset(self) -> BulletinQuerySet:
        return Bulletin.objects.visible_to(self.request.user)
