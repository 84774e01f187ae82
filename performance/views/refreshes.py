"""Changing what was agreed: a refresh is drafted, proposed, and approved or refused by the Board's chair."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import View

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from performance.changes import refreshes
from performance.forms.refreshes import (
    ChooseTargetForm,
    RefreshForm,
    RefusalForm,
    RenegotiationForm,
    TermsForm,
)
from performance.models import Agreement, Indicator, Refresh
from performance.refresh_page import RefreshPage
from performance.refreshing import target_under, terms_of


class BeginRefresh(View):
    """Its title and its reason; which targets change is said next."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, _agreement(request, slug), RefreshForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        agreement, form = _agreement(request, slug), RefreshForm(request.POST)
        if form.is_valid():
            made = refreshes.begin(agreement=agreement, **form.cleaned_data, by=request.user, on=today())
            return redirect(made)
        return self._page(request, agreement, form)

    def _page(self, request: HttpRequest, agreement: Agreement, form: RefreshForm) -> HttpResponse:
        return render(request, "performance/refresh_form.html", {"agreement": agreement, "form": form})


class Renegotiate(View):
    """Ask that one agreed target go back on the table; ``?indicator=`` says which."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, *self._found(request, slug), RenegotiationForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        agreement, indicator = self._found(request, slug)
        form = RenegotiationForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: refreshes.renegotiate(
                agreement=agreement, indicator=indicator, **form.cleaned_data, by=request.user, on=today()
            ),
            said=f"Proposed. The chair of the Board decides whether {indicator.code} goes back on the table.",
        ):
            return redirect(agreement)
        return self._page(request, agreement, indicator, form)

    def _found(self, request: HttpRequest, slug: str) -> tuple[Agreement, Indicator]:
        rows = Indicator.objects.visible_to(request.user).select_related("outcome")
        indicator = object_or_404(
            rows, request, "performance.change_target", slug=request.GET.get("indicator", "")
        )
        return _agreement(request, slug), indicator

    def _page(
        self, request: HttpRequest, agreement: Agreement, indicator: Indicator, form: RenegotiationForm
    ) -> HttpResponse:
        context = {"agreement": agreement, "indicator": indicator, "form": form}
        return render(request, "performance/renegotiate.html", context)


def refresh_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What would change, why, and who decides; and the steps that this person can take."""
    page = RefreshPage(_refresh(request, slug, pk), request.user, today())
    return render(request, "performance/refresh_detail.html", {"page": page, "refresh": page.refresh})


class Reword(View):
    """Another title, another reason."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.alter_refresh")
        return self._page(
            request, refresh, RefreshForm(initial={"title": refresh.title, "reason": refresh.reason})
        )

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.alter_refresh")
        form = RefreshForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: refreshes.reword(refresh=refresh, **form.cleaned_data, by=request.user, on=today()),
            said="Saved.",
        ):
            return redirect(refresh)
        return self._page(request, refresh, form)

    def _page(self, request: HttpRequest, refresh: Refresh, form: RefreshForm) -> HttpResponse:
        context = {"agreement": refresh.agreement, "refresh": refresh, "form": form}
        return render(request, "performance/refresh_form.html", context)


class SetTarget(View):
    """What the target on one indicator becomes; ``?indicator=`` says which, and without it the page asks."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.alter_refresh")
        indicators = RefreshPage(refresh, request.user, today()).changeable
        choice = ChooseTargetForm(request.GET or None, indicators=indicators)
        if not choice.is_valid():
            return render(request, "performance/refresh_choose.html", {"refresh": refresh, "form": choice})
        indicator = choice.cleaned_data["indicator"]
        return self._page(request, refresh, indicator, self._form(refresh, indicator))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.alter_refresh")
        indicators = RefreshPage(refresh, request.user, today()).changeable
        indicator = get_object_or_404(indicators, slug=request.GET.get("indicator", ""))
        form = self._form(refresh, indicator, request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: refreshes.set_target(
                refresh=refresh, indicator=indicator, terms=form.terms(), by=request.user, on=today()
            ),
            said=f"{indicator.code} is in the proposal.",
        ):
            return redirect(refresh)
        return self._page(request, refresh, indicator, form)

    def _form(self, refresh: Refresh, indicator: Indicator, data: Any = None) -> TermsForm:
        newest = refresh.agreement.versions.order_by("-number").first()
        row = refresh.lines.filter(indicator=indicator).first() or (
            newest and target_under(newest, indicator)
        )
        before = terms_of(row) if row else None
        return TermsForm(data, agreement=refresh.agreement, indicator=indicator, before=before)

    def _page(
        self, request: HttpRequest, refresh: Refresh, indicator: Indicator, form: TermsForm
    ) -> HttpResponse:
        context = {"refresh": refresh, "indicator": indicator, "form": form}
        return render(request, "performance/refresh_target.html", context)


@require_POST
def leave_target(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave one target out of a draft."""
    refresh = _refresh(request, slug, pk, "performance.alter_refresh")
    indicator = get_object_or_404(
        Indicator.objects.visible_to(request.user), slug=request.POST.get("indicator", "")
    )
    carried_out(
        request,
        lambda: refreshes.leave_target(refresh=refresh, indicator=indicator, by=request.user, on=today()),
        said=f"{indicator.code} is left out: its target stays as it is.",
    )
    return redirect(refresh)


class Approve(View):
    """Ask before a version is made that cannot be unmade."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.decide_refresh")
        return render(
            request,
            "performance/refresh_approve.html",
            {"refresh": refresh, "page": RefreshPage(refresh, request.user, today())},
        )

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.decide_refresh")
        done = carried_out(
            request,
            lambda: refreshes.approve(refresh=refresh, by=request.user, on=today()),
            said=f"Approved. {refresh.title} is the newest version of the agreement.",
        )
        return redirect(refresh.agreement if done else refresh)


class Refuse(View):
    """Refuse, with the reason."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        return self._page(request, _refresh(request, slug, pk, "performance.decide_refresh"), RefusalForm())

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        refresh = _refresh(request, slug, pk, "performance.decide_refresh")
        form = RefusalForm(request.POST)
        if form.is_valid():
            carried_out(
                request,
                lambda: refreshes.refuse(refresh=refresh, **form.cleaned_data, by=request.user, on=today()),
                said="Refused. Whoever proposed it has been told.",
            )
            return redirect(refresh)
        return self._page(request, refresh, form)

    def _page(self, request: HttpRequest, refresh: Refresh, form: RefusalForm) -> HttpResponse:
        return render(request, "performance/refresh_refuse.html", {"refresh": refresh, "form": form})


MOVES: Final[Mapping[str, tuple[Callable[..., Refresh], str]]] = {
    "propose": (refreshes.propose, "Proposed. The chair of the Board has been told."),
    "take-back": (refreshes.take_back, "Taken back. It is a draft again."),
    "revise": (refreshes.revise, "It is a draft again. Put it right and propose it."),
    "discard": (refreshes.discard, "Thrown away. No target has changed."),
}


@require_POST
def move(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """What whoever drafted it does with it in one step."""
    if verb not in MOVES:
        raise Http404
    refresh = _refresh(request, slug, pk, "performance.own_refresh")
    change, said = MOVES[verb]
    carried_out(request, lambda: change(refresh=refresh, by=request.user, on=today()), said=said)
    return redirect(refresh.agreement if verb == "discard" else refresh)


def _agreement(request: HttpRequest, slug: str) -> Agreement:
    rows = Agreement.objects.visible_to(request.user)
    found: Agreement = object_or_404(rows, request, "performance.propose_refresh", slug=slug)
    return found


def _refresh(
    request: HttpRequest, slug: str, pk: int, permission: str = "performance.view_refresh"
) -> Refresh:
    rows = Refresh.objects.visible_to(request.user, today()).select_related(
        "agreement", "begun_by", "decided_by", "version", "based_on"
    )
    found: Refresh = object_or_404(rows, request, permission, agreement__slug=slug, pk=pk)
    return found
