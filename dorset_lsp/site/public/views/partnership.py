"""Who the partnership is: its bodies, and who sits on each."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.composition import composition
from partnerships.models import Body, Meeting, Organisation
from partnerships.structure import bands, staffing_of


@open_page
def structure(request: HttpRequest) -> HttpResponse:
    """The bodies that exist today, by layer, and the organisations that take part."""
    on = today()
    bodies = list(Body.objects.visible_to(ANYBODY).existing_on(on).select_related("area", "parent"))
    seated = Organisation.objects.visible_to(ANYBODY).filter(seats__body__in=bodies).distinct()
    context = {"bands": bands(bodies, staffing_of(bodies, on)), "organisations": seated.order_by("name")}
    return render(request, "public/structure.html", context)


@open_page
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: what it is for, who sits on it today, what it answers for and where its decisions are."""
    on = today()
    rows = Body.objects.visible_to(ANYBODY).existing_on(on).select_related("area", "parent")
    found = get_object_or_404(rows, slug=slug)
    context = {
        "body": found,
        "shown": composition(found, on),
        "groups": found.groups.visible_to(ANYBODY).existing_on(on),
        "outcomes": found.outcomes.visible_to(ANYBODY),
        "meetings": out_before(Meeting.objects.visible_to(ANYBODY), "agreed_on", on)
        .filter(body=found)
        .order_by("-starts_at")[:10],
    }
    return render(request, "public/body.html", context)
