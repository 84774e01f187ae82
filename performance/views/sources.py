"""Partners' files: which are fetched, how each is read, what came of it, and the rows that wait for a person."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView, View

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.today import today
from dorset_lsp.common.views import AllowedObjectMixin, carried_out, object_or_404
from performance.changes import pulls, sources
from performance.enums import OVERRULABLE, Misfit, RowState
from performance.forms.sources import DismissAllForm, SettleForm, StopForm, form_for
from performance.models import Pull, QuarantinedRow, Source
from performance.pulling.schedule import next_day
from performance.querysets import QuarantinedRowQuerySet, SourceQuerySet

PULLS_SHOWN = 20
ROWS_SHOWN = 100


def visible_sources(request: HttpRequest) -> SourceQuerySet:
    """The files that the viewer may see."""
    rows = Source.objects.visible_to(request.user, today())
    return rows.select_related("organisation", "person", "indicator", "stopped_by")


def visible_rows(request: HttpRequest) -> QuarantinedRowQuerySet:
    """The rows set aside that the viewer may see."""
    rows = QuarantinedRow.objects.visible_to(request.user, today())
    return rows.select_related("source__organisation", "source__person", "pull")


class SourceList(ListView):
    """Every file, when it comes next and what waits."""

    template_name = "performance/source_list.html"
    paginate_by = 25
    context_object_name = "sources"

    def get_queryset(self) -> SourceQuerySet:
        may = self.request.user.has_perm("performance.set_up_source", Source)
        if not may and not visible_sources(self.request).exists():
            raise Http404
        return visible_sources(self.request).with_waiting().order_by("title")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for source in context["sources"]:
            source.next_on = next_day(source.rhythm, source.first_on, today())
        may = self.request.user.has_perm("performance.set_up_source", Source)
        return context | {"may_set_up": may}


class SourceDetail(AllowedObjectMixin, DetailView):
    """One file: how it is read, its fetches, and what was set aside."""

    permission = "performance.view_source"
    template_name = "performance/source_detail.html"
    context_object_name = "source"

    def get_queryset(self) -> SourceQuerySet:
        return visible_sources(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source, viewer = self.object, self.request.user
        waiting = source.rows.waiting().select_related("pull")
        settled = source.rows.exclude(state=RowState.WAITING).order_by("-settled_on", "-pk")
        fetches = source.pulls.defer("content")
        return super().get_context_data(
            waiting=waiting[:ROWS_SHOWN],
            waiting_count=waiting.count(),
            settled=settled[:PULLS_SHOWN],
            fetches=fetches[:PULLS_SHOWN],
            next_on=next_day(source.rhythm, source.first_on, today()),
            words=[
                (label, words)
                for label, words in (
                    ("Indicators", source.indicator_words),
                    ("Areas", source.area_words),
                    ("Periods", source.period_words),
                    ("Versions of the definition", source.definition_words),
                    ("Marks for no figure", source.absence_words),
                )
                if words
            ],
            may={
                "set_up": viewer.has_perm("performance.set_up_source", source),
                "stop": viewer.has_perm("performance.stop_source", source),
                "settle": viewer.has_perm("performance.settle_source", source),
            },
            **kwargs,
        )


class SetUpSource(View):
    """Set up a file, or change how it is read."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        source = self._source(request, pk)
        return self._page(request, source, form_for(source, on=today()))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        source = self._source(request, pk)
        form = form_for(source, request.POST, on=today())
        if not form.is_valid():
            return self._page(request, source, form)
        taken = Source.objects.visible_to(request.user, today()).filter(title=form.cleaned_data["title"])
        if taken.exclude(pk=pk).exists():
            form.add_error("title", "Another file is called that already")
            return self._page(request, source, form)
        try:
            if source is None:
                source = sources.set_up(values=form.cleaned_data, by=request.user, on=today())
            else:
                sources.alter(source=source, values=form.cleaned_data, by=request.user, on=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, source if pk else None, form)
        return redirect(source)

    def _source(self, request: HttpRequest, pk: int | None) -> Source | None:
        if not request.user.has_perm("performance.set_up_source", Source):
            raise Http404
        return None if pk is None else get_object_or_404(visible_sources(request), pk=pk)

    def _page(self, request: HttpRequest, source: Source | None, form: Any) -> HttpResponse:
        return render(request, "performance/source_form.html", {"source": source, "form": form})


class StopSource(View):
    """Stop a file, with the reason."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, self._source(request, pk), StopForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self._source(request, pk)
        form = StopForm(request.POST)
        if form.is_valid() and carried_out(
            request,
            lambda: sources.stop(source=source, **form.cleaned_data, by=request.user, on=today()),
            said=f"“{source}” is fetched no more.",
        ):
            return redirect(source)
        return self._page(request, source, form)

    def _source(self, request: HttpRequest, pk: int) -> Source:
        found: Source = object_or_404(visible_sources(request), request, "performance.stop_source", pk=pk)
        return found

    def _page(self, request: HttpRequest, source: Source, form: StopForm) -> HttpResponse:
        return render(request, "performance/source_stop.html", {"source": source, "form": form})


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Fetch a file again by its schedule."""
    source = object_or_404(visible_sources(request), request, "performance.set_up_source", pk=pk)
    carried_out(
        request,
        lambda: sources.go_on(source=source, by=request.user, on=today()),
        said=f"“{source}” is fetched again.",
    )
    return redirect(source)


@require_POST
def fetch_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a file fetched by a worker."""
    source = object_or_404(visible_sources(request), request, "performance.set_up_source", pk=pk)
    carried_out(
        request,
        lambda: sources.fetch_now(source=source, by=request.user, on=today()),
        said="It is being fetched. Look at this page again in a moment.",
    )
    return redirect(source)


def pulled_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The file as it was fetched."""
    source = object_or_404(visible_sources(request), request, "performance.view_source", pk=pk)
    pull = get_object_or_404(source.pulls, pk=number)
    kept = pull if pull.content else _kept_before(source, pull)
    if kept is None:
        raise Http404
    answer = HttpResponse(bytes(kept.content), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fetched-{pull.pk}.csv"'
    return answer


def _kept_before(source: Source, pull: Pull) -> Pull | None:
    same = source.pulls.filter(sha256=pull.sha256).exclude(sha256="").exclude(content=b"")
    found: Pull | None = same.first()
    return found


class RowDetail(View):
    """One row that was set aside: what it says, why it waits, and what may be done."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, self._row(request, pk), SettleForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self._row(request, pk)
        if not request.user.has_perm("performance.settle_row", row):
            raise Http404
        form = SettleForm(request.POST)
        if not form.is_valid():
            return self._page(request, row, form)
        deed, said = (
            (pulls.release, "It is let in.")
            if "release" in request.POST
            else (pulls.dismiss, "It is left out.")
        )
        if carried_out(
            request, lambda: deed(row=row, **form.cleaned_data, by=request.user, on=today()), said=said
        ):
            return redirect(row.source)
        return self._page(request, self._row(request, pk), form)

    def _row(self, request: HttpRequest, pk: int) -> QuarantinedRow:
        return get_object_or_404(visible_rows(request), pk=pk)

    def _page(self, request: HttpRequest, row: QuarantinedRow, form: SettleForm) -> HttpResponse:
        context = {
            "row": row,
            "form": form,
            "may_settle": request.user.has_perm("performance.settle_row", row)
            and row.state in (RowState.WAITING, RowState.DISMISSED),
            "is_overrulable": row.misfit in OVERRULABLE,
        }
        return render(request, "performance/quarantined_row.html", context)


class DismissAll(View):
    """Leave out all rows that wait for one cause."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self._source(request, pk)
        return self._page(request, source, DismissAllForm(counts=_counts(source)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self._source(request, pk)
        form = DismissAllForm(request.POST, counts=_counts(source))
        if form.is_valid() and carried_out(
            request,
            lambda: pulls.dismiss_all(source=source, **form.cleaned_data, by=request.user, on=today()),
            said="They are left out.",
        ):
            return redirect(source)
        return self._page(request, source, form)

    def _source(self, request: HttpRequest, pk: int) -> Source:
        found: Source = object_or_404(visible_sources(request), request, "performance.settle_source", pk=pk)
        return found

    def _page(self, request: HttpRequest, source: Source, form: DismissAllForm) -> HttpResponse:
        return render(request, "performance/source_dismiss.html", {"source": source, "form": form})


def _counts(source: Source) -> dict[str, int]:
    rows = source.rows.waiting().order_by().values_list("misfit").annotate(Count("pk"))
    order = list(Misfit)
    return dict(sorted(rows, key=lambda one: order.index(Misfit(one[0]))))
