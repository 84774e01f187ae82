"""Questions of members: their list, one of them, asked, answered, followed up, settled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from dorset_lsp.common.references import Reference
from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.history import history_of
from scrutiny.challenges import ASKABLE, find
from scrutiny.changes import challenges
from scrutiny.filters import ChallengeFilter
from scrutiny.forms.challenges import ChallengeAnswerForm, ChallengeForm, FollowUpForm
from scrutiny.history import WORDS
from scrutiny.models import Challenge
from scrutiny.querysets import ChallengeQuerySet
from scrutiny.tables import ChallengeTable
from scrutiny.views.verbs import ScrutinyForm, allowed_or_404

USUAL = timedelta(days=28)


class ChallengeList(Register):
    """Every question that the viewer may see."""

    template_name = "scrutiny/challenge_list.html"
    table_class = ChallengeTable
    filterset_class = ChallengeFilter
    file_name = "questions"
    download_url_name = "scrutiny:challenge-download"

    def get_queryset(self) -> ChallengeQuerySet:
        rows = Challenge.objects.visible_to(self.request.user, today())
        return rows.select_related("asked_by", "put_to")


class ChallengeDetail(DetailView):
    """One question with all that was said on it."""

    template_name = "scrutiny/challenge_detail.html"
    context_object_name = "challenge"

    def get_queryset(self) -> ChallengeQuerySet:
        rows = Challenge.objects.visible_to(self.request.user, today())
        return rows.select_related("asked_by", "put_to").prefetch_related("words__said_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, one = self.request.user, self.object
        found = find(one.reference, user, today())
        return super().get_context_data(
            about_url=found[0].get_absolute_url() if found and hasattr(found[0], "get_absolute_url") else "",
            noun=ASKABLE[one.kind].noun if one.kind in ASKABLE else "record",
            happenings=history_of(one, WORDS),
            may={
                name: user.has_perm(f"scrutiny.{name}", one)
                for name in ("answer_challenge", "settle_challenge")
            },
            **kwargs,
        )


class Ask(ScrutinyForm):
    """A member asks about a record. The address names it by its typed reference."""

    form_class = ChallengeForm
    heading = "Ask about this"
    submit_label = "Ask"
    said = "Asked. Whoever answers for it is told."
    record: Any

    def find(self) -> Any:
        allowed_or_404(self.request, "scrutiny.put_challenge", Challenge)
        found = find(Reference(self.kwargs["kind"], self.kwargs["pk"]), self.request.user, today())
        if found is None or not found[1]:
            raise Http404
        record, self.owners = found
        return record

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"owners": self.owners}

    def get_initial(self) -> dict[str, Any]:
        return {"wanted_on": today() + USUAL, "put_to": self.owners[0]}

    def make(self, form: ChallengeForm) -> Challenge:
        return challenges.put(
            about=Reference.to(self.record),
            name=str(self.record),
            **form.cleaned_data,
            by=self.request.user,
            on=today(),
        )

    def answer(self, made: Challenge) -> HttpResponse:
        return redirect(made)

    def trail(self) -> list[tuple[str, str]]:
        return [("Scrutiny", reverse("scrutiny:index")), ("Questions", reverse("scrutiny:challenge-list"))]


class AboutAChallenge(ScrutinyForm):
    """A form about one question."""

    permission = ""
    record: Challenge

    def find(self) -> Challenge:
        rows = Challenge.objects.visible_to(self.request.user, today()).select_related("asked_by", "put_to")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def about(self) -> str:
        return f"“{self.record.question}”"

    def trail(self) -> list[tuple[str, str]]:
        questions = ("Questions", reverse("scrutiny:challenge-list"))
        return [
            ("Scrutiny", reverse("scrutiny:index")),
            questions,
            (self.record.record_name, self.record.get_absolute_url()),
        ]


class AnswerChallenge(AboutAChallenge):
    """The owner answers."""

    permission = "scrutiny.answer_challenge"
    form_class = ChallengeAnswerForm
    heading = "Answer the question"
    submit_label = "Answer"
    said = "Answered. The member is told."

    def make(self, form: ChallengeAnswerForm) -> None:
        challenges.answer(challenge=self.record, **form.cleaned_data, by=self.request.user, on=today())


class FollowUp(AboutAChallenge):
    """The member is not content."""

    permission = "scrutiny.settle_challenge"
    form_class = FollowUpForm
    heading = "Ask once more"
    submit_label = "Ask"
    said = "Asked once more."

    def make(self, form: FollowUpForm) -> None:
        challenges.follow_up(challenge=self.record, **form.cleaned_data, by=self.request.user, on=today())


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The member is content."""
    rows = Challenge.objects.visible_to(request.user, today())
    challenge = object_or_404(rows, request, "scrutiny.settle_challenge", pk=pk)
    carried_out(
        request, lambda: challenges.close(challenge=challenge, by=request.user, on=today()), said="Settled."
    )
    return redirect(challenge)
