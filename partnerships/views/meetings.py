"""Meetings: the list of them, and scheduling, moving, cancelling and inviting. One's page is in dorset_lsp.site."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.registers import Register
from dorset_lsp.common.templatetags.components import plural
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import meetings
from partnerships.filters import MeetingFilter
from partnerships.forms.meetings import AlterMeetingForm, CancelForm, ScheduleForm
from partnerships.models import Body, Meeting
from partnerships.querysets import MeetingQuerySet
from partnerships.tables import MeetingTable
from partnerships.views.verbs import ChangeForm


class MeetingList(Register):
    """Every meeting: those ahead first, the next at the top; then those that were, the latest at the top."""

    template_name = "partnerships/meeting_list.html"
    table_class = MeetingTable
    filterset_class = MeetingFilter
    file_name = "meetings"
    download_url_name = "partnerships:meeting-download"

    def get_queryset(self) -> MeetingQuerySet:
        rows = Meeting.objects.visible_to(self.request.user).select_related("body")
        return rows.order_by_nearness()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ahead = self.get_queryset().ahead()
        mine = ahead.filter(body__in=self.request.user.standing(today()).body_ids)
        return super().get_context_data(ahead=ahead.count(), next_of_mine=mine.first(), **kwargs)


class AboutAMeeting(ChangeForm):
    """A form about one meeting that the viewer runs. Where it is not possible now, it leads back and says so."""

    record: Meeting
    states: tuple[str, ...] = ()

    def find(self) -> Meeting:
        rows = Meeting.objects.visible_to(self.request.user).select_related("body")
        return object_or_404(rows, self.request, "partnerships.run_meeting", pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.state in self.states:
            return super().get(request, *args, **kwargs)
        state = self.record.get_state_display().lower()
        messages.info(request, f"The meeting is {state}, so that is not possible now.")
        return redirect(self.record)


class Schedule(ChangeForm):
    """Schedule a meeting of a body, or a series."""

    template_name = "partnerships/meeting_schedule.html"
    form_class = ScheduleForm
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user)
        return object_or_404(bodies, self.request, "partnerships.schedule_meeting", slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.record, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        last = self.record.meetings.not_cancelled().order_by("starts_at").last()
        if last is None:
            return {"begins": "10:00", "ends": "12:00"}
        return {
            "begins": f"{timezone.localtime(last.starts_at):%H:%M}",
            "ends": f"{timezone.localtime(last.ends_at):%H:%M}",
            "place": last.place,
        }

    def make(self, form: ScheduleForm) -> list[Meeting]:
        said = form.cleaned_data
        if len(form.times) == 1:
            starts_at, ends_at = form.times[0]
            made = [
                meetings.schedule(
                    body=self.record, starts_at=starts_at, ends_at=ends_at, place=said["place"], title=said["title"],
                    by=self.request.user, on=today(),
                )
            ]  # fmt: skip
        else:
            made = meetings.schedule_series(
                body=self.record, times=form.times, place=said["place"], by=self.request.user, on=today()
            )
        self.said = f"{plural(len(made), 'meeting').capitalize()} scheduled. Nobody has been told yet: invite them from its page."
        return made

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made[0])


class Alter(AboutAMeeting):
    """Move a meeting, rename it or change its place. Everybody who was invited is told."""

    template_name = "partnerships/meeting_alter.html"
    form_class = AlterMeetingForm
    said = "Changed. Everybody who was invited is told."
    states = ("scheduled",)

    def get_initial(self) -> dict[str, Any]:
        meeting = self.record
        return {
            "day": meeting.day,
            "begins": f"{timezone.localtime(meeting.starts_at):%H:%M}",
            "ends": f"{timezone.localtime(meeting.ends_at):%H:%M}",
            "place": meeting.place,
            "title": meeting.title,
            "revision": meeting.revision,
        }

    def make(self, form: AlterMeetingForm) -> None:
        said = form.cleaned_data
        starts_at, ends_at = form.span(said["day"])
        meetings.alter(
            meeting=self.record, revision=said["revision"], starts_at=starts_at, ends_at=ends_at, place=said["place"],
            title=said["title"], by=self.request.user, on=today(),
        )  # fmt: skip


class Cancel(AboutAMeeting):
    """Call a meeting off, with the reason."""

    template_name = "partnerships/meeting_cancel.html"
    form_class = CancelForm
    said = "Cancelled. Everybody who was invited is told."
    states = ("scheduled",)

    def make(self, form: CancelForm) -> None:
        reason = form.cleaned_data["reason"]
        meetings.cancel(meeting=self.record, reason=reason, by=self.request.user, on=today())


class Invite(AboutAMeeting):
    """Invite everybody of the body, after saying whom."""

    template_name = "partnerships/meeting_invite.html"
    form_class = BaseForm
    states = ("scheduled",)

    def make(self, form: BaseForm) -> int:
        told = meetings.invite(meeting=self.record, by=self.request.user, on=today())
        people = plural(told, "person", "people")
        self.said = (
            f"The invitation is on its way to {people}." if told else "Everybody has been invited already."
        )
        return told

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invited = self.record.invitations.filter(revision=self.record.revision).count()
        return super().get_context_data(invited=invited, **kwargs)
