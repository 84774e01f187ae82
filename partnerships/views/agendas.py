"""The agenda of a meeting and its papers: items, their order, files added, handed out and withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.changes import agendas, papers
from partnerships.documents.meetings import agenda_pdf
from partnerships.enums import MeetingState
from partnerships.forms.meetings import ItemForm, PaperForm, ReasonForm
from partnerships.models import AgendaItem, Meeting, Paper
from partnerships.papers import hand_out
from partnerships.views.meetings import AboutAMeeting

OPEN = (MeetingState.SCHEDULED, MeetingState.HELD, MeetingState.DRAFTED)


class AddItem(AboutAMeeting):
    """Put an item on the agenda."""

    template_name = "partnerships/item_form.html"
    form_class = ItemForm
    said = "It is on the agenda."
    states = OPEN
    extra_context = {"verb": "Add an item"}

    def make(self, form: ItemForm) -> AgendaItem:
        return agendas.add(meeting=self.record, **form.cleaned_data, by=self.request.user, on=today())


class AboutAnItem(AboutAMeeting):
    """A form about one item of the meeting's agenda."""

    item: AgendaItem

    def find(self) -> Meeting:
        meeting = super().find()
        self.item = get_object_or_404(meeting.items.all(), pk=self.kwargs["item"])
        return meeting


class AlterItem(AboutAnItem):
    """Change what an item says."""

    template_name = "partnerships/item_form.html"
    form_class = ItemForm
    said = "Changed."
    states = OPEN
    extra_context = {"verb": "Change an item"}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.item, name) for name in ("title", "kind", "text", "presenter")}

    def make(self, form: ItemForm) -> None:
        agendas.alter(item=self.item, **form.cleaned_data, by=self.request.user, on=today())


@require_POST
def move_item(request: HttpRequest, pk: int, item: int, way: str) -> HttpResponse:
    """Change an item's place with its neighbour's; ``way`` is up or down."""
    found = _item(request, pk, item)
    carried_out(
        request,
        lambda: agendas.move(item=found, up=way == "up", by=request.user, on=today()),
        said=f"Moved {'up' if way == 'up' else 'down'}: {found.title}.",
    )
    return redirect(found.meeting)


@require_POST
def remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = _item(request, pk, item)
    carried_out(
        request,
        lambda: agendas.remove(item=found, by=request.user, on=today()),
        said=f"Taken off the agenda: {found.title}.",
    )
    return redirect(found.meeting)


class AddPaper(AboutAMeeting):
    """Add a file to the meeting."""

    template_name = "partnerships/paper_add.html"
    form_class = PaperForm
    said = "The paper is added."
    states = OPEN

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.record}

    def get_initial(self) -> dict[str, Any]:
        return {"item": self.request.GET.get("item", "")}

    def make(self, form: PaperForm) -> Paper:
        said = form.cleaned_data
        return papers.add(
            meeting=self.record, title=said["title"], audience=said["audience"], item=said["item"],
            file_name=said["file"].name, content=said["file"].read(), by=self.request.user, on=today(),
        )  # fmt: skip


class WithdrawPaper(AboutAMeeting):
    """Withdraw a paper, with the reason."""

    template_name = "partnerships/paper_withdraw.html"
    form_class = ReasonForm
    said = "Withdrawn. The list says that it was there, and why it is gone."
    states = (*OPEN, MeetingState.AGREED)
    paper: Paper

    def find(self) -> Meeting:
        meeting = super().find()
        rows = Paper.objects.visible_to(self.request.user, today()).current().filter(meeting=meeting)
        self.paper = get_object_or_404(rows.select_related("meeting__body"), pk=self.kwargs["paper"])
        return meeting

    def make(self, form: ReasonForm) -> None:
        papers.withdraw(
            paper=self.paper, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(paper=self.paper, **kwargs)


@require_GET
def paper_file(request: HttpRequest, pk: int, paper: int, name: str) -> HttpResponseBase:
    """The file of a paper, to whoever may see it, as something to save. ``name`` is for people's eyes alone."""
    rows = Paper.objects.visible_to(request.user, today()).current().select_related("meeting")
    found = object_or_404(rows, request, "partnerships.view_paper", pk=paper, meeting=pk)
    try:
        return hand_out(found)
    except FileNotFoundError as error:
        raise Http404 from error


@require_GET
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as a PDF, with the titles of the papers that the viewer may see."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).select_related("body"), pk=pk)
    shown = Paper.objects.visible_to(request.user, today()).current().filter(meeting=meeting)
    return pdf_response(agenda_pdf(meeting, list(shown)), f"agenda-{meeting.body.slug}-{meeting.day}.pdf")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _item(request: HttpRequest, pk: int, item: int) -> AgendaItem:
    meetings = Meeting.objects.visible_to(request.user)
    meeting = object_or_404(meetings, request, "partnerships.run_meeting", pk=pk)
    return get_object_or_404(meeting.items.select_related("meeting__body"), pk=item)
