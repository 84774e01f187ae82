"""Asking the Board: a question about anything, put on the agenda of its next meeting; in own words, or with one press."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import View

from dorset_lsp.common.attention import Concern
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.references import Reference
from dorset_lsp.common.today import today
from dorset_lsp.site.about import record_of
from dorset_lsp.site.attention import attention
from dorset_lsp.site.boards import next_board_meeting
from dorset_lsp.site.forms import QuestionForm
from partnerships.changes import agendas
from partnerships.item_titles import item_title
from partnerships.models import Meeting


class AskTheBoard(View):
    """Put a question about any record in one's own words, for the agenda of the Board's next meeting."""

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        record, meeting = self.find(request, kind, pk)
        concern = concern_about(Reference.to(record), request)
        question = concern.question if concern else f"What is to be done about “{record}”?"
        form = QuestionForm(initial={"question": item_title(question)})
        return self.page(request, record, meeting, concern, form)

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        record, meeting = self.find(request, kind, pk)
        about = Reference.to(record)
        concern = concern_about(about, request)
        form = QuestionForm(request.POST)
        if not form.is_valid():
            return self.page(request, record, meeting, concern, form)
        agendas.add(
            meeting=meeting, title=form.cleaned_data["question"], text=concern.sentence if concern else "", about=about,
            by=request.user, on=today(),
        )  # fmt: skip
        messages.success(request, f"On the agenda of {meeting}.")
        return redirect(meeting)

    def find(self, request: HttpRequest, kind: str, pk: int) -> tuple[Model, Meeting]:
        meeting = next_board_meeting(request.user)
        record = record_of(Reference(kind, pk), request.user, today())
        if (
            record is None
            or meeting is None
            or not request.user.has_perm("partnerships.run_meeting", meeting)
        ):
            raise Http404
        return record, meeting

    def page(
        self,
        request: HttpRequest,
        record: Model,
        meeting: Meeting,
        concern: Concern | None,
        form: QuestionForm,
    ) -> HttpResponse:
        context = {"record": record, "meeting": meeting, "form": form, "concern": concern}
        return render(request, "site/ask_the_board.html", context)


@require_POST
def ask_now(request: HttpRequest) -> HttpResponse:
    """Put the question that a thing raises on the agenda of the Board's next meeting, as the dashboard words it."""
    meeting = next_board_meeting(request.user)
    if meeting is None:
        raise Http404
    if not request.user.has_perm("partnerships.run_meeting", meeting):
        raise PermissionDenied
    try:
        about = Reference.parse(request.POST.get("about", ""))
    except ValueError as error:
        raise Http404 from error
    concern = concern_about(about, request)
    if concern is None:
        messages.error(request, "This needs attention no more. Look again.")
        return redirect("site:dashboard")
    try:
        item = agendas.add(
            meeting=meeting, title=concern.question, text=concern.sentence, about=about, by=request.user, on=today()
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"On the agenda of {meeting}: {item.title}")
    return redirect("site:dashboard")


def concern_about(about: Reference, request: HttpRequest) -> Concern | None:
    """What needs attention about a record, as far as whoever asks may see it."""
    found = attention(request.user, today()).concerns
    return next((one for one in found if one.about == about), None)
