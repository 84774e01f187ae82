"""Training: who has been shown what of the system, and a session noted. For the co-ordinator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from dorset_lsp.common.registers import Register
from dorset_lsp.common.templatetags.components import plural
from dorset_lsp.common.today import today
from partnerships.changes import trainings
from partnerships.enums import TrainingTopic
from partnerships.filters import PersonFilter
from partnerships.forms.people import TrainingForm
from partnerships.models import Partnership, Person, Training
from partnerships.querysets import PersonQuerySet
from partnerships.tables import TrainingTable
from partnerships.training import Shown, shown_to
from partnerships.views.verbs import ChangeForm


class TrainingList(Register):
    """Everybody who may sign in, with the last day on which they were shown each part of the system."""

    template_name = "partnerships/training_list.html"
    table_class = TrainingTable
    filterset_class = PersonFilter
    file_name = "training"
    download_url_name = "partnerships:training-download"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("partnerships.note_training", Partnership):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> PersonQuerySet:
        people = Person.objects.visible_to(self.request.user).filter(is_active=True)
        return people.select_related("organisation")

    def get_table_data(self) -> list[dict[str, Any]]:
        trainings = Training.objects.visible_to(self.request.user, today())
        return [_row(one) for one in shown_to(self.object_list, trainings)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        trained = Training.objects.visible_to(self.request.user, today()).values("person")
        never = self.get_queryset().exclude(pk__in=trained).count()
        return super().get_context_data(never=never, **kwargs)


def _row(one: Shown) -> dict[str, Any]:
    organisation = one.person.organisation.label if one.person.organisation else ""
    person = {"name": one.person.name, "url": one.person.get_absolute_url(), "organisation": organisation}
    return person | dict(zip(TrainingTopic.values, one.days, strict=True))


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
