"""Training: who has been shown what of the system, and a session noted. For the co-ordinator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.templatetags.components import plural
from dorset_lsp.common.today import today
from partnerships.changes import trainings
from partnerships.enums import TrainingTopic
from partnerships.forms.people import TrainingForm
from partnerships.models import Partnership, Person, Training
from partnerships.training import Shown, shown_to
from partnerships.views.verbs import ChangeForm


class TrainingList(TemplateView):
    """Everybody who may sign in, with the last day on which they were shown each part of the system."""

    template_name = "partnerships/training_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("partnerships.note_training", Partnership):
            raise PermissionDenied
        if "file_type" not in kwargs:
            return super().get(request, *args, **kwargs)
        write = WRITERS.get(kwargs["file_type"])
        if write is None:
            raise Http404
        header = ["Person", "Organisation", *(topic.label for topic in TrainingTopic)]
        rows = [
            [one.person.name, one.person.organisation.name if one.person.organisation else "", *one.days]
            for one in self.rows()
        ]
        return write("training", header, rows)

    def rows(self) -> list[Shown]:
        viewer = self.request.user
        people = Person.objects.visible_to(viewer).filter(is_active=True).select_related("organisation")
        return shown_to(people, Training.objects.visible_to(viewer, today()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows()
        exports = [(kind.upper(), reverse("partnerships:training-download", args=[kind])) for kind in WRITERS]
        return super().get_context_data(
            rows=rows,
            topics=[topic.label for topic in TrainingTopic],
            never=sum(one.count == 0 for one in rows),
            exports=exports,
            **kwargs,
        )


class Note(ChangeForm):
    """Note a session."""

    template_name = "partnerships/training_note.html"
    form_class = TrainingForm
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        """The partnership itself: the policy asks about no single record here."""
        if not self.request.user.has_perm("partnerships.note_training", Partnership):
            raise PermissionDenied
        return Partnership

    def get_initial(self) -> dict[str, Any]:
        return {"shown_on": today(), "trainer": self.request.user.name}

    def make(self, form: TrainingForm) -> int:
        new = trainings.note(**form.cleaned_data, by=self.request.user, on=today())
        self.said = f"Noted for {plural(new, 'person', 'people')}."
        return new

    def answer(self, made: object) -> HttpResponse:
        return redirect("partnerships:training-list")
