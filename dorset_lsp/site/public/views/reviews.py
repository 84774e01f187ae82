"""Scrutiny for everybody: its reviews, what they found and asked for, and what was answered."""

from __future__ import annotations

import json
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import held_from, out_before
from dorset_lsp.site.public.pages import ANYBODY, open_page
from scrutiny.enums import ReportAudience
from scrutiny.matrix import Matrix
from scrutiny.models import Claim, ReportEdition, Response, ScrutinyReview
from scrutiny.querysets import ReportEditionQuerySet
from scrutiny.report.compose import in_words


@open_page
def reviews(request: HttpRequest) -> HttpResponse:
    """Every review, with how far it is."""
    rows = ScrutinyReview.objects.visible_to(ANYBODY, today()).with_counts().select_related("committee")
    return render(request, "public/reviews.html", {"reviews": rows})


@open_page
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """One review: title and scope before it is issued; then the report as frozen for the public, and the answers."""
    on = today()
    found = get_object_or_404(
        ScrutinyReview.objects.visible_to(ANYBODY, on).select_related("committee", "group"), slug=slug
    )
    editions = _editions(on).filter(review=found)
    edition = editions.select_related("file").order_by("-number").first()
    published = Response.objects.visible_to(ANYBODY, on).filter(ask__recommendation__review=found)
    answers = (
        out_before(published, "published_on", on)
        .select_related("ask__recommendation", "ask__addressee__organisation", "ask__addressee__body")
        .order_by("ask__recommendation__number", "ask__addressee__position", "number")
    )  # fmt: skip
    claims = out_before(Claim.objects.visible_to(ANYBODY, on), "claimed_on", on)
    claims = out_before(claims, "decided_on", on).filter(ask__recommendation__review=found)
    # The matrix tells where everything stands now, so before an election it is left out.
    shows_matrix = edition is not None and held_from(on) is None
    context = {
        "review": found,
        "scope": found.scopes.first(),
        "edition": edition,
        "file": getattr(edition, "file", None),
        "document": in_words(json.loads(edition.canonical)) if edition else None,
        "matrix": Matrix(found, ANYBODY, on) if shows_matrix else None,
        "answers": answers if edition else [],
        "claims": claims.select_related("ask__recommendation", "ask__addressee__organisation", "ask__addressee__body")
        .order_by("ask__recommendation__number", "-claimed_on"),
    }  # fmt: skip
    return render(request, "public/review.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """The report for the public, as PDF or as the frozen data byte for byte."""
    edition = get_object_or_404(
        _editions(today()).select_related("review", "file"), review__slug=slug, number=number
    )
    if form == "json":
        return HttpResponse(edition.canonical, content_type="application/json; charset=utf-8")
    kept = getattr(edition, "file", None)
    if form != "pdf" or kept is None:
        raise Http404
    return FileResponse(default_storage.open(kept.path), content_type="application/pdf", filename=kept.name)


def _editions(on: date) -> ReportEditionQuerySet:
    """The editions for the public that are out."""
    rows = ReportEdition.objects.visible_to(ANYBODY, on).filter(audience=ReportAudience.PUBLIC)
    return out_before(rows, "frozen_on", on)
