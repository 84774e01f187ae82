"""What the site does by itself: when each periodic job ran and runs next, and every job with how it went."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from dorset_lsp.common import periodic, retrying, sealing
from dorset_lsp.common.models import Job, JobState
from dorset_lsp.common.registers import Register
from dorset_lsp.common.tables import BaseTable
from dorset_lsp.common.templatetags.components import tag
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out

KINDS = {"queued": "plain", "running": "attention", "done": "good", "failed": "bad"}


class JobTable(BaseTable):
    """Jobs, newest first. Administrators read why one failed and follow it to its page; others see that it did."""

    name = tables.Column(verbose_name="Job")
    state = tables.Column()
    attempts = tables.Column()
    queued_at = tables.Column(verbose_name="Asked for")
    finished_at = tables.Column(verbose_name="Ended", default="")
    error = tables.Column(verbose_name="Why not", default="", orderable=False)

    caption = "Jobs"
    empty_title = "No job"
    empty_words = "What the site does outside a page stands here: e-mails, reminders, rounds that are opened."

    class Meta(BaseTable.Meta):
        model = Job
        fields = ("name", "state", "attempts", "queued_at", "finished_at", "error")

    def __init__(self, *args: Any, is_for_administrator: bool = False, **kwargs: Any) -> None:
        self.is_for_administrator = is_for_administrator
        super().__init__(*args, exclude=() if is_for_administrator else ("error",), **kwargs)

    def render_name(self, value: str, record: Job) -> SafeString:
        """What it does, and its key in small print; a link for administrators."""
        words = value.replace("_", " ").capitalize()
        if self.is_for_administrator:
            words = format_html('<a href="{}">{}</a>', reverse("site:job-detail", args=[record.pk]), words)
        return format_html('{}<span class="small">{}</span>', words, record.key)

    def value_name(self, value: str, record: Job) -> str:
        """The name and the key."""
        return f"{value} ({record.key})"

    def render_state(self, record: Job) -> SafeString:
        """Waiting, running, done or failed, as a tag."""
        return tag(record.get_state_display(), kind=KINDS[record.state])

    def value_state(self, record: Job) -> str:
        """The word alone."""
        return record.get_state_display()

    def render_queued_at(self, value: Any) -> str:
        """20 Nov 2026, 14:05."""
        return f"{localtime(value):%-d %b %Y, %H:%M}"

    render_finished_at = render_queued_at


class JobFilter(filters.FilterSet):
    """Jobs in one state, or of one kind."""

    state = filters.ChoiceFilter(choices=JobState.choices, empty_label="Any")
    name = filters.AllValuesFilter(label="Job", empty_label="Any")

    class Meta:
        model = Job
        fields = ("state", "name")


class FollowersOnly:
    """404 unless the viewer is an administrator or a member of any body."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        viewer = request.user
        if viewer.is_authenticated and not (
            viewer.is_staff or viewer.standing(today()).is_member_of_any_body
        ):
            raise Http404


class Status(FollowersOnly, Register):
    """The timetable, and under it the jobs."""

    model = Job
    template_name = "site/status.html"
    table_class = JobTable
    filterset_class = JobFilter
    file_name = "jobs"
    download_url_name = "site:status-download"

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"is_for_administrator": self.request.user.is_staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "reports": periodic.reports(now=now()),
            "is_administrator": self.request.user.is_staff,
            "newest_seal": sealing.newest(),
        }


class JobDetail(FollowersOnly, DetailView):
    """One job, for administrators: how often it was tried, why it failed. What it was given may be private."""

    model = Job
    template_name = "site/job_detail.html"

    def get_object(self, queryset: Any = None) -> Job:
        if not self.request.user.is_staff:
            raise Http404
        return super().get_object(queryset)


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a failed job another chance."""
    if not request.user.has_perm("common.set_up", Job):
        raise Http404
    job = get_object_or_404(Job, pk=pk)
    carried_out(
        request,
        lambda: retrying.try_again(job=job, by=request.user, on=today()),
        said="It will be tried again within a minute.",
    )
    return redirect("site:job-detail", pk=pk)
