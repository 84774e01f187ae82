"""What a meeting did: who came, what was said and decided, drafted and agreed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.attendance import expected_at, quorum_of
from partnerships.changes import minutes
from partnerships.documents.meetings import minutes_pdf
from partnerships.enums import MINUTED_STATES, MeetingState
from partnerships.forms.meetings import (
    AgreeForm,
    AttendanceForm,
    DecisionActionForm,
    DecisionForm,
    MinutesForm,
    ReasonForm,
)
from partnerships.models import Decision, Meeting
from partnerships.views.agendas import pdf_response
from partnerships.views.meetings import AboutAMeeting


class Register(AboutAMeeting):
    """Who came: says that the meeting was held, or puts the register right afterwards."""

    template_name = "partnerships/meeting_register.html"
    form_class = AttendanceForm
    states = (MeetingState.SCHEDULED, *MINUTED_STATES)

    def get_form_kwargs(self) -> dict[str, Any]:
        others = list(self.record.attendances.all())
        return super().get_form_kwargs() | {"expected": expected_at(self.record), "others": others}

    def make(self, form: AttendanceForm) -> None:
        by, on = self.request.user, today()
        if self.record.state == MeetingState.SCHEDULED:
            minutes.hold(meeting=self.record, came=form.came, by=by, on=on)
        else:
            minutes.note_attendance(meeting=self.record, came=form.came, by=by, on=on)
        self.said = quorum_of(self.record, self.record.attendances.all()).sentence


class Write(AboutAMeeting):
    """Write the minutes, item by item."""

    template_name = "partnerships/meeting_minutes.html"
    form_class = MinutesForm
    said = "The minutes are saved."
    states = MINUTED_STATES

    def get_form_kwargs(self) -> dict[str, Any]:
        items = list(self.record.items.select_related("meeting"))
        return super().get_form_kwargs() | {"meeting": self.record, "items": items}

    def make(self, form: MinutesForm) -> None:
        minutes.write(
            meeting=self.record, said=form.said, minutes=form.cleaned_data["minutes"], by=self.request.user, on=today()
        )  # fmt: skip


class Decide(AboutAMeeting):
    """Record a decision."""

    template_name = "partnerships/decision_form.html"
    form_class = DecisionForm
    states = MINUTED_STATES
    extra_context = {"verb": "Record a decision"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.record}

    def get_initial(self) -> dict[str, Any]:
        return {"item": self.request.GET.get("item", "")}

    def make(self, form: DecisionForm) -> Decision:
        made = minutes.decide(meeting=self.record, **form.cleaned_data, by=self.request.user, on=today())
        self.said = f"Recorded as decision {made.number}."
        return made


class AboutADecision(AboutAMeeting):
    """A form about one decision of the meeting."""

    decision: Decision

    def find(self) -> Meeting:
        meeting = super().find()
        rows = Decision.objects.visible_to(self.request.user, today()).filter(meeting=meeting)
        self.decision = get_object_or_404(rows.select_related("meeting__body"), pk=self.kwargs["decision"])
        return meeting

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(decision=self.decision, **kwargs)


class Reword(AboutADecision):
    """Put a decision's words right before the minutes are agreed."""

    template_name = "partnerships/decision_form.html"
    form_class = DecisionForm
    said = "Changed."
    states = MINUTED_STATES
    extra_context = {"verb": "Reword a decision"}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meeting": self.record}

    def get_initial(self) -> dict[str, Any]:
        return {"wording": self.decision.wording, "item": self.decision.item}

    def make(self, form: DecisionForm) -> None:
        minutes.reword(decision=self.decision, **form.cleaned_data, by=self.request.user, on=today())


class Strike(AboutADecision):
    """Take out a decision that was recorded by mistake."""

    template_name = "partnerships/decision_strike.html"
    form_class = ReasonForm
    said = "Taken out. Those after it have moved up by one."
    states = MINUTED_STATES

    def make(self, form: ReasonForm) -> None:
        minutes.strike(
            decision=self.decision, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


class AskForAction(AboutADecision):
    """Raise the action that a decision asks for."""

    template_name = "partnerships/decision_action.html"
    form_class = DecisionActionForm
    said = "The action is open, and names this decision."
    states = (*MINUTED_STATES, MeetingState.AGREED)

    def make(self, form: DecisionActionForm) -> object:
        return minutes.ask_for_action(
            decision=self.decision, **form.cleaned_data, by=self.request.user, on=today()
        )

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Draft(AboutAMeeting):
    """Say that the minutes are drafted, after saying what follows."""

    template_name = "partnerships/meeting_draft.html"
    form_class = BaseForm
    said = "The minutes are drafted. The body may read and agree them."
    states = (MeetingState.HELD,)

    def make(self, form: BaseForm) -> None:
        minutes.draft(meeting=self.record, by=self.request.user, on=today())


class TakeBack(AboutAMeeting):
    """Take drafted minutes back."""

    template_name = "partnerships/meeting_take_back.html"
    form_class = ReasonForm
    said = "Taken back. The minutes can be worked on again."
    states = (MeetingState.DRAFTED,)

    def make(self, form: ReasonForm) -> None:
        minutes.take_back(
            meeting=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


class Agree(AboutAMeeting):
    """Say that the body has agreed its minutes, after asking: nothing can be changed afterwards."""

    template_name = "partnerships/meeting_agree.html"
    form_class = AgreeForm
    said = "The minutes are agreed. Its decisions are open to everybody and never change."
    states = (MeetingState.DRAFTED,)

    def make(self, form: AgreeForm) -> None:
        minutes.agree(meeting=self.record, by=self.request.user, on=today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(decision_count=self.record.decisions.count(), **kwargs)


@require_GET
def minutes_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as a PDF, to whoever may read them."""
    rows = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = object_or_404(rows, request, "partnerships.read_minutes", pk=pk)
    if meeting.state not in (*MINUTED_STATES, MeetingState.AGREED):
        raise Http404
    return pdf_response(minutes_pdf(meeting), f"minutes-{meeting.body.slug}-{meeting.day}.pdf")
