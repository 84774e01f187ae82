"""One action: what is to be done, how it goes, where it came from, and what the viewer may do next."""

from __future__ import annotations

from typing import Any

from django.views.generic import DetailView

from delivery_chain.models import LinkAction, StageAction
from dorset_lsp.common.states import can_move
from dorset_lsp.common.today import today
from dorset_lsp.site.origins import origins_of
from dorset_lsp.site.views.since import SinceLastLook
from partnerships.enums import ACTION_MOVES
from partnerships.history import history_of
from partnerships.models import Action, Decision, Person
from partnerships.querysets import ActionQuerySet
from performance.models import ExceptionAction
from scrutiny.models import Ask

PERMISSIONS = {
    "note": "partnerships.progress_action",
    "complete": "partnerships.progress_action",
    "agree": "partnerships.edit_action",
    "alter": "partnerships.edit_action",
    "drop": "partnerships.edit_action",
    "reopen": "partnerships.edit_action",
}
"""Who may press which button; that it is possible now is asked of the table of moves."""


class ActionDetail(SinceLastLook, DetailView):
    """One action with its notes and its history."""

    template_name = "partnerships/action_detail.html"

    def get_queryset(self) -> ActionQuerySet:
        rows = Action.objects.visible_to(self.request.user, today())
        return rows.select_related("lead__organisation", "organisation", "body", "outcome", "raised_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_overdue=self.object.is_overdue(today()),
            notes=self.object.notes.select_related("written_by"),
            happenings=history_of(self.object),
            exception=_exception(self.object, self.request.user),
            origins=origins_of(self.object, self.request.user, today()),
            from_stage=_from_stage(self.object, self.request.user),
            from_link=_from_link(self.object, self.request.user),
            decision=_decision(self.object, self.request.user),
            recommendation=_recommendation(self.object, self.request.user),
            may=self._may(),
            **kwargs,
        )

    def _may(self) -> dict[str, bool]:
        """Which buttons to show: allowed to this person, and possible now."""
        action, viewer = self.object, self.request.user
        return {
            verb: (can_move(action, verb, ACTION_MOVES) if verb in ACTION_MOVES else action.is_live)
            and viewer.has_perm(permission, action)
            for verb, permission in PERMISSIONS.items()
        }


def _decision(action: Action, viewer: Person) -> Decision | None:
    """The decision that asked for the action, if one did and the viewer may read it."""
    rows = Decision.objects.visible_to(viewer, today()).filter(action_links__action=action)
    return rows.select_related("meeting__body").first()


def _exception(action: Action, viewer: Person) -> ExceptionAction | None:
    """The published result that the action came from, if it came from one."""
    rows = ExceptionAction.objects.visible_to(viewer, today()).filter(action=action)
    return rows.select_related("result__edition__round", "result__indicator").first()


def _from_stage(action: Action, viewer: Person) -> StageAction | None:
    """The agreed stage that the action came from, if it came from one."""
    rows = StageAction.objects.visible_to(viewer, today()).filter(action=action)
    return rows.select_related("rating__stage", "rating__review__outcome", "rating__review__strategy").first()


def _from_link(action: Action, viewer: Person) -> LinkAction | None:
    """The link of a chain map that the action is to mend, if it came from one."""
    rows = LinkAction.objects.visible_to(viewer, today()).filter(action=action)
    return rows.select_related(
        "link__from_actor", "link__to_actor", "link__map__stage", "link__map__review__outcome",
        "link__map__review__strategy",
    ).first()  # fmt: skip


def _recommendation(action: Action, viewer: Person) -> Ask | None:
    """The recommendation of scrutiny for which an addressee took it up, if there is one."""
    rows = Ask.objects.visible_to(viewer, today()).filter(action_links__action=action)
    return rows.with_everything().first()
