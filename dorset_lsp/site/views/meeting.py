"""One meeting: agenda, papers, who came, what was decided; and what other apps bring to its agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import DetailView, View

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.templatetags.components import Link, plural
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from dorset_lsp.site.about import links_to
from dorset_lsp.site.agenda import chosen, offers
from dorset_lsp.site.views.since import SinceLastLook
from partnerships.attendance import quorum_of
from partnerships.changes import agendas
from partnerships.emails import when_in_words
from partnerships.enums import MINUTED_STATES, MeetingState
from partnerships.history import history_of
from partnerships.models import Action, AgendaItem, Attendance, Decision, Meeting, Paper
from partnerships.querysets import MeetingQuerySet
from scrutiny.models import Challenge


@dataclass(slots=True)
class ItemRow:
    """One item of the agenda with all that belongs to it."""

    item: AgendaItem
    link: Link | None
    papers: list[Paper] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


class MeetingDetail(SinceLastLook, DetailView):
    """One meeting, as far as the viewer may see it."""

    template_name = "partnerships/meeting_detail.html"

    def get_queryset(self) -> MeetingQuerySet:
        return Meeting.objects.visible_to(self.request.user).select_related("body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meeting, viewer, on = self.object, self.request.user, today()
        may_run = viewer.has_perm("partnerships.run_meeting", meeting)
        may_read = viewer.has_perm("partnerships.read_minutes", meeting)
        papers = list(Paper.objects.visible_to(viewer, on).filter(meeting=meeting).select_related("item"))
        decisions = list(Decision.objects.visible_to(viewer, on).filter(meeting=meeting).with_actions())
        attendances = list(
            Attendance.objects.visible_to(viewer, on)
            .filter(meeting=meeting)
            .select_related("person", "seat__organisation")
        )
        attendances.sort(key=lambda one: (one.seat is None, one.seat.number if one.seat else 0))
        is_minuted = meeting.state in (*MINUTED_STATES, MeetingState.AGREED)
        return super().get_context_data(
            when=when_in_words(meeting),
            rows=_rows(meeting, papers, decisions, viewer),
            papers=[one for one in papers if one.item is None and not one.withdrawn_on],
            withdrawn=[one for one in papers if one.withdrawn_on],
            decisions=decisions,
            questions=_questions(decisions, viewer),
            may_ask=viewer.has_perm("scrutiny.put_challenge", Challenge),
            loose_decisions=[one for one in decisions if one.item_id is None],
            visible_action_ids=_visible_actions(decisions, viewer),
            attendances=attendances,
            quorum=quorum_of(meeting, attendances) if attendances else None,
            reads_minutes=is_minuted and may_read,
            reads_packs=viewer.has_perm("site.view_packs", meeting),
            is_minuted=is_minuted,
            is_unrecorded=meeting.is_ahead and meeting.day < on,
            invited=meeting.invitations.filter(revision=meeting.revision).count() if may_run else 0,
            happenings=history_of(meeting) if may_run else [],
            may=_may(meeting, may_run=may_run),
            **kwargs,
        )


def _questions(decisions: list[Decision], viewer: Any) -> list[Challenge]:
    """What scrutiny members asked about the decisions, with the answers."""
    rows = Challenge.objects.visible_to(viewer, today()).about_any(decisions)
    return list(rows.select_related("asked_by", "put_to").prefetch_related("words__said_by"))


def _rows(meeting: Meeting, papers: list[Paper], decisions: list[Decision], viewer: Any) -> list[ItemRow]:
    items = list(meeting.items.select_related("presenter"))
    links = links_to((item.about for item in items), viewer, today())
    rows = {item.pk: ItemRow(item, links.get(item.about) if item.about else None) for item in items}
    for paper in papers:
        if paper.item_id in rows and not paper.withdrawn_on:
            rows[paper.item_id].papers.append(paper)
    for decision in decisions:
        if decision.item_id in rows:
            rows[decision.item_id].decisions.append(decision)
    return list(rows.values())


def _visible_actions(decisions: list[Decision], viewer: Any) -> set[int]:
    """Which of the actions that the decisions led to the viewer may see."""
    ids = [link.action_id for decision in decisions for link in decision.action_links.all()]
    return set(Action.objects.visible_to(viewer, today()).filter(pk__in=ids).values_list("pk", flat=True))


def _may(meeting: Meeting, *, may_run: bool) -> dict[str, bool]:
    """What may be done with the meeting by whoever runs it, as it stands."""
    state = meeting.state
    is_minuted = state in MINUTED_STATES
    possible = {
        "prepare": state in (MeetingState.SCHEDULED, *MINUTED_STATES),
        "move": state == MeetingState.SCHEDULED,
        "hold": state == MeetingState.SCHEDULED and meeting.day <= today(),
        "minute": is_minuted,
        "draft": state == MeetingState.HELD,
        "settle": state == MeetingState.DRAFTED,
        "act": is_minuted or state == MeetingState.AGREED,
    }
    return {verb: may_run and is_possible for verb, is_possible in possible.items()}


class BringForward(View):
    """Choose what is brought forward to a meeting's agenda."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(request, self.find(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.find(request, pk)
        try:
            things = chosen(meeting, request.POST.getlist("thing"), request.user, today())
            added = agendas.bring_forward(meeting=meeting, things=things, by=request.user, on=today())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.page(request, meeting)
        messages.success(request, f"{plural(added, 'item').capitalize()} put on the agenda.")
        return redirect(meeting)

    def find(self, request: HttpRequest, pk: int) -> Meeting:
        rows = Meeting.objects.visible_to(request.user).ahead().select_related("body")
        found: Meeting = object_or_404(rows, request, "partnerships.run_meeting", pk=pk)
        return found

    def page(self, request: HttpRequest, meeting: Meeting) -> HttpResponse:
        context = {"meeting": meeting, "groups": offers(meeting, request.user, today())}
        return render(request, "partnerships/meeting_bring_forward.html", context)
