"""Actions: the register of them, and a form or a button for each verb. Their page is in dorset_lsp.site."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.registers import Register
from dorset_lsp.common.states import can_move
from dorset_lsp.common.templatetags.components import plural
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.changes import actions
from partnerships.enums import ACTION_MOVES
from partnerships.filters import ActionFilter
from partnerships.forms.actions import (
    AlterForm,
    BulkForm,
    DropForm,
    NoteForm,
    ProposeForm,
    ReopenForm,
    first_values,
)
from partnerships.models import Action, Body
from partnerships.querysets import ActionQuerySet
from partnerships.tables import ActionTable
from partnerships.views.verbs import ChangeForm


class ActionList(Register):
    """Every action that the viewer may see, what needs doing first."""

    template_name = "partnerships/action_list.html"
    table_class = ActionTable
    filterset_class = ActionFilter
    file_name = "actions"
    download_url_name = "partnerships:action-download"

    def get_queryset(self) -> ActionQuerySet:
        rows = Action.objects.visible_to(self.request.user, today())
        return rows.select_related("lead", "organisation", "body", "outcome").order_by_need()

    def get_table_kwargs(self) -> dict[str, Any]:
        """Boxes to tick for whoever may change some of them."""
        may_change = bool(self.request.user.standing(today()).led_body_ids)
        return super().get_table_kwargs() | ({} if may_change else {"exclude": ("choose",)})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = self.get_queryset().overdue(today()).count()
        may_change = bool(self.request.user.standing(today()).led_body_ids)
        return super().get_context_data(
            may_change=may_change, late=late, live=self.get_queryset().live().count(), **kwargs
        )


class UpdateMany(ChangeForm):
    """Do one thing with several actions that were ticked in the register."""

    template_name = "partnerships/action_update_many.html"
    form_class = BulkForm
    record: list[Action]

    def find(self) -> list[Action]:
        """Those that were ticked and that the viewer may change."""
        ids = [one for one in self.request.GET.getlist("action") if one.isdigit()]
        rows = Action.objects.visible_to(self.request.user, today()).live().filter(pk__in=ids)
        rows = rows.select_related("body", "lead", "organisation")
        self.ticked = len(ids)
        return [one for one in rows if self.request.user.has_perm("partnerships.edit_action", one)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record:
            return super().get(request, *args, **kwargs)
        messages.info(request, "Tick at least one action that is to be done and that you may change.")
        return redirect("partnerships:action-list")

    def make(self, form: BulkForm) -> int:
        changed = actions.update_many(chosen=self.record, **form.asked, by=self.request.user, on=today())
        self.said = f"{plural(changed, 'action').capitalize()} changed."
        return changed

    def answer(self, made: object) -> HttpResponse:
        return redirect("partnerships:action-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(left_out=self.ticked - len(self.record), **kwargs)


class ByWhom(TemplateView):
    """Actions by the group that follows them, and by the organisation that answers for them."""

    template_name = "partnerships/action_by_whom.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Action.objects.visible_to(self.request.user, today())
        return super().get_context_data(
            tables=[
                ("By group", "body", rows.counted_by("body", "body__name", today())),
                (
                    "By organisation",
                    "organisation",
                    rows.counted_by("organisation", "organisation__name", today()),
                ),
            ],
            **kwargs,
        )


class AboutAnAction(ChangeForm):
    """A form that does one thing with one action. Where that is not possible now, it leads back and says so."""

    permission = ""
    verb = ""
    record: Action

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_possible = can_move(self.record, self.verb, ACTION_MOVES) if self.verb else self.record.is_live
        if is_possible:
            return super().get(request, *args, **kwargs)
        messages.info(
            request, f"This action is {self.record.get_state_display().lower()}, so that is not possible now."
        )
        return redirect(self.record)

    def find(self) -> Action:
        rows = Action.objects.visible_to(self.request.user, today()).select_related(
            "body", "lead", "organisation"
        )
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])


class Propose(ChangeForm):
    """Propose an action to a group."""

    template_name = "partnerships/action_propose.html"
    form_class = ProposeForm
    said = "Proposed. The group takes it on or drops it."
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user)
        return object_or_404(bodies, self.request, "partnerships.raise_action", slug=self.kwargs["slug"])

    def get_initial(self) -> dict[str, Any]:
        return first_values(self.record)

    def make(self, form: ProposeForm) -> Action:
        return actions.propose(**form.cleaned_data, body=self.record, by=self.request.user, on=today())

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Note(AboutAnAction):
    """Write how it goes."""

    permission = "partnerships.progress_action"
    template_name = "partnerships/action_note.html"
    form_class = NoteForm
    said = "Noted."

    def make(self, form: NoteForm) -> object:
        return actions.note(
            action=self.record, text=form.cleaned_data["text"], by=self.request.user, on=today()
        )


class Complete(AboutAnAction):
    """Say that it is done, after asking."""

    permission = "partnerships.progress_action"
    verb = "complete"
    template_name = "partnerships/action_complete.html"
    form_class = BaseForm
    said = (
        "Done. If what it came from should be judged anew, raise it with the group: nothing else has changed."
    )

    def make(self, form: BaseForm) -> None:
        actions.complete(action=self.record, by=self.request.user, on=today())


class Alter(AboutAnAction):
    """Change its words, lead, organisation or due date, with the reason."""

    permission = "partnerships.edit_action"
    template_name = "partnerships/action_alter.html"
    form_class = AlterForm
    said = "Changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"action": self.record}

    def make(self, form: AlterForm) -> None:
        actions.alter(
            action=self.record,
            version=form.cleaned_data["version"],
            values=form.values,
            why=form.cleaned_data["why"],
            by=self.request.user,
            on=today(),
        )


class Drop(AboutAnAction):
    """Give it up, with the reason."""

    permission = "partnerships.edit_action"
    verb = "drop"
    template_name = "partnerships/action_drop.html"
    form_class = DropForm
    said = "Dropped."

    def make(self, form: DropForm) -> None:
        actions.drop(action=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today())


class Reopen(AboutAnAction):
    """Open it again, with the reason."""

    permission = "partnerships.edit_action"
    verb = "reopen"
    template_name = "partnerships/action_reopen.html"
    form_class = ReopenForm
    said = "Opened again."

    def make(self, form: ReopenForm) -> None:
        actions.reopen(
            action=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The group takes the action on."""
    rows = Action.objects.visible_to(request.user, today())
    action = object_or_404(rows, request, "partnerships.edit_action", pk=pk)
    carried_out(
        request,
        lambda: actions.agree(action=action, by=request.user, on=today()),
        said="Taken on. It is open now.",
    )
    return redirect(action)
