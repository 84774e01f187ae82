"""Sheets: the page that says who is in, a group's own sheet, one's own, and those typed in from paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from delivery_chain.changes import sheets
from delivery_chain.forms.reviews import LeaveOutForm
from delivery_chain.forms.sheets import SheetForm, sheet_form
from delivery_chain.last_round import last_round
from delivery_chain.models import Review, ReviewGroup
from delivery_chain.querysets import ReviewQuerySet
from delivery_chain.review_page import ReviewPage
from delivery_chain.sheets import own_answers
from delivery_chain.views.finding import ReviewForm, find_group, visible_reviews
from dorset_lsp.common.changes import SomebodyWasFaster
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out
from partnerships.views.verbs import ChangeForm

LATE = "Kept as late: the comparison had opened without your group, so its sheet stands beside it."


class Assess(DetailView):
    """Who has handed in, and the way to each sheet. It follows by itself while groups are waited for."""

    template_name = "delivery_chain/assess.html"
    context_object_name = "review"

    def get_queryset(self) -> ReviewQuerySet:
        return visible_reviews(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=ReviewPage(self.object, self.request.user, today()), **kwargs)


class PaperSheet(DetailView):
    """The sheet on paper, empty, for whoever has no screen."""

    template_name = "delivery_chain/paper_sheet.html"
    context_object_name = "review"

    def get_queryset(self) -> ReviewQuerySet:
        return visible_reviews(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = last_round(self.object)
        stages = [(stage, before.get(stage.pk)) for stage in self.object.version.stages.all()]
        return super().get_context_data(stages=stages, **kwargs)


class AboutASheet(ChangeForm):
    """A form of all stages."""

    form_class: type[SheetForm]

    @property
    def review(self) -> Review:
        return self.record.review if isinstance(self.record, ReviewGroup) else self.record

    def get_form_class(self) -> type[SheetForm]:
        self.stages = list(self.review.version.stages.all())
        self.before = last_round(self.review)
        return sheet_form(self.stages, self.before)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"stages": self.stages, "before": self.before}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(review=self.review, **kwargs)

    def answer(self, made: object) -> HttpResponse:
        return redirect("delivery_chain:review-assess", pk=self.review.pk)


class FillIn(AboutASheet):
    """A group's own sheet: saved as it grows, handed in when it is whole."""

    template_name = "delivery_chain/sheet_edit.html"
    record: ReviewGroup

    def find(self) -> ReviewGroup:
        return find_group(
            self.request, "delivery_chain.write_sheet", self.kwargs["pk"], self.kwargs["number"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.takes_a_sheet:
            return super().get(request, *args, **kwargs)
        messages.info(request, f"{self.record.name} is {self.record.get_state_display().lower()}.")
        return redirect("delivery_chain:review-assess", pk=self.record.review_id)

    @property
    def is_draft(self) -> bool:
        return "save" in self.request.POST

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "answers": own_answers(self.record, self.request.user, today()),
            "version": self.record.version,
            "is_whole": not self.is_draft,
        }

    def make(self, form: SheetForm) -> bool:
        self.said = "Saved. Only your group sees it."
        facts = {"group": self.record, "version": form.drawn_from, "answers": form.answers}
        now = self.record.version
        if form.drawn_from != now and self.record.takes_a_sheet:
            form.tell_other(own_answers(self.record, self.request.user, today()), now)
            raise SomebodyWasFaster("Nothing of yours is lost, and nothing of theirs has been changed yet.")
        if self.is_draft:
            sheets.keep(**facts, by=self.request.user, on=today())
            return False
        is_compared = sheets.submit(**facts, by=self.request.user, on=today())
        self.said = "Handed in. Nobody sees it before all groups are in." if is_compared else LATE
        return True

    def answer(self, made: object) -> HttpResponse:
        if made:
            return super().answer(made)
        return redirect("delivery_chain:sheet-edit", pk=self.record.review_id, number=self.record.number)


class TypeIn(AboutASheet):
    """A group's sheet typed in from paper: handed in at once, and never shown to whoever typed it."""

    template_name = "delivery_chain/sheet_type_in.html"
    record: ReviewGroup

    def find(self) -> ReviewGroup:
        return find_group(
            self.request, "delivery_chain.type_in_sheet", self.kwargs["pk"], self.kwargs["number"]
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.takes_a_sheet:
            return super().get(request, *args, **kwargs)
        messages.info(request, f"{self.record.name} is {self.record.get_state_display().lower()}.")
        return redirect("delivery_chain:review-assess", pk=self.record.review_id)

    def make(self, form: SheetForm) -> bool:
        self.said = f"Handed in for {self.record.name}. Nobody sees it before all groups are in."
        is_compared = sheets.type_in(
            group=self.record, answers=form.answers, by=self.request.user, on=today()
        )
        if not is_compared:
            self.said = f"Kept as late for {self.record.name}: it stands beside the comparison."
        return is_compared


class RateAlone(ReviewForm, AboutASheet):
    """One's own ratings, before the group speaks. Handed in once."""

    permission = "delivery_chain.rate_alone"
    template_name = "delivery_chain/sheet_alone.html"
    said = "Handed in. Thank you: nobody sees it before all groups are in."

    def make(self, form: SheetForm) -> None:
        sheets.rate_alone(review=self.record, answers=form.answers, by=self.request.user, on=today())


class LeaveOut(ChangeForm):
    """Compare without a group that does not come, with the reason."""

    template_name = "delivery_chain/group_leave_out.html"
    form_class = LeaveOutForm
    record: ReviewGroup

    def find(self) -> ReviewGroup:
        return find_group(
            self.request, "delivery_chain.leave_group_out", self.kwargs["pk"], self.kwargs["number"]
        )

    def make(self, form: LeaveOutForm) -> None:
        self.said = f"{self.record.name} is left out. Its sheet is still taken, and kept as late."
        sheets.leave_out(
            group=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )

    def answer(self, made: object) -> HttpResponse:
        return redirect("delivery_chain:review-assess", pk=self.record.review_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(review=self.record.review, **kwargs)


@require_POST
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take one's own group's sheet back to change it, while others are waited for."""
    group = find_group(request, "delivery_chain.write_sheet", pk, number)
    if carried_out(
        request,
        lambda: sheets.withdraw(group=group, by=request.user, on=today()),
        said="Taken back. Change it, and hand it in again.",
    ):
        return redirect("delivery_chain:sheet-edit", pk=pk, number=number)
    return redirect("delivery_chain:review-assess", pk=pk)
