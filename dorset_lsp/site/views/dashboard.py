"""The dashboards: the state of the partnership on one page for its Board, and what each layer below wants of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string

from dorset_lsp.common.stamps import kept_until_a_change
from dorset_lsp.common.today import today
from dorset_lsp.site.dashboards import WITH_A_PAGE, OfAGroup, of_the_board
from partnerships.models import Body


def dashboard(request: HttpRequest) -> HttpResponse:
    """The Board's page: what is off target, what changed, what got better, what to ask. For members of any body."""
    _refuse_strangers(request.user)
    shows_all = "all" in request.GET
    return _answer(
        request,
        lambda: of_the_board(request.user, today(), shows_all=shows_all),
        "site/dashboard_board.html",
        f"board:{shows_all}",
        title="State of the partnership",
    )


def group_dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """An executive body's exceptions and resources, or a group's own figures. For members of any body."""
    _refuse_strangers(request.user)
    bodies = Body.objects.visible_to(request.user).existing_on(today()).filter(kind__in=WITH_A_PAGE)
    body = get_object_or_404(bodies, slug=slug)
    return _answer(
        request,
        lambda: OfAGroup(body, request.user, today()),
        "site/dashboard_group.html",
        f"group:{body.pk}",
        title=body.name,
    )


def _refuse_strangers(viewer: Any) -> None:
    if not viewer.standing(today()).is_member_of_any_body:
        raise Http404


def _answer(
    request: HttpRequest, page: Callable[[], Any], template: str, name: str, *, title: str
) -> HttpResponse:
    """The frame with the drawing, which is kept for this viewer and day until something is changed.

    The drawing holds no form of its own: a form bears a token that changes, so its buttons name the one in the frame.
    """
    drawing = kept_until_a_change(
        f"dashboard:{name}:{request.user.pk}:{today():%Y%m%d}",
        lambda: render_to_string(template, {"page": page(), "today": today()}),
    )
    return render(request, "site/dashboard.html", {"drawing": drawing, "title": title})
