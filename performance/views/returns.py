"""Returns: one return with its history, its form, and one view for each move."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, View

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import StateChange
from dorset_lsp.common.templatetags.components import TimelineEvent
from dorset_lsp.common.today import today
from dorset_lsp.common.views import AllowedObjectMixin, carried_out, object_or_404
from partnerships.models import Area
from performance.answers import Figure, answer_of
from performance.changes import returns
from performance.forms.returns import AnswerRequestForm, ReasonForm, ReopenForm, ReturnForm
from performance.locks import lock_of
from performance.models import Result, Return
from performance.preview import preview
from performance.querysets import ReturnQuerySet
from performance.series_table import last_figures

WINDOW_OF_A_CORRECTION = timedelta(days=13)
"""How long a reopened return stays open unless the co-ordinator says otherwise."""


def visible_returns(request: HttpRequest) -> ReturnQuerySet:
    """The scope of every view here: what the viewer may see today, with all that a page draws."""
    rows = Return.objects.visible_to(request.user, today()).with_everything()
    return rows.select_related("saved_by", "submitted_by", "verified_by").prefetch_related("figures__area")


def as_seen(return_: Return, request: HttpRequest) -> Return:
    """The return in the version that the posted page showed, so that nobody vouches for a figure unseen."""
    seen = request.POST.get(f"seen_{return_.pk}", "")
    if seen.isdigit():
        return_.version = int(seen)
    return return_


class ReturnDetail(AllowedObjectMixin, DetailView):
    """One return: its figures, how they would be judged, what may be done with it, and its history."""

    permission = "performance.view_return"
    template_name = "performance/return_detail.html"
    context_object_name = "return_"

    def get_queryset(self) -> ReturnQuerySet:
        return visible_returns(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answer = answer_of(self.object)
        may = {verb: self.request.user.has_perm(f"performance.{verb}_return", self.object) for verb in VERBS}
        return super().get_context_data(
            figures=_figures(self.object),
            preview=preview(self.object, answer, on=today()) if answer.figures else None,
            seen={f"seen_{self.object.pk}": self.object.version},
            lock=lock_of(self.object, today()),
            may=may,
            history_events=[_event(one) for one in states.history(self.object)],
            request_waiting=self.object.reopen_requests.filter(answered_on__isnull=True)
            .select_related("asked_by")
            .first(),
            may_answer=self.request.user.has_perm("performance.answer_reopen_request", self.object),
            may_remind=self.request.user.has_perm("performance.remind_of_return", self.object),
            last=last_figures(self.object.indicator, before=self.object.period_from),
            **kwargs,
        )


def _figures(return_: Return) -> list[tuple[Area, Figure]]:
    """What was answered for each area, to be printed."""
    answer = answer_of(return_)
    return [(row.area, answer.figures[row.area_id]) for row in return_.figures.all()]


VERBS = ("save", "submit", "withdraw", "verify", "send_back", "reopen", "ask_to_reopen")


def _event(change: StateChange) -> TimelineEvent:
    """One move of a return, in words."""
    return TimelineEvent(change.on, MOVES_IN_WORDS[change.verb], by=change.by_name, detail=change.why)


MOVES_IN_WORDS = {
    "save_draft": "Draft begun",
    "submit": "Submitted for checking",
    "withdraw": "Taken back",
    "send_back": "Sent back",
    "verify": "Verified",
    "reopen": "Opened again",
    "publish": "Published",
    "reopen_published": "Opened again after publication",
    "restore_not_started": "Upload undone: not started",
    "restore_draft": "Upload undone: a draft again",
}


class EditReturn(View):
    """The form in which an owner returns a figure, or says why there is none."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return_ = object_or_404(visible_returns(request), request, "performance.answer_return", pk=pk)
        lock = lock_of(return_, today())
        if lock is not None:
            messages.info(request, lock.sentence)
        if lock is not None or not request.user.has_perm("performance.save_return", return_):
            return redirect(return_)
        return self._page(request, return_, ReturnForm(return_=return_, on=today()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return_ = object_or_404(visible_returns(request), request, "performance.answer_return", pk=pk)
        form = ReturnForm(request.POST, return_=return_, on=today())
        if not form.is_valid():
            return self._page(request, return_, form)
        is_final = "submit" in request.POST
        change = returns.submit if is_final else returns.save
        try:
            change(
                return_=return_,
                version=form.cleaned_data["version"],
                answer=form.answer(),
                by=request.user,
                on=today(),
            )
        except SomebodyWasFaster:
            return self._second_editor(request, pk, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, return_, form)
        if not is_final:
            messages.success(request, "Draft kept. Nobody checks it until you submit it.")
            return redirect("performance:return-edit", pk=pk)
        messages.success(
            request, f"{return_.indicator.code} for {return_.period.label} was submitted for checking."
        )
        return redirect("site:my-work")

    def _second_editor(self, request: HttpRequest, pk: int, form: ReturnForm) -> HttpResponse:
        """Show what the other person saved beside what this one typed, which stays in the fields."""
        fresh = get_object_or_404(visible_returns(request), pk=pk)
        data = request.POST.copy()
        data["version"] = str(fresh.version)
        again = ReturnForm(data, return_=fresh, on=today())
        again.is_valid()
        again.add_error(
            None, f"{fresh.saved_by or fresh.submitted_by} changed this return while you were typing."
        )
        return self._page(request, fresh, again, theirs=answer_of(fresh))

    def _page(self, request: HttpRequest, return_: Return, form: ReturnForm, **more: Any) -> HttpResponse:
        context = {
            "return_": return_,
            "form": form,
            "last": last_figures(return_.indicator, before=return_.period_from),
            "definition": return_.indicator.definitions.first(),
            "last_commentary": Result.objects.visible_to(request.user).last_commentary_on(return_.indicator),
            "theirs": None,
            **more,
        }
        return render(request, "performance/return_edit.html", context)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner takes a submitted figure back."""
    return_ = object_or_404(visible_returns(request), request, "performance.withdraw_return", pk=pk)
    carried_out(
        request,
        lambda: returns.withdraw(return_=return_, by=request.user, on=today()),
        said="Taken back. It is a draft again.",
    )
    return redirect("performance:return-edit", pk=pk)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead vouches for the figure that the page showed."""
    return_ = as_seen(
        object_or_404(visible_returns(request), request, "performance.check_return", pk=pk), request
    )
    carried_out(
        request,
        lambda: returns.verify(return_=return_, by=request.user, on=today()),
        said=f"{return_.indicator.code} for {return_.period.label} is verified.",
    )
    return redirect(return_)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind whoever owes a return, now."""
    return_ = object_or_404(visible_returns(request), request, "performance.remind_of_return", pk=pk)
    reminded = returns.remind(return_=return_, by=request.user, on=today())
    if reminded:
        messages.success(request, f"Reminded {', '.join(person.name for person in reminded)} by e-mail.")
    else:
        messages.info(request, "Everybody who owes this return has been reminded today already.")
    return redirect(return_.round if "from_round" in request.POST else return_)


class ReasonView(View):
    """A move that asks for a reason: shows the form, then makes the change and goes back to the return."""

    permission = ""
    title = ""
    label = ""
    hint = ""
    button = "Continue"
    said = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return_ = object_or_404(visible_returns(request), request, self.permission, pk=pk)
        return self._page(request, return_, self.form(return_))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        return_ = object_or_404(visible_returns(request), request, self.permission, pk=pk)
        form = self.form(return_, request.POST)
        if not form.is_valid():
            return self._page(request, return_, form)
        if not carried_out(request, lambda: self.change(return_, form.cleaned_data), said=self.said):
            return self._page(request, return_, form)
        return (
            redirect(return_)
            if request.user.has_perm("performance.view_return", return_)
            else redirect("site:my-work")
        )

    def form(self, return_: Return, data: Any = None) -> Any:
        return ReasonForm(data, label=self.label, hint=self.hint)

    def change(self, return_: Return, cleaned: dict[str, Any]) -> object:
        raise NotImplementedError

    def _page(self, request: HttpRequest, return_: Return, form: Any) -> HttpResponse:
        context = {
            "return_": return_,
            "form": form,
            "title": self.title,
            "button": self.button,
            "figures": _figures(return_),
        }
        return render(request, "performance/return_reason.html", context)


class SendBack(ReasonView):
    """The lead asks for something to be put right."""

    permission = "performance.check_return"
    title = "Send back"
    label = "What should be put right?"
    hint = "The owner reads this in an e-mail and on My work."
    button = "Send back"
    said = "Sent back. The owner has been told."

    def change(self, return_: Return, cleaned: dict[str, Any]) -> object:
        return_ = as_seen(return_, self.request)
        return returns.send_back(return_=return_, reason=cleaned["reason"], by=self.request.user, on=today())


class Reopen(ReasonView):
    """The co-ordinator opens a verified or published return again."""

    permission = "performance.reopen_return"
    title = "Open again"
    label = "Why is it opened again?"
    hint = "Kept in its history. After publication it is printed in the next edition."
    button = "Open again"
    said = "Opened again. The owner can put in a new figure."

    def form(self, return_: Return, data: Any = None) -> ReopenForm:
        return ReopenForm(
            data, label=self.label, hint=self.hint, on=today(), initial={"last_day": _usual_last_day()}
        )

    def change(self, return_: Return, cleaned: dict[str, Any]) -> object:
        return returns.reopen(
            return_=return_, reason=cleaned["reason"], open_until=_day_after(cleaned["last_day"]),
            by=self.request.user, on=today(),
        )  # fmt: skip


class AskToReopen(ReasonView):
    """The owner or the lead asks the co-ordinator to open a locked return."""

    permission = "performance.ask_to_reopen_return"
    title = "Ask to open it again"
    label = "Why should it be opened again?"
    hint = "The co-ordinator reads this and answers. The request is kept."
    button = "Ask"
    said = "Asked. The co-ordinator has been told."

    def change(self, return_: Return, cleaned: dict[str, Any]) -> object:
        return returns.ask_to_reopen(
            return_=return_, reason=cleaned["reason"], by=self.request.user, on=today()
        )


class AnswerRequest(ReasonView):
    """The co-ordinator grants or declines a request to reopen."""

    permission = "performance.answer_reopen_request"
    title = "Answer the request"
    button = "Answer"
    said = "Answered. Whoever asked has been told."

    def form(self, return_: Return, data: Any = None) -> AnswerRequestForm:
        return AnswerRequestForm(data, on=today(), initial={"last_day": _usual_last_day()})

    def change(self, return_: Return, cleaned: dict[str, Any]) -> object:
        request = return_.reopen_requests.filter(answered_on__isnull=True).first()
        if request is None:
            raise Refused("This request has been answered already.")
        granted = cleaned["is_granted"]
        return returns.answer_reopen_request(
            request=request, is_granted=granted, answer=cleaned["answer"],
            open_until=_day_after(cleaned["last_day"]) if granted else None, by=self.request.user, on=today(),
        )  # fmt: skip


def _usual_last_day() -> date:
    return today() + WINDOW_OF_A_CORRECTION


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
