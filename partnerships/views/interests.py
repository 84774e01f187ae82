"""Interests: declared and ended, from a person's page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import interests
from partnerships.forms.people import EndInterestForm, InterestForm
from partnerships.models import Interest, Person
from partnerships.views.verbs import ChangeForm


class Declare(ChangeForm):
    """Declare an interest: one's own, or for somebody as the co-ordinator."""

    template_name = "partnerships/interest_declare.html"
    form_class: type[BaseForm] = InterestForm
    said = "Declared."
    record: Person

    def find(self) -> Person:
        rows = Person.objects.visible_to(self.request.user)
        return object_or_404(rows, self.request, "partnerships.declare_interest", pk=self.kwargs["pk"])

    def make(self, form: Any) -> object:
        return interests.declare(person=self.record, **form.cleaned_data, by=self.request.user, on=today())


class End(Declare):
    """Say that an interest is no more."""

    template_name = "partnerships/interest_end.html"
    form_class = EndInterestForm
    said = "It ends. The page goes on saying that it was."
    interest: Interest

    def find(self) -> Person:
        person = super().find()
        rows = Interest.objects.visible_to(self.request.user, today()).filter(
            person=person, to_on__isnull=True
        )
        self.interest = get_object_or_404(rows.select_related("person"), pk=self.kwargs["interest"])
        return person

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": today()}

    def make(self, form: Any) -> None:
        to_on = form.cleaned_data["last_day"] + timedelta(days=1)
        interests.end(interest=self.interest, to_on=to_on, by=self.request.user, on=today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(interest=self.interest, **kwargs)

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record)
