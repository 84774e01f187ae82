"""The dashboard: the state of the partnership on one page, as the latest published round has it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from delivery_chain.attention import without_action
from dorset_lsp.common.today import today
from dorset_lsp.site.orphans import orphan_count
from dorset_lsp.site.views.meeting import next_board_meeting
from partnerships.attention import attention as money_and_risks
from partnerships.models import Meeting
from performance.attention import COLUMNS, RANKING, Attention
from performance.models import Edition, Round, Scorecard
from scrutiny.attention import attention as attention_of_scrutiny

EXCEPTIONS_AT_FIRST = 6
MEETINGS_SHOWN = 3


class Dashboard(TemplateView):
    """What is off target, what changed, what got better, and how the open round stands. For members of any body."""

    template_name = "site/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        if not viewer.standing(today()).is_member_of_any_body:
            raise Http404
        next_board = next_board_meeting(viewer)
        edition = Edition.objects.visible_to(viewer).latest().first()
        attention = Attention(edition) if edition else None
        exceptions = attention.exceptions if attention else []
        return super().get_context_data(
            edition=edition,
            partnership_attention=money_and_risks(viewer, today()),
            attention=attention,
            shown=exceptions if "all" in self.request.GET else exceptions[:EXCEPTIONS_AT_FIRST],
            undone_stages=without_action(viewer, today()),
            scrutiny=dict(zip(("lines", "total"), attention_of_scrutiny(viewer, today()), strict=True)),
            orphans=orphan_count(viewer, today()),
            columns=COLUMNS,
            ranking=RANKING,
            next_board=next_board,
            next_meetings=_next_meetings(viewer),
            asked=_asked(next_board),
            may_ask=viewer.has_perm("partnerships.run_meeting", next_board),
            open_rounds=Round.objects.visible_to(viewer, today()).open().in_earnest().with_progress(),
            cards=Scorecard.objects.visible_to(viewer).filter(agreement__isnull=False),
            may_act={
                one.result.pk
                for one in exceptions
                if viewer.has_perm("performance.act_on_result", one.result)
            },
            **kwargs,
        )


def _next_meetings(viewer: Any) -> list[Meeting]:
    """The next meetings of the viewer's own bodies."""
    rows = Meeting.objects.visible_to(viewer).ahead().ending_on_or_after(today())
    return list(
        rows.filter(body__in=viewer.standing(today()).body_ids).select_related("body")[:MEETINGS_SHOWN]
    )


def _asked(meeting: Meeting | None) -> set[int]:
    """The published results about which a question stands on the meeting's agenda already."""
    if meeting is None:
        return set()
    return set(meeting.items.filter(about_kind="performance.result").values_list("about_id", flat=True))
