"""Scorecards: the list of them, one in one edition, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import ListView

from dorset_lsp.common.colours import word_of
from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from performance.enums import Absence, Direction, Status
from performance.models import Agreement, Edition, Round, Scorecard
from performance.scorecard_page import Line, ScorecardPage
from performance.signals import assurance_mark, variation_mark

HEADER = (
    "Code", "Indicator", "Owner", "Figure", "As shown", "Period", "Milestone", "Status", "Direction", "Variation", "Assurance",
    "Points", "Provisional or final", "Data quality", "In a sentence",
)  # fmt: skip


class ScorecardList(ListView):
    """All scorecards with their counts in the latest edition, and the way to rounds and indicators."""

    template_name = "performance/scorecard_list.html"

    def get_queryset(self) -> Any:
        return Scorecard.objects.visible_to(self.request.user).with_owner()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = Edition.objects.visible_to(self.request.user).latest().first()
        counts = Scorecard.objects.visible_to(self.request.user).counts_in(edition) if edition else {}
        return super().get_context_data(
            edition=edition,
            agreements=Agreement.objects.visible_to(self.request.user),
            cards=[(card, counts.get(card.pk, {})) for card in self.object_list],
            rounds=Round.objects.visible_to(self.request.user, today()).in_earnest()[:5],
            **kwargs,
        )


def scorecard_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One scorecard in the edition that was asked for, else the latest."""
    card = get_object_or_404(Scorecard.objects.visible_to(request.user), slug=slug)
    page = ScorecardPage(card, request.GET.dict())
    return render(request, "performance/scorecard_detail.html", {"card": card, "page": page})


def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The scorecard as the filters show it, as CSV or XLSX."""
    card = get_object_or_404(Scorecard.objects.visible_to(request.user), slug=slug)
    page = ScorecardPage(card, request.GET.dict())
    write = WRITERS.get(form)
    if page.edition is None or write is None:
        raise Http404
    return write(f"{card.slug}-{page.edition.round.slug}", HEADER, [_as_cells(line) for line in page.lines])


def _as_cells(line: Line) -> list[Any]:
    as_shown = Absence(str(line["absence"])).label if line["absence"] else line["shown_value"]
    finality = "" if line["value"] is None else "provisional" if line["is_provisional"] else "final"
    variation = word_of(variation_mark(str(line["variation"]), int(str(line["signal_side"]))))
    assurance = word_of(assurance_mark(str(line["assurance"])))
    return [
        line["code"], line["title"], line["owner_name"], line["value"], as_shown, line["period_label"], line["shown_milestone"],
        Status(str(line["status"])).label, Direction(str(line["direction"])).label,
        variation, assurance, line["points"], finality, line["quality"], line["sentence"],
    ]  # fmt: skip
