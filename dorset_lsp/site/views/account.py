"""One's own account: name and post, seats, organisation, and the way to the password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from dorset_lsp.site.held import held_about
from partnerships.changes import people
from partnerships.forms.people import OwnDetailsForm
from partnerships.models import Person
from partnerships.seats import seats_of
from partnerships.views.verbs import ChangeForm


class OwnAccount(ChangeForm):
    """What the site knows of the person who looks at it."""

    template_name = "site/account.html"
    form_class = OwnDetailsForm
    said = "Saved."
    record: Person

    def find(self) -> Person:
        rows = Person.objects.visible_to(self.request.user).select_related("organisation")
        return rows.get(pk=self.request.user.pk)

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.record.name, "job_title": self.record.job_title}

    def make(self, form: OwnDetailsForm) -> None:
        people.change_own_details(person=self.record, **form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: object) -> HttpResponse:
        return redirect("site:account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(seats=seats_of(self.record, today()), **kwargs)


@never_cache
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is held about a person, as a file: to that person, and to the administrator who is asked for it."""
    rows = Person.objects.visible_to(request.user)
    person = object_or_404(rows, request, "partnerships.export_person", pk=pk)
    answer = JsonResponse(held_about(person, today()), json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="held-{person.pk}.json"'
    return answer
