"""Corporate scorecards: an organisation's own measures beside shared indicators, for its own people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import View

from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.models import Organisation
from performance.changes import corporate
from performance.corporate_page import CorporatePage, MeasurePage, periods_offered
from performance.forms.corporate import FigureForm, MeasureForm, ShownForm
from performance.models import CorporateMeasure, Indicator
from performance.periods import last_ended

HEADER = ("Measure", "Whose", "Figure", "Period", "Target", "Status", "Definition")


def mine(request: HttpRequest) -> HttpResponse:
    """The corporate scorecard of one's own organisation."""
    if not request.user.is_authenticated or request.user.organisation is None:
        raise Http404
    return redirect("performance:corporate", slug=request.user.organisation.slug)


def scorecard(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it to the organisation's own people; to others what it shares, and nothing where it shares nothing."""
    page = _page(request, slug)
    return render(request, "performance/corporate.html", {"page": page, "organisation": page.organisation})


def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The scorecard as this viewer sees it, as CSV or XLSX."""
    page, write = _page(request, slug), WRITERS.get(form)
    if write is None:
        raise Http404
    rows = [
        [row.measure.title, page.organisation.name, row.figure, row.period, row.target, row.status.label, row.measure.definition]
        for row in page.own_rows
    ]  # fmt: skip
    rows += [
        [str(one), "the partnership", said.shown_value, said.period_label, said.shown_milestone, said.get_status_display(), ""]
        if said
        else [str(one), "the partnership", "", "", "", "", ""]
        for one, said in page.shared_rows
    ]  # fmt: skip
    return write(f"corporate-{page.organisation.slug}", HEADER, rows)


class AddMeasure(View):
    """Begin to measure something for the organisation alone."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, _own(request, slug), MeasureForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        organisation, form = _own(request, slug), MeasureForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: corporate.add(
                organisation=organisation, described=form.described(), by=request.user, on=today()
            ),
            said="Added. Only your organisation sees it, until you share it.",
        ):
            return redirect("performance:corporate", slug=slug)
        return self._page(request, organisation, form)

    def _page(self, request: HttpRequest, organisation: Organisation, form: MeasureForm) -> HttpResponse:
        return render(
            request, "performance/corporate_measure_form.html", {"organisation": organisation, "form": form}
        )


class DescribeMeasure(View):
    """Say differently what it is."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        measure = _measure(request, slug, pk, own=True)
        return self._page(request, measure, MeasureForm.of(measure))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        measure, form = _measure(request, slug, pk, own=True), MeasureForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: corporate.describe(
                measure=measure, described=form.described(), by=request.user, on=today()
            ),
            said="Saved.",
        ):
            return redirect(measure)
        return self._page(request, measure, form)

    def _page(self, request: HttpRequest, measure: CorporateMeasure, form: MeasureForm) -> HttpResponse:
        context = {"organisation": measure.organisation, "measure": measure, "form": form}
        return render(request, "performance/corporate_measure_form.html", context)


def measure_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One measure with its figures."""
    measure = _measure(request, slug, pk)
    page = MeasurePage(measure, request.user)
    return render(request, "performance/corporate_measure.html", {"page": page, "measure": measure})


class RecordFigure(View):
    """Write down a figure, or a correction of one."""

    def get(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        measure = _measure(request, slug, pk, own=True)
        return self._page(request, measure, self._form(measure))

    def post(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        measure = _measure(request, slug, pk, own=True)
        form = self._form(measure, request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: corporate.record_figure(
                measure=measure, **form.cleaned_data, by=request.user, on=today()
            ),
            said="Written down.",
        ):
            return redirect(measure)
        return self._page(request, measure, form)

    def _form(self, measure: CorporateMeasure, data: Any = None) -> FigureForm:
        return FigureForm(data, periods=periods_offered(measure, last_ended(measure.frequency, today())))

    def _page(self, request: HttpRequest, measure: CorporateMeasure, form: FigureForm) -> HttpResponse:
        return render(request, "performance/corporate_figure_form.html", {"measure": measure, "form": form})


class ShowIndicator(View):
    """Set an indicator of the partnership on the corporate scorecard."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(request, _own(request, slug), self._form(request))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        organisation, form = _own(request, slug), self._form(request, request.POST)
        if form.is_valid():
            indicator = form.cleaned_data["indicator"]
            corporate.put_on(organisation=organisation, indicator=indicator, by=request.user, on=today())
            return redirect("performance:corporate", slug=slug)
        return self._page(request, organisation, form)

    def _form(self, request: HttpRequest, data: Any = None) -> ShownForm:
        return ShownForm(data, indicators=Indicator.objects.visible_to(request.user).measured())

    def _page(self, request: HttpRequest, organisation: Organisation, form: ShownForm) -> HttpResponse:
        return render(
            request, "performance/corporate_show.html", {"organisation": organisation, "form": form}
        )


@require_POST
def take_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an indicator off the corporate scorecard."""
    organisation = _own(request, slug)
    indicator = get_object_or_404(
        Indicator.objects.visible_to(request.user), slug=request.POST.get("indicator", "")
    )
    carried_out(
        request,
        lambda: corporate.take_off(
            organisation=organisation, indicator=indicator, by=request.user, on=today()
        ),
        said=f"{indicator.code} is off your scorecard.",
    )
    return redirect("performance:corporate", slug=slug)


MOVES: Final[Mapping[str, tuple[Callable[..., CorporateMeasure], str]]] = {
    "share": (corporate.share, "Shared: partners can read it now."),
    "keep-private": (corporate.keep_private, "Only your organisation sees it again."),
    "end": (corporate.end, "It is not measured any more. Its figures stay."),
    "resume": (corporate.resume, "It is measured again."),
}


@require_POST
def move(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    """Share it, keep it private again, end it, or take it up again."""
    if verb not in MOVES:
        raise Http404
    measure = _measure(request, slug, pk, own=True)
    change, said = MOVES[verb]
    carried_out(request, lambda: change(measure=measure, by=request.user, on=today()), said=said)
    return redirect(measure)


def _page(request: HttpRequest, slug: str) -> CorporatePage:
    if not request.user.is_authenticated:
        raise Http404
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    page = CorporatePage(organisation, request.user)
    if not page.is_there:
        raise Http404
    return page


def _own(request: HttpRequest, slug: str) -> Organisation:
    rows = Organisation.objects.visible_to(request.user)
    found: Organisation = object_or_404(rows, request, "performance.keep_corporate", slug=slug)
    return found


def _measure(request: HttpRequest, slug: str, pk: int, *, own: bool = False) -> CorporateMeasure:
    rows = CorporateMeasure.objects.visible_to(request.user).select_related("organisation")
    found: CorporateMeasure = object_or_404(
        rows, request, "performance.read_corporate_measure", organisation__slug=slug, pk=pk
    )
    if own and not request.user.has_perm("performance.keep_corporate", found.organisation):
        raise Http404
    return found
