"""The roll-out matrix, on the page and as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from delivery_chain.forms.matrix import MatrixForm
from delivery_chain.matrix import Matrix
from delivery_chain.models import Framework, FrameworkVersion
from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today


def asked_for(request: HttpRequest) -> tuple[MatrixForm, Matrix | None]:
    """The form above the matrix, and the matrix that it asks for; none while there is no framework."""
    versions = FrameworkVersion.objects.visible_to(request.user).select_related("framework")
    first = versions.order_by("framework__position", "framework__title").first()
    form = MatrixForm(
        request.GET or None, initial={"framework": first.framework.slug if first else None, "on": today()}
    )
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    framework: Framework | None = said.get("framework") or (first.framework if first else None)
    if framework is None:
        return form, None
    return form, Matrix(framework, request.user, said.get("on") or today(), today())


def matrix(request: HttpRequest) -> HttpResponse:
    """Stages by group, with movement, and what is wanting."""
    form, found = asked_for(request)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    exports = [
        (kind.upper(), reverse("delivery_chain:matrix-download", args=[kind]) + query) for kind in WRITERS
    ]
    standing = request.user.standing(today())
    context = {
        "form": form,
        "matrix": found,
        "exports": exports,
        "may_set_up": standing.led_body_ids,
        "is_coordinator": standing.is_coordinator,
    }
    return render(request, "delivery_chain/matrix.html", context)


def download(request: HttpRequest, file_type: str) -> HttpResponse:
    """The same as CSV or XLSX."""
    _, found = asked_for(request)
    write = WRITERS.get(file_type)
    if write is None or found is None:
        raise Http404
    return write("roll-out-matrix", found.header, found.table)
