"""What was decided, by meetings whose minutes are agreed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import AgendaItem, Attendance, Decision, Meeting, Paper
from partnerships.papers import hand_out

A_PAGE = 25


@open_page
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, the newest first."""
    rows = out_before(Decision.objects.visible_to(ANYBODY, today()), "meeting__agreed_on", today())
    rows = rows.select_related("meeting__body")
    pages = Paginator(rows.order_by("-meeting__starts_at", "meeting", "number"), A_PAGE)
    return render(request, "public/decisions.html", {"page": pages.get_page(request.GET.get("page"))})


@open_page
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreed minutes of one meeting: who was there, what was said and decided, and which papers are open."""
    on = today()
    meetings = out_before(Meeting.objects.visible_to(ANYBODY), "agreed_on", on)
    found = get_object_or_404(meetings.select_related("body"), pk=pk)
    papers = Paper.objects.visible_to(ANYBODY, on).current().filter(meeting=found)
    context = {
        "meeting": found,
        "items": AgendaItem.objects.visible_to(ANYBODY).filter(meeting=found).order_by("position", "id"),
        "decisions": Decision.objects.visible_to(ANYBODY, on).filter(meeting=found).order_by("number"),
        "present": Attendance.objects.visible_to(ANYBODY, on)
        .filter(meeting=found)
        .select_related("person__organisation"),
        "papers": papers,
    }
    return render(request, "public/meeting.html", context)


@login_not_required
@require_safe
def paper(request: HttpRequest, pk: int, paper: int, name: str) -> HttpResponseBase:
    """An open paper of a meeting whose minutes are agreed. ``name`` is for people's eyes alone."""
    meetings = out_before(Meeting.objects.visible_to(ANYBODY), "agreed_on", today())
    rows = Paper.objects.visible_to(ANYBODY, today()).current().filter(meeting__in=meetings)
    found = get_object_or_404(rows.select_related("meeting"), pk=paper, meeting=pk)
    try:
        return hand_out(found)
    except FileNotFoundError as error:
        raise Http404 from error
