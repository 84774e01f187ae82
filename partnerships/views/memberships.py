"""Who sits where: appointing, and ending a membership. Both are the co-ordinator's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import memberships
from partnerships.forms.memberships import AppointForm, CorrectForm, EndForm, TransferForm
from partnerships.models import Body, Membership
from partnerships.structure import last_day
from partnerships.views.verbs import ChangeForm


class Appoint(ChangeForm):
    """Put a person in a seat, or beside the seats."""

    template_name = "partnerships/membership_appoint.html"
    form_class = AppointForm
    said = "Appointed."
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user)
        return object_or_404(bodies, self.request, "partnerships.appoint", slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.record, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        seat = self.request.GET.get("seat", "")
        return (
            {"seat": seat, "role": "member", "from_on": today()} if seat.isdigit() else {"from_on": today()}
        )

    def make(self, form: AppointForm) -> Membership:
        said = form.cleaned_data
        return memberships.appoint(
            body=self.record, person=said["person"], role=said["role"], seat=said["seat"], basis=said["basis"],
            from_on=said["from_on"], to_on=form.to_on, by=self.request.user, on=today(),
        )  # fmt: skip


class End(ChangeForm):
    """End a membership, after asking."""

    template_name = "partnerships/membership_end.html"
    form_class: type[BaseForm] = EndForm
    said = "The membership ends."
    record: Membership

    def find(self) -> Membership:
        """A membership of a body that the viewer may appoint to."""
        bodies = Body.objects.visible_to(self.request.user)
        body = object_or_404(bodies, self.request, "partnerships.appoint", memberships__pk=self.kwargs["pk"])
        found = (
            body.memberships.believed().select_related("person", "body", "seat").filter(pk=self.kwargs["pk"])
        )
        if not found:
            raise Http404
        return found[0]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"membership": self.record}

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": last_day(self.record) or today(), "reason": self.record.end_reason}

    def make(self, form: Any) -> object:
        return memberships.end(
            membership=self.record, to_on=form.to_on, reason=form.cleaned_data["reason"],
            by=self.request.user, on=today(),
        )  # fmt: skip

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record.body)


class Transfer(End):
    """Hand a seat on to somebody else."""

    template_name = "partnerships/membership_transfer.html"
    form_class = TransferForm
    said = "The seat is handed on."

    def find(self) -> Membership:
        found = super().find()
        if found.seat is None:
            raise Http404
        return found

    def get_initial(self) -> dict[str, Any]:
        return {"from_on": today(), "basis": self.record.basis}

    def make(self, form: Any) -> Membership:
        said = form.cleaned_data
        return memberships.transfer(
            membership=self.record, person=said["person"], from_on=said["from_on"], to_on=form.to_on,
            basis=said["basis"], reason=said["reason"], by=self.request.user, on=today(),
        )  # fmt: skip


class Correct(End):
    """Put right what was recorded wrongly. The wrong record stays as what was believed."""

    template_name = "partnerships/membership_correct.html"
    form_class = CorrectForm
    said = "Put right. What was believed before can still be asked for."

    def get_initial(self) -> dict[str, Any]:
        one = self.record
        return {
            "person": one.person,
            "role": one.role,
            "seat": one.seat,
            "basis": one.basis,
            "from_on": one.from_on,
            "last_day": last_day(one),
        }

    def make(self, form: Any) -> object:
        said, by, on = form.cleaned_data, self.request.user, today()
        if said["never_was"]:
            return memberships.retract(membership=self.record, reason=said["reason"], by=by, on=on)
        return memberships.correct(
            membership=self.record, person=said["person"], role=said["role"], seat=said["seat"], basis=said["basis"],
            from_on=said["from_on"], to_on=form.to_on, reason=said["reason"], by=by, on=on,
        )  # fmt: skip
