"""Frozen reports for everybody: the list, one round's editions with their hashes, and the files themselves."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dorset_lsp.common.today import today
from dorset_lsp.site.public.pages import ANYBODY, open_page
from performance.models import Edition, ReportFile, Round
from performance.report_page import ReportPage
from performance.views.reports import file_answer, seals_answer

FOR_GOOD = "public, max-age=31536000, immutable"


@open_page
def reports(request: HttpRequest) -> HttpResponse:
    """The newest edition of every round's report that is out."""
    editions = Edition.objects.visible_to(ANYBODY).newest_for(ANYBODY).with_report()
    return render(request, "public/reports.html", {"editions": editions})


@open_page
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """One round's report: every edition that is out, its files and their hashes, and what it corrected."""
    round_ = get_object_or_404(Round.objects.visible_to(ANYBODY, today()).published(), slug=slug)
    page = ReportPage(round_, Edition.objects.visible_to(ANYBODY), viewer=ANYBODY)
    if not page.editions:
        raise Http404
    return render(request, "public/report.html", {"round": round_, "page": page})


@login_not_required
@require_safe
def file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """One frozen file, byte for byte."""
    rows = ReportFile.objects.visible_to(ANYBODY).select_related("edition__round")
    found = get_object_or_404(rows, edition__round__slug=slug, edition__number=number, format=form)
    return file_answer(request, found, cache=FOR_GOOD)


@open_page
def seals(request: HttpRequest, slug: str) -> HttpResponse:
    """The hashes of every edition that is out, for whoever checks the files without this site."""
    round_ = get_object_or_404(Round.objects.visible_to(ANYBODY, today()).published(), slug=slug)
    return seals_answer(round_, ReportFile.objects.visible_to(ANYBODY))
