"""The structure chart: who meets at which layer and for which tier of area, and how their seats are filled."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.today import today
from partnerships.models import Body
from partnerships.structure import bands, is_flagged, staffing_of


def structure(request: HttpRequest) -> HttpResponse:
    """The bodies that exist today, in bands."""
    on = today()
    bodies = list(Body.objects.visible_to(request.user).existing_on(on).select_related("area", "parent"))
    staffing = staffing_of(bodies, on)
    ending = [one.next_end for one in staffing.values() if is_flagged(one.next_end, on)]
    context = {
        "bands": bands(bodies, staffing),
        "body_count": len(bodies),
        "seat_count": sum(one.seats for one in staffing.values()),
        "vacancy_count": sum(one.vacancies for one in staffing.values()),
        "ending_count": len(ending),
    }
    return render(request, "partnerships/structure.html", context)
