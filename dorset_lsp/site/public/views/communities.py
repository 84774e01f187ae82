"""You said, we did: what communities said, what came of it and what they were told."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import held_from
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.communities import communities, said_and_done
from partnerships.models import Area


@open_page
def said(request: HttpRequest) -> HttpResponse:
    """Every place from which something was said that is open to everybody."""
    return render(request, "public/said.html", {"communities": communities(ANYBODY, today())})


@open_page
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """One place."""
    area = get_object_or_404(Area.objects.visible_to(ANYBODY).select_related("parent"), slug=slug)
    found = said_and_done(area, ANYBODY, today())
    first = held_from(today())
    if first is not None:
        found = replace(
            found,
            findings=[one for one in found.findings if (one.answered_on or one.open_since) < first],
            projects=[one for one in found.projects if one.decided_on is None or one.decided_on < first],
        )
    if not (found.findings or found.projects or found.priorities):
        raise Http404
    return render(request, "public/community.html", {"area": area, "said": found})
