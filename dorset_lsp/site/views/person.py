"""One person: seats now and before, actions led, figures answered for, and the state of the account."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from dorset_lsp.common.today import today
from dorset_lsp.site.work import work_items
from partnerships.accounts import account_state
from partnerships.models import Action, Body, Interest, Partnership, Person, Training
from partnerships.querysets import PersonQuerySet
from partnerships.seats import seats_of
from performance.models import Indicator


class PersonDetail(DetailView):
    """One person. What waits for them is for themselves and for whoever looks after accounts."""

    template_name = "partnerships/person_detail.html"

    def get_queryset(self) -> PersonQuerySet:
        return Person.objects.visible_to(self.request.user).select_related("organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, person, on = self.request.user, self.object, today()
        may_invite = viewer.has_perm("partnerships.invite", Partnership)
        actions = Action.objects.visible_to(viewer, on).filter(lead=person)
        sees_work = may_invite or person.pk == viewer.pk
        # Who looks after accounts sees what waits for somebody, and need not be one of those who may open it.
        opens_work = person.pk == viewer.pk or (
            viewer.is_authenticated and viewer.standing(on).is_coordinator
        )
        return super().get_context_data(
            opens_work=opens_work,
            seats=seats_of(person, on),
            actions=actions.select_related("lead", "organisation", "body").order_by_need(),
            indicators=Indicator.objects.visible_to(viewer).measured().filter(owner=person),
            interests=Interest.objects.visible_to(viewer, on).filter(person=person),
            trainings=Training.objects.visible_to(viewer, on).filter(person=person),
            may_declare=viewer.has_perm("partnerships.declare_interest", person),
            may_appoint=viewer.has_perm("partnerships.appoint", Body),
            account=account_state(person),
            may_invite=may_invite,
            sees_work=sees_work,
            waiting=work_items(person, on) if sees_work else [],
            **kwargs,
        )
