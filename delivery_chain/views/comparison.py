"""The comparison, and what the meeting makes of it: stages settled, proposals taken, dissent kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from delivery_chain.changes import agreeing
from delivery_chain.comparison_page import ORDERS, ComparisonPage, Row
from delivery_chain.forms.sheets import DissentForm, SettleForm
from delivery_chain.review_page import ReviewPage
from delivery_chain.views.finding import ReviewForm, find_review, find_stage
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What each group said, stage by stage, how far they agree, and what was agreed."""
    review = find_review(request, "delivery_chain.view_comparison", pk)
    context = {
        "review": review,
        "page": ReviewPage(review, request.user, today()),
        "compared": ComparisonPage(review, request.user, today(), request.GET.get("order", "")),
        "orders": ORDERS,
    }
    return render(request, "delivery_chain/compare.html", context)


class AboutAStage(ReviewForm):
    """A form about one stage of a review."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.stage = find_stage(self.record, self.kwargs["number"])

    def answer(self, made: object) -> HttpResponse:
        return redirect("delivery_chain:review-compare", pk=self.record.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stage=self.stage, **kwargs)


class Settle(AboutAStage):
    """Write down what was agreed on one stage, with the groups' ratings beside the form."""

    permission = "delivery_chain.settle_stage"
    template_name = "delivery_chain/stage_settle.html"
    form_class = SettleForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.compared = ComparisonPage(self.record, request.user, today())
        self.row: Row | None = next((row for row in self.compared.rows if row.stage == self.stage), None)
        if self.row is None:
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        before = self.row.before.value if self.row and self.row.before else ""
        return super().get_form_kwargs() | {"stage": self.stage, "before": before}

    def get_initial(self) -> dict[str, Any]:
        row = self.row
        if row is None:
            return {}
        if row.agreed is not None:
            return {"value": row.agreed.value, "reason": row.agreed.reason}
        return {"value": row.comparison.proposal}

    def make(self, form: SettleForm) -> None:
        said = form.cleaned_data
        facts = {"review": self.record, "stage": self.stage, "by": self.request.user, "on": today()}
        agreeing.settle(**facts, value=said["value"], reason=said["reason"])
        if said["dissent"]:
            agreeing.dissent(**facts, held_by=said["held_by"], text=said["dissent"])
        self.said = f"{self.stage}: settled."

    def answer(self, made: object) -> HttpResponse:
        """On to the next stage that is not settled, in order; back to the comparison after the last."""
        left = [row.stage.number for row in ComparisonPage(self.record, self.request.user, today()).unsettled]
        further = [number for number in left if number > self.stage.number] or left
        if "next" in self.request.POST and further:
            return redirect("delivery_chain:stage-settle", pk=self.record.pk, number=further[0])
        return super().answer(made)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, compared=self.compared, **kwargs)


class RecordDissent(AboutAStage):
    """Keep what some hold against an agreed rating."""

    permission = "delivery_chain.record_dissent"
    template_name = "delivery_chain/stage_dissent.html"
    form_class = DissentForm
    said = "Kept beside the agreed rating."

    def make(self, form: DissentForm) -> None:
        agreeing.dissent(
            review=self.record, stage=self.stage, **form.cleaned_data, by=self.request.user, on=today()
        )


@require_POST
def take_proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle every stage on which all groups say the same."""
    review = find_review(request, "delivery_chain.settle_stage", pk)
    carried_out(
        request,
        lambda: agreeing.take_proposals(review=review, by=request.user, on=today()),
        said="Taken where all groups agree. What differs is for the meeting to decide.",
    )
    return redirect("delivery_chain:review-compare", pk=pk)
