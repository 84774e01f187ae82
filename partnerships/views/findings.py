"""What communities said: the register, the bridging group's queue, a page for each community, and each verb."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView, TemplateView

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import findings
from partnerships.communities import communities, said_and_done
from partnerships.enums import BodyKind
from partnerships.forms.findings import (
    AdoptForm,
    AlterFindingForm,
    AnswerForm,
    AtAMeetingForm,
    ConsiderForm,
    DeclineForm,
    FindingForm,
)
from partnerships.history import history_of
from partnerships.lists.findings import FindingFilter, FindingTable
from partnerships.models import Area, Finding, Meeting, Partnership
from partnerships.querysets import MeetingQuerySet
from partnerships.reads.findings import FindingQuerySet
from partnerships.views.deeds import Deed, Trail


class FindingList(Register):
    """Every finding that the viewer may see, and the communities that they came from."""

    template_name = "partnerships/finding_list.html"
    table_class = FindingTable
    filterset_class = FindingFilter
    file_name = "findings"
    download_url_name = "partnerships:finding-download"

    def get_queryset(self) -> FindingQuerySet:
        rows = Finding.objects.visible_to(self.request.user, today())
        return rows.select_related("area", "outcome").order_by_need()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, rows = self.request.user, self.get_queryset()
        return super().get_context_data(
            waiting=rows.waiting().count(),
            unanswered=rows.unanswered().count(),
            communities=communities(viewer, today()),
            may_raise=viewer.has_perm("partnerships.raise_finding", Partnership),
            sees_queue=viewer.standing(today()).is_member_of_any_body,
            **kwargs,
        )


class Queue(TemplateView):
    """What the bridging group has still to take, and what it has settled but nobody has told the community."""

    template_name = "partnerships/finding_queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, on = self.request.user, today()
        if not viewer.standing(on).is_member_of_any_body:
            raise PermissionDenied
        rows = Finding.objects.visible_to(viewer, on).select_related(
            "area", "outcome", "raised_by", "meeting__body"
        )
        meetings = Meeting.objects.visible_to(viewer).filter(body__kind=BodyKind.BRIDGING_GROUP)
        waiting, unanswered = list(rows.waiting()), list(rows.unanswered().order_by("settled_on", "id"))
        return super().get_context_data(
            waiting=[(one, (on - one.raised_on).days) for one in waiting],
            unanswered=[(one, (on - one.settled_day).days) for one in unanswered],
            may_settle={
                one.pk
                for one in (*waiting, *unanswered)
                if viewer.has_perm("partnerships.settle_finding", one)
            },
            next_meeting=meetings.ahead().select_related("body").first(),
            **kwargs,
        )


class Community(DetailView):
    """One place: what it said, what came of it, what it puts first, and the money that was spent there."""

    template_name = "partnerships/community.html"
    context_object_name = "area"

    def get_queryset(self) -> Any:
        return Area.objects.visible_to(self.request.user).select_related("parent__parent__parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        return super().get_context_data(
            said=said_and_done(self.object, viewer, today()),
            may_raise=viewer.has_perm("partnerships.raise_finding", Partnership),
            **kwargs,
        )


class FindingDetail(DetailView):
    """One finding: who said what, and how far it has come."""

    template_name = "partnerships/finding_detail.html"

    def get_queryset(self) -> FindingQuerySet:
        rows = Finding.objects.visible_to(self.request.user, today())
        return rows.select_related("area", "outcome", "raised_by", "answered_by", "meeting__body")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding, viewer = self.object, self.request.user
        may_settle = viewer.has_perm("partnerships.settle_finding", finding)
        return super().get_context_data(
            happenings=history_of(finding),
            may_settle=may_settle and finding.is_waiting,
            may_answer=may_settle and finding.is_unanswered,
            may_edit=finding.is_waiting and viewer.has_perm("partnerships.edit_finding", finding),
            **kwargs,
        )


class AboutAFinding(Deed):
    """One deed with one finding."""

    permission = "partnerships.settle_finding"
    record: Finding

    def find(self) -> Finding:
        rows = Finding.objects.visible_to(self.request.user, today()).select_related("area", "meeting__body")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def hindrance(self) -> str:
        if self.record.is_waiting:
            return ""
        return f"This finding is {self.record.get_state_display().lower()}, so that is not possible now."

    def trail(self) -> Trail:
        return [("Engagement", reverse("partnerships:finding-list")), (self.record.title, self.back_url())]

    def lede_words(self) -> str:
        return f"“{self.record.title}” {self.record.area}, {self.record.from_whom}."


class Raise(Deed):
    """Bring what a community said to the bridging group."""

    heading = "Bring what a community said"
    button = "Bring it to the bridging group"
    form_class = FindingForm
    said = "Raised. It stands in the bridging group’s queue."
    follows = (
        "The bridging group takes it at its next meeting: it adopts it into an outcome, or declines it with a reason.",
        "The community is answered either way, and its page shows the answer.",
    )
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        if not self.request.user.has_perm("partnerships.raise_finding", Partnership):
            raise PermissionDenied
        return Partnership

    def get_initial(self) -> dict[str, Any]:
        area = (
            Area.objects.visible_to(self.request.user).filter(slug=self.request.GET.get("from", "")).first()
        )
        return {"area": area} if area else {}

    def trail(self) -> Trail:
        return [("Engagement", self.back_url())]

    def back_url(self) -> str:
        return reverse("partnerships:finding-list")

    def make(self, form: FindingForm) -> Finding:
        return findings.raise_(**form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Alter(AboutAFinding):
    """Correct what is told of a finding."""

    permission = "partnerships.edit_finding"
    heading = "Correct the finding"
    form_class = AlterFindingForm
    said = "Corrected."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record}

    def make(self, form: AlterFindingForm) -> None:
        findings.alter(finding=self.record, values=form.values, by=self.request.user, on=today())


class AtAMeeting(AboutAFinding):
    """One deed that a meeting of the bridging group has done."""

    form_class: type[AtAMeetingForm] = AtAMeetingForm

    def meetings(self) -> MeetingQuerySet:
        """Meetings of the bridging group that have begun, the newest first."""
        rows = Meeting.objects.visible_to(self.request.user).filter(body__kind=BodyKind.BRIDGING_GROUP)
        return (
            rows.not_cancelled()
            .filter(starts_at__date__lte=today())
            .select_related("body")
            .order_by("-starts_at")
        )

    def hindrance(self) -> str:
        why_not = super().hindrance()
        return why_not or ("" if self.meetings().exists() else "The bridging group has held no meeting yet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"meetings": self.meetings()}

    def get_initial(self) -> dict[str, Any]:
        return {"meeting": self.meetings().first()}


class Consider(AtAMeeting):
    """A meeting looked at it and wants more."""

    heading = "The group wants to know more"
    button = "Save"
    form_class = ConsiderForm
    said = "Noted. It stays in the queue."

    def make(self, form: ConsiderForm) -> None:
        findings.consider(finding=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Adopt(AtAMeeting):
    """A meeting adopted it into an outcome."""

    heading = "Adopt it into an outcome"
    button = "Adopt it"
    form_class = AdoptForm
    said = "Adopted. The community waits for its answer."
    follows = (
        "The outcome’s page shows it, and the finding’s page shows the outcome.",
        "The community is to be answered.",
    )

    def make(self, form: AdoptForm) -> None:
        findings.adopt(finding=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Decline(AtAMeeting):
    """A meeting declined it."""

    heading = "Decline it?"
    button = "Decline it"
    is_grave = True
    form_class = DeclineForm
    said = "Declined. The community waits for its answer."
    follows = ("The reason stands on the community’s page once it is answered.",)

    def make(self, form: DeclineForm) -> None:
        findings.decline(finding=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Answer(AboutAFinding):
    """Note what the community was told."""

    heading = "Answer the community"
    button = "Save the answer"
    form_class = AnswerForm
    said = "Saved. The community’s page shows the answer."
    follows = ("Everybody reads it, and it is noted once.",)

    def hindrance(self) -> str:
        if self.record.is_unanswered:
            return ""
        return "It is to be settled first." if self.record.is_waiting else "An answer is noted already."

    def get_initial(self) -> dict[str, Any]:
        return {"answered_on": today()}

    def make(self, form: AnswerForm) -> None:
        findings.answer(finding=self.record, **form.cleaned_data, by=self.request.user, on=today())
