"""Where the money goes, to the penny, and which projects were paid for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import AlignedMoney, FundingStream, Project
from partnerships.money import money_of, pictures, summary


@open_page
def money(request: HttpRequest) -> HttpResponse:
    """Every stream with its parts, newest year first; what partners bring beside; the projects."""
    on = today()
    streams = FundingStream.objects.visible_to(ANYBODY).select_related("giver").order_by("-from_on", "title")
    monies = money_of(streams, on)
    projects = out_before(Project.objects.visible_to(ANYBODY, on), "decided_on", on)
    aligned = out_before(AlignedMoney.objects.visible_to(ANYBODY), "declared_on", on)
    context = {
        "monies": [(one, pictures(one)) for one in monies],
        "summary": summary(monies),
        "aligned": aligned.standing().select_related("organisation", "outcome"),
        "projects": projects.select_related("organisation", "area", "outcome").order_by("title"),
    }
    return render(request, "public/money.html", context)
