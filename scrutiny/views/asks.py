"""One recommendation to one addressee: answered, asked about, claimed, decided, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from dorset_lsp.common.changes import SomebodyWasFaster
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.history import history_of
from scrutiny.changes import progress, responses
from scrutiny.clocks import RULE_VERSION, day_off
from scrutiny.deadlines import holidays, worked_out
from scrutiny.enums import ASK_MOVES, ClaimVerdict
from scrutiny.forms.asks import (
    AnswerForm,
    AnswerQuestionForm,
    ClaimForm,
    DecideClaimForm,
    QuestionForm,
    TakeUpActionForm,
)
from scrutiny.forms.topics import ReasonForm
from scrutiny.history import WORDS
from scrutiny.models import Ask, Claim, Clarification, Response, ResponseDraft
from scrutiny.querysets import AskQuerySet
from scrutiny.review_page import AskPage
from scrutiny.views.verbs import ScrutinyForm, trail_of

ABILITIES = (
    "respond",
    "clarify",
    "claim_progress",
    "act_on_ask",
    "publish_response",
    "answer_clarification",
    "end_ask",
    "record_receipt",
)


class AskDetail(DetailView):
    """One cell of the matrix with all that hangs on it, and how its date was worked out."""

    template_name = "scrutiny/ask_detail.html"
    context_object_name = "ask"

    def get_queryset(self) -> AskQuerySet:
        return Ask.objects.visible_to(self.request.user, today()).with_everything()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, ask = self.request.user, self.object
        found = worked_out(ask)
        drafts = ResponseDraft.objects.visible_to(user, today()).filter(ask=ask).select_related("saved_by")
        return super().get_context_data(
            page=AskPage(ask, user, today()),
            deadline=found,
            off=day_off(ask.due_on, holidays()) if ask.due_on else "",
            rule=f"Rule {RULE_VERSION}: a clock counts the day of receipt as day one. A computed date, not legal advice.",
            draft=drafts.first(),
            actions=ask.action_links.select_related("action__lead", "action__organisation"),
            trail=[*trail_of(ask.recommendation), (ask.addressee.label, "")],
            days_late=ask.days_late(today()),
            happenings=history_of(ask, WORDS),
            may={name: user.has_perm(f"scrutiny.{name}", ask) for name in ABILITIES},
            can={verb: ask.state in moves[0] for verb, moves in ASK_MOVES.items()},
            waiting=ClaimVerdict.WAITING,
            **kwargs,
        )


class AboutAnAsk(ScrutinyForm):
    """A form about one ask."""

    permission = ""
    record: Ask

    def find(self) -> Ask:
        rows = Ask.objects.visible_to(self.request.user, today()).with_everything()
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def trail(self) -> list[tuple[str, str]]:
        return [
            *trail_of(self.record.recommendation),
            (self.record.addressee.label, self.record.get_absolute_url()),
        ]


class Answer(AboutAnAsk):
    """A responder answers, or keeps a draft that only those named for the addressee read."""

    template_name = "scrutiny/ask_answer.html"
    permission = "scrutiny.answer_ask"
    form_class = AnswerForm
    heading = "Answer this recommendation"
    submit_label = "Send the answer"
    follows = (
        "The review reads the answer at once, everybody else once it is published.",
        "A draft is read by nobody but those named for this addressee.",
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.state in ASK_MOVES["answer"][0]:
            return super().get(request, *args, **kwargs)
        return redirect(self.record)

    def draft(self) -> ResponseDraft | None:
        """What is written so far."""
        return ResponseDraft.objects.visible_to(self.request.user, today()).filter(ask=self.record).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"draft": self.draft(), "is_sent": "keep" not in self.request.POST}

    def make(self, form: AnswerForm) -> None:
        if "keep" not in self.request.POST:
            self.said = "The answer is sent."
            responses.answer(ask=self.record, answer=form.answer, by=self.request.user, on=today())
            return
        self.said = "Kept as a draft."
        try:
            responses.save_draft(
                ask=self.record,
                version=form.cleaned_data["version"],
                answer=form.answer,
                by=self.request.user,
                on=today(),
            )
        except SomebodyWasFaster:
            # What was typed is kept, and may be saved over the other's after it was compared.
            form.data = form.data.copy()
            form.data["version"] = str(getattr(self.draft(), "version", 0))
            raise

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = AskPage(self.record, self.request.user, today())
        return super().get_context_data(page=page, ask=self.record, draft=self.draft(), **kwargs)


class AskWhatIsMeant(AboutAnAsk):
    """A responder asks what is meant."""

    permission = "scrutiny.clarify"
    form_class = QuestionForm
    heading = "Ask what is meant"
    submit_label = "Ask"
    said = "Asked. The review is told."

    def make(self, form: QuestionForm) -> object:
        return responses.ask_what_is_meant(
            ask=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


class ClaimProgress(AboutAnAsk):
    """An addressee says how far it has come."""

    permission = "scrutiny.claim_progress"
    form_class = ClaimForm
    heading = "Say how far it has come"
    submit_label = "Send it to the members"
    said = "The members have it. It is your claim until they accept it."

    def make(self, form: ClaimForm) -> object:
        return progress.claim(
            ask=self.record, progress=form.cleaned_data["progress"], text=form.cleaned_data["claim"], by=self.request.user,
            on=today(),
        )  # fmt: skip


class TakeUpAction(AboutAnAsk):
    """An action in the one register for what was accepted."""

    permission = "scrutiny.act_on_ask"
    form_class = TakeUpActionForm
    heading = "Take up an action for it"
    submit_label = "Take it up"
    said = "The action is in the register."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"ask": self.record, "viewer": self.request.user, "on": today()}

    def make(self, form: TakeUpActionForm) -> object:
        said = form.cleaned_data
        if said["action"]:
            return responses.attach_action(
                ask=self.record, action=said["action"], by=self.request.user, on=today()
            )
        return responses.take_up_action(
            ask=self.record, **{name: said[name] for name in form.NEEDED}, by=self.request.user, on=today()
        )


class End(AboutAnAsk):
    """Members close, open again or withdraw, with the reason."""

    permission = "scrutiny.end_ask"
    form_class = ReasonForm
    change: Callable[..., None]
    verbs: tuple[str, ...] = ()

    def find(self) -> Ask:
        ask = super().find()
        if not any(ask.state in ASK_MOVES[verb][0] for verb in self.verbs):
            raise Http404
        return ask

    def make(self, form: ReasonForm) -> None:
        type(self).change(ask=self.record, **form.cleaned_data, by=self.request.user, on=today())


class CloseAsk(End):
    """Members close it."""

    heading = "Close it?"
    submit_label = "Members close it"
    said = "Closed by members."
    follows = ("Nobody is asked about it any more. Members can open it again.",)
    change = staticmethod(progress.close)
    verbs = ("close",)


class ReopenAsk(End):
    """Members open it again."""

    heading = "Open it again?"
    submit_label = "Members open it again"
    said = "Opened again."
    change = staticmethod(progress.reopen)
    verbs = ("reopen",)


class WithdrawAsk(End):
    """Members withdraw what they asked."""

    heading = "Withdraw it?"
    submit_label = "Members withdraw it"
    said = "Withdrawn. Whoever answers for the addressee is told."
    is_warning = True
    follows = ("It cannot be undone. It stays on record with the reason.",)
    change = staticmethod(progress.withdraw)
    verbs = ("withdraw",)


class SayWhatIsMeant(ScrutinyForm):
    """The review answers a question."""

    form_class = AnswerQuestionForm
    heading = "Say what is meant"
    submit_label = "Answer"
    said = "Answered."
    record: Clarification

    def find(self) -> Clarification:
        rows = Clarification.objects.visible_to(self.request.user, today()).unanswered()
        rows = rows.select_related(
            "ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body"
        )
        return object_or_404(rows, self.request, "scrutiny.answer_clarification", pk=self.kwargs["pk"])

    def make(self, form: AnswerQuestionForm) -> None:
        responses.say_what_is_meant(
            clarification=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )

    def about(self) -> str:
        return f"“{self.record.question}”"

    def trail(self) -> list[tuple[str, str]]:
        return trail_of(self.record.ask.recommendation)

    def cancel_url(self) -> str:
        return self.record.ask.get_absolute_url()

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record.ask)


class DecideClaim(ScrutinyForm):
    """What members decided about a claim."""

    form_class = DecideClaimForm
    heading = "Record what members decided"
    submit_label = "Record it"
    said = "Recorded. Whoever claimed it is told."
    record: Claim

    def find(self) -> Claim:
        rows = Claim.objects.visible_to(self.request.user, today()).filter(verdict=ClaimVerdict.WAITING)
        rows = rows.select_related(
            "ask__recommendation__review__group", "ask__addressee__organisation", "ask__addressee__body"
        )
        return object_or_404(rows, self.request, "scrutiny.decide_claim", pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record.ask.recommendation.review}

    def make(self, form: DecideClaimForm) -> None:
        said = form.cleaned_data
        progress.decide(
            claim=self.record, is_accepted=said["is_accepted"] == "yes", note=said["note"], session=said["session"],
            by=self.request.user, on=today(),
        )  # fmt: skip

    def about(self) -> str:
        return f"{self.record.get_progress_display().capitalize()}, says {self.record.ask.addressee}: “{self.record.claim}”"

    def trail(self) -> list[tuple[str, str]]:
        return trail_of(self.record.ask.recommendation)

    def cancel_url(self) -> str:
        return self.record.ask.get_absolute_url()

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record.ask)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish an answer."""
    rows = Response.objects.visible_to(request.user, today())
    rows = rows.select_related("ask__recommendation__review", "ask__addressee")
    response = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm("scrutiny.publish_response", response):
        raise Http404
    carried_out(
        request, lambda: responses.publish(response=response, by=request.user, on=today()), said="Published."
    )
    return redirect(response.ask)
