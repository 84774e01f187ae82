"""Programmes: the list of them, and each verb about one benefit. Their own pages are in dorset_lsp.site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dorset_lsp.common.states import can_move
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.changes import benefits
from partnerships.enums import BENEFIT_MOVES
from partnerships.forms.actions import ProposeForm
from partnerships.forms.benefits import AchieveForm, NoteForm, ReasonForm
from partnerships.models import Action, Benefit, Programme
from partnerships.views.deeds import Deed, Trail

PERMISSIONS = {
    "begin": "partnerships.progress_benefit",
    "note": "partnerships.progress_benefit",
    "achieve": "partnerships.progress_benefit",
    "drop": "partnerships.edit_benefit",
    "resume": "partnerships.edit_benefit",
    "act": "partnerships.edit_benefit",
}
POSSIBLE: dict[str, Callable[[Benefit], bool]] = {
    "note": lambda benefit: True,
    "act": lambda benefit: benefit.is_live,
}
"""Whether a verb is possible now that is no move between states."""


def is_possible(benefit: Benefit, verb: str) -> bool:
    """Whether something can be done with a benefit as it stands."""
    return POSSIBLE[verb](benefit) if verb in POSSIBLE else can_move(benefit, verb, BENEFIT_MOVES)


@login_not_required
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme. It is open to everybody."""
    rows = Programme.objects.visible_to(request.user).with_counts().select_related("body")
    return render(request, "partnerships/programme_list.html", {"programmes": rows})


class AboutABenefit(Deed):
    """One deed with one benefit."""

    verb = ""
    record: Benefit

    def find(self) -> Benefit:
        rows = Benefit.objects.visible_to(self.request.user).select_related("programme__body", "outcome")
        return object_or_404(rows, self.request, PERMISSIONS[self.verb], pk=self.kwargs["pk"])

    def hindrance(self) -> str:
        if is_possible(self.record, self.verb):
            return ""
        return f"This benefit is {self.record.get_state_display().lower()}, so that is not possible now."

    def trail(self) -> Trail:
        programme = self.record.programme
        return [
            ("Programmes", reverse("partnerships:programme-list")),
            (programme.title, programme.get_absolute_url()),
            (f"Benefit {self.record.number}", self.back_url()),
        ]

    def lede_words(self) -> str:
        return self.record.title


class Note(AboutABenefit):
    """Write how it comes on."""

    verb = "note"
    heading = "Write how it comes on"
    form_class = NoteForm
    said = "Noted."

    def make(self, form: NoteForm) -> object:
        return benefits.note(
            benefit=self.record, text=form.cleaned_data["text"], by=self.request.user, on=today()
        )


class Achieve(AboutABenefit):
    """Say that it is there."""

    verb = "achieve"
    heading = "Is it there?"
    button = "Yes, it is there"
    form_class = AchieveForm
    said = "Achieved."
    follows = ("Residents read it on the programme’s page. The indicators behind it do not change by this.",)

    def make(self, form: AchieveForm) -> None:
        benefits.achieve(
            benefit=self.record, text=form.cleaned_data["text"], by=self.request.user, on=today()
        )


class Drop(AboutABenefit):
    """Give it up, with the reason."""

    verb = "drop"
    heading = "Drop the benefit?"
    button = "Drop it"
    is_grave = True
    form_class = ReasonForm
    said = "Dropped."
    follows = ("It stays on the programme’s page, with the reason.",)

    def make(self, form: ReasonForm) -> None:
        benefits.drop(
            benefit=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


class Resume(AboutABenefit):
    """Take it up again."""

    verb = "resume"
    heading = "Take the benefit up again"
    button = "Take it up again"
    form_class = ReasonForm
    said = "Taken up again."

    def make(self, form: ReasonForm) -> None:
        benefits.resume(
            benefit=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


class ProposeAction(AboutABenefit):
    """Propose an action that brings it nearer."""

    verb = "act"
    heading = "Propose an action"
    button = "Propose it"
    form_class = ProposeForm
    said = "Proposed. The group takes it on or drops it."
    follows = ("The group that leads the programme follows the action.",)

    def get_form(self, form_class: Any = None) -> Any:
        """Its outcome is the benefit's."""
        form = super().get_form(form_class)
        del form.fields["outcome"]
        return form

    def make(self, form: ProposeForm) -> Action:
        return benefits.propose_action(
            benefit=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that work on it has begun."""
    rows = Benefit.objects.visible_to(request.user).select_related("programme__body")
    benefit = object_or_404(rows, request, PERMISSIONS["begin"], pk=pk)
    carried_out(
        request, lambda: benefits.begin(benefit=benefit, by=request.user, on=today()), said="It is under way."
    )
    return redirect(benefit)
