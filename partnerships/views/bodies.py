"""Bodies: the register of them, and one with its seats, groups, outcomes and actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.views.generic import DetailView

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes.bodies import describe
from partnerships.composition import composition, turns
from partnerships.filters import BodyFilter
from partnerships.forms.bodies import BodyForm
from partnerships.forms.composition import CompositionForm
from partnerships.models import Action, Body, Meeting, Risk
from partnerships.querysets import BodyQuerySet
from partnerships.structure import Staffing, is_flagged, last_day, staffing_of
from partnerships.tables import BodyTable, pounds
from partnerships.views.verbs import ChangeForm

MEETINGS_SHOWN = 5
PENCE = 100


class BodyList(Register):
    """The bodies that exist today."""

    template_name = "partnerships/body_list.html"
    table_class = BodyTable
    filterset_class = BodyFilter
    file_name = "bodies"
    download_url_name = "partnerships:body-download"

    def get_queryset(self) -> BodyQuerySet:
        rows = Body.objects.visible_to(self.request.user).existing_on(today())
        return rows.select_related("area", "parent")

    def get_table_data(self) -> list[dict[str, Any]]:
        bodies = list(self.object_list)
        staffing = staffing_of(bodies, today())
        return [_row(body, staffing[body.pk]) for body in bodies]


class BodyDetail(DetailView):
    """One body: who sits on it today or on the day in the address, and what it works at."""

    template_name = "partnerships/body_detail.html"

    def get_queryset(self) -> BodyQuerySet:
        return Body.objects.visible_to(self.request.user).select_related("area", "parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        body, now = self.object, today()
        form = CompositionForm(self.request.GET or None)
        asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
        shown = composition(body, asked.get("on") or now, asked.get("known_on"))
        chair = staffing_of([body], now)[body.pk].chair
        return super().get_context_data(
            form=form,
            support=pounds(body.support_pence),
            shown=shown,
            is_today=shown.on == now and shown.known_on is None,
            turns=turns(body.memberships.believed().seated(), now),
            chair=chair,
            chair_ends_on=last_day(chair) if is_flagged(chair, now) else None,
            groups=body.groups.visible_to(self.request.user).existing_on(now).select_related("area"),
            outcomes=body.outcomes.visible_to(self.request.user),
            actions=_actions(self.request.user, body),
            risks=_risks(self.request.user, body),
            may_raise_risk=self.request.user.has_perm("partnerships.raise_risk", body),
            meetings=_meetings(self.request.user, body),
            may_edit=self.request.user.has_perm("partnerships.edit_body", body),
            may_appoint=self.request.user.has_perm("partnerships.appoint", body),
            may_schedule=self.request.user.has_perm("partnerships.schedule_meeting", body),
            may_propose=self.request.user.has_perm("partnerships.raise_action", body),
            **kwargs,
        )


class Describe(ChangeForm):
    """Change what a body says of itself."""

    template_name = "partnerships/body_describe.html"
    form_class = BodyForm
    said = "Changed."
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user)
        return object_or_404(bodies, self.request, "partnerships.edit_body", slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.record}

    def make(self, form: BodyForm) -> None:
        describe(body=self.record, seen=form.now, values=form.values, by=self.request.user, on=today())


def _actions(viewer: Any, body: Body) -> Any:
    """What the body follows and is still to be done."""
    rows = Action.objects.visible_to(viewer, today()).live().filter(body=body)
    return rows.select_related("lead", "organisation").order_by_need()


def _risks(viewer: Any, body: Body) -> Any:
    """The open risks that the body keeps, the heaviest first."""
    return (
        Risk.objects.visible_to(viewer, today())
        .open()
        .filter(body=body)
        .select_related("owner")
        .order_by_weight()
    )


def _meetings(viewer: Any, body: Body) -> Any:
    """The meetings of the body that are nearest to today."""
    rows = Meeting.objects.visible_to(viewer).filter(body=body)
    return rows.order_by_nearness()[:MEETINGS_SHOWN]


def _row(body: Body, staffing: Staffing) -> dict[str, Any]:
    return {
        "name": body.name,
        "url": body.get_absolute_url(),
        "kind": capfirst(body.get_kind_display()),
        "layer": body.get_layer_display().capitalize(),
        "area": body.area.name,
        "parent": body.parent.name if body.parent else None,
        "seats": staffing.seats,
        "filled": staffing.filled,
        "vacancies": staffing.vacancies,
        "chair": staffing.chair.person.name if staffing.chair else None,
        "purpose": body.purpose,
        "members": "; ".join(held.person.name for held in staffing.holders),
        "support": None if body.support_pence is None else Decimal(body.support_pence) / PENCE,
        "term": staffing.next_end,
        "term_ends_on": staffing.next_end_on,
    }
