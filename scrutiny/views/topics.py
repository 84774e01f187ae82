"""The work programme: its list, one suggestion, and what may be done with it. The public's form needs no account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, FormView

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.history import history_of
from scrutiny.audience import inside
from scrutiny.changes import topics
from scrutiny.enums import TopicSource
from scrutiny.filters import TopicFilter
from scrutiny.flooding import may_send
from scrutiny.forms.topics import (
    AdmitForm,
    CallForActionForm,
    DecideForm,
    PlanForm,
    PublicSuggestForm,
    ReasonForm,
    SuggestForm,
)
from scrutiny.history import WORDS
from scrutiny.models import Topic
from scrutiny.querysets import TopicQuerySet
from scrutiny.tables import TopicTable
from scrutiny.views.verbs import ScrutinyForm, allowed_or_404

PUBLIC_FORM = NamedJob("the form that is open to everybody")
THANKS = "Thank you. Somebody reads it before it is listed, and you are told what becomes of it."


class TopicList(Register):
    """Every suggestion that the viewer may see, newest first."""

    template_name = "scrutiny/topic_list.html"
    table_class = TopicTable
    filterset_class = TopicFilter
    file_name = "work-programme"
    download_url_name = "scrutiny:topic-download"

    def get_queryset(self) -> TopicQuerySet:
        rows = Topic.objects.visible_to(self.request.user, today())
        return rows.select_related("committee", "merged_into")


class TopicDetail(DetailView):
    """One suggestion: what is the matter, how it stands against the criteria, and what was decided and why."""

    template_name = "scrutiny/topic_detail.html"
    context_object_name = "topic"

    def get_queryset(self) -> TopicQuerySet:
        rows = Topic.objects.visible_to(self.request.user, today())
        return rows.select_related("committee", "merged_into", "asked_by", "decided_by", "review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, topic = self.request.user, self.object
        return super().get_context_data(
            marks=topic.marks.select_related("criterion"),
            merged=topic.merged.visible_to(user, today()),
            happenings=history_of(topic, WORDS),
            may={
                "moderate": user.has_perm("scrutiny.moderate_topic", topic),
                "decide": user.has_perm("scrutiny.decide_topic", topic),
                "plan": user.has_perm("scrutiny.plan_topic", topic),
                "see_asker": user.has_perm("scrutiny.handle_topic", topic) or topic.asked_by == user,
            },
            **kwargs,
        )


class Suggest(FormView):
    """A suggestion of somebody who is signed in."""

    template_name = "scrutiny/topic_suggest.html"
    form_class = SuggestForm

    def form_valid(self, form: SuggestForm) -> HttpResponse:
        topic = topics.suggest(**form.cleaned_data, by=self.request.user, on=today())
        messages.success(self.request, "Suggested. You are told what becomes of it.")
        return redirect(topic)


@method_decorator(login_not_required, name="dispatch")
class PublicSuggest(FormView):
    """A suggestion of anybody: held until somebody has looked at it, and limited by address."""

    template_name = "scrutiny/topic_suggest_public.html"
    form_class = PublicSuggestForm

    def form_valid(self, form: PublicSuggestForm) -> HttpResponse:
        if not may_send(self.request):
            form.add_error(
                None, "Too many suggestions came from your address within the hour. Try again later."
            )
            return render(self.request, self.template_name, self.get_context_data(form=form), status=429)
        if not form.is_trapped:
            said = {name: value for name, value in form.cleaned_data.items() if name != "website"}
            topics.suggest(**said, source=TopicSource.PUBLIC, by=PUBLIC_FORM, on=today())
        messages.success(self.request, THANKS)
        return redirect("scrutiny:topic-suggest-public")


class CallForAction(FormView):
    """A councillor places a matter of their ward before a committee."""

    template_name = "scrutiny/topic_call.html"
    form_class = CallForActionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        allowed_or_404(request, "scrutiny.call_for_action", Topic)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: CallForActionForm) -> HttpResponse:
        topic = topics.call_for_action(**form.cleaned_data, by=self.request.user, on=today())
        messages.success(self.request, "Your call for action is before the committee.")
        return redirect(topic)


class AboutATopic(ScrutinyForm):
    """A form that does one thing with one suggestion."""

    permission = "scrutiny.handle_topic"
    record: Topic

    def find(self) -> Topic:
        rows = Topic.objects.visible_to(self.request.user, today()).select_related("committee", "asked_by")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def trail(self) -> list[tuple[str, str]]:
        index, record = super().trail()
        return [index, ("Work programme", reverse("scrutiny:topic-list")), record]


class Admit(AboutATopic):
    """Put a suggestion of the public on the list."""

    permission = "scrutiny.moderate_topic"
    form_class = AdmitForm
    heading = "Put it on the list"
    submit_label = "Put it on the list"
    said = "It is on the list."
    follows = ("Everybody who is signed in can read it. The name and address stay with those who decide.",)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"mine": inside(self.request.user, today()).committee_ids}

    def make(self, form: AdmitForm) -> None:
        topics.admit(topic=self.record, **form.cleaned_data, by=self.request.user, on=today())


class TurnAway(AboutATopic):
    """Turn away what is no matter for scrutiny."""

    permission = "scrutiny.moderate_topic"
    form_class = ReasonForm
    heading = "Turn it away?"
    submit_label = "Turn it away"
    said = "Turned away."
    is_warning = True
    follows = ("It is not listed. It stays on record with the reason.",)

    def make(self, form: ReasonForm) -> None:
        topics.turn_away(topic=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Decide(AboutATopic):
    """Take it up, merge it with another, or do not take it up."""

    permission = "scrutiny.decide_topic"
    form_class = DecideForm
    heading = "Decide about this suggestion"
    submit_label = "Decide"
    said = "Decided. Whoever asked is told."
    follows = (
        "Whoever asked is sent the decision with the reason.",
        "It stays on the list whatever is decided.",
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        others = Topic.objects.visible_to(self.request.user, today()).listed().exclude(pk=self.record.pk)
        return super().get_form_kwargs() | {"others": others.filter(merged_into__isnull=True)}

    def make(self, form: DecideForm) -> None:
        said = form.cleaned_data
        common = {"topic": self.record, "reason": said["reason"], "by": self.request.user, "on": today()}
        if said["decision"] == "take_up":
            topics.take_up(**common, planned_on=said["planned_on"], marks=form.marks)
        elif said["decision"] == "merge":
            topics.merge(**common, into=said["into"])
        else:
            topics.reject(**common, marks=form.marks)


class Plan(AboutATopic):
    """Another month of the calendar."""

    permission = "scrutiny.plan_topic"
    form_class = PlanForm
    heading = "When the committee takes it"
    said = "The calendar is changed."

    def get_initial(self) -> dict[str, Any]:
        return {"planned_on": self.record.planned_on}

    def make(self, form: PlanForm) -> None:
        topics.plan(topic=self.record, **form.cleaned_data, by=self.request.user, on=today())
