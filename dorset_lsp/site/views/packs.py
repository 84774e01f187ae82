"""The pack for a meeting: sent out, watched while it is made, downloaded by those it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import DetailView

from dorset_lsp.common.making import Making
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from dorset_lsp.site.changes import packs
from dorset_lsp.site.models import Pack, PackFile
from dorset_lsp.site.packs import making
from partnerships.models import Meeting
from partnerships.papers import hand_out_as
from partnerships.querysets import MeetingQuerySet


@dataclass(frozen=True, slots=True)
class Row:
    """One edition of the pack with its file, or with how far the making has come."""

    pack: Pack
    file: PackFile | None
    making: Making


class MeetingPack(DetailView):
    """The editions of a meeting's pack, for the members of the body that meets and for the co-ordinator."""

    template_name = "site/meeting_pack.html"
    context_object_name = "meeting"

    def get_queryset(self) -> MeetingQuerySet:
        return Meeting.objects.visible_to(self.request.user).select_related("body")

    def get_object(self, queryset: Any = None) -> Meeting:
        found: Meeting = super().get_object(queryset)
        if not self.request.user.has_perm("site.view_packs", found):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Pack.objects.visible_to(self.request.user, today()).filter(meeting=self.object)
        editions = [
            Row(pack, getattr(pack, "file", None), making.state_of(pack))
            for pack in rows.select_related("file__pack", "sent_by").defer("canonical")
        ]
        may_send = self.request.user.has_perm("site.send_pack", self.object)
        return super().get_context_data(
            editions=editions,
            is_under_way=any(one.making.is_under_way for one in editions),
            may_send=may_send and self.object.is_ahead,
            may_make=may_send,
            has_agenda=self.object.items.exists(),
            **kwargs,
        )


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send out the pack as everything stands now."""
    meeting = object_or_404(Meeting.objects.visible_to(request.user), request, "site.send_pack", pk=pk)
    carried_out(
        request,
        lambda: packs.send(meeting=meeting, by=request.user, on=today()),
        said="The pack is frozen as everything stands now, and is being made. "
        "Everybody who is expected at the meeting hears of it when it is there.",
    )
    return redirect("site:meeting-pack", pk=pk)


@require_POST
def again(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask again for a pack whose making failed."""
    meeting = object_or_404(Meeting.objects.visible_to(request.user), request, "site.send_pack", pk=pk)
    pack = get_object_or_404(meeting.packs.all(), number=number)
    carried_out(
        request,
        lambda: packs.make_again(pack=pack, by=request.user, on=today()),
        said="The pack is being made again.",
    )
    return redirect("site:meeting-pack", pk=pk)


@require_GET
def pack_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """The PDF of an edition."""
    rows = PackFile.objects.visible_to(request.user, today())
    file = get_object_or_404(rows, pack__meeting=pk, pack__number=number)
    try:
        return hand_out_as(file.path, file.name, "application/pdf")
    except FileNotFoundError as error:
        raise Http404("The file is not where it was kept.") from error
