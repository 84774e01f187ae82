"""People: the register of them, inviting somebody, closing an account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.changes import invitations, people
from partnerships.filters import PersonFilter
from partnerships.forms.people import CloseAccountForm, InviteForm
from partnerships.models import Partnership, Person
from partnerships.querysets import PersonQuerySet
from partnerships.tables import PersonTable
from partnerships.views.verbs import ChangeForm

NOT_SENT = "{name} is entered, but the mail server did not take the invitation. Send it again later."


class PersonList(Register):
    """Everybody in the partnership."""

    template_name = "partnerships/person_list.html"
    table_class = PersonTable
    filterset_class = PersonFilter
    file_name = "people"
    download_url_name = "partnerships:person-download"

    def get_queryset(self) -> PersonQuerySet:
        return Person.objects.visible_to(self.request.user).select_related("organisation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        return super().get_context_data(
            may_invite=viewer.has_perm("partnerships.invite", Partnership),
            may_note_training=viewer.has_perm("partnerships.note_training", Partnership),
            **kwargs,
        )


class Invite(ChangeForm):
    """Enter somebody and send them a link to set a password."""

    template_name = "partnerships/person_invite.html"
    form_class = InviteForm
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        """The partnership itself: the policy asks about no single record here."""
        if not self.request.user.has_perm("partnerships.invite", Partnership):
            raise PermissionDenied
        return Partnership

    def make(self, form: InviteForm) -> Person:
        said = form.cleaned_data
        try:
            person = invitations.invite(**said, by=self.request.user, on=today())
        except OSError:
            self.said = NOT_SENT.format(name=said["name"])
            return Person.objects.visible_to(self.request.user).get(email=said["email"])
        self.said = f"{person.name} is entered, and the invitation is on its way to {person.email}."
        return person

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class CloseAccount(ChangeForm):
    """Close somebody's account, with the reason. Their seats, figures and history stay."""

    template_name = "partnerships/person_close_account.html"
    form_class = CloseAccountForm
    said = "The account is closed."
    record: Person

    def find(self) -> Person:
        rows = Person.objects.visible_to(self.request.user).filter(is_active=True)
        return object_or_404(rows, self.request, "partnerships.invite", pk=self.kwargs["pk"])

    def make(self, form: CloseAccountForm) -> None:
        reason = form.cleaned_data["reason"]
        people.stop_signing_in(person=self.record, reason=reason, by=self.request.user, on=today())


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the invitation once more: the link in the last one works for a day only."""
    rows = Person.objects.visible_to(request.user)
    person = object_or_404(rows, request, "partnerships.invite", pk=pk)
    try:
        carried_out(
            request,
            lambda: invitations.send(person=person, by=request.user, on=today()),
            said=f"The invitation is on its way to {person.email} again.",
        )
    except OSError:
        messages.error(request, NOT_SENT.format(name=person.name))
    return redirect(person)
