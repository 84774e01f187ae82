"""Projects: the register, one project with its claims, and a form or a button for each verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView

from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import in_pounds
from dorset_lsp.common.registers import Register
from dorset_lsp.common.states import can_move
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.changes import claims, projects
from partnerships.empowerment import needs_authority
from partnerships.enums import PROJECT_MOVES, ClaimState, ProjectState
from partnerships.forms.projects import (
    AlterApplicationForm,
    ApplicationForm,
    ClaimForm,
    ExtendForm,
    OfferForm,
    RefuseClaimForm,
    RefuseForm,
    ReportForm,
    WithdrawForm,
)
from partnerships.history import history_of
from partnerships.lists.projects import ProjectFilter, ProjectTable
from partnerships.models import Allocation, BenefitsReport, Claim, Project
from partnerships.reads.projects import ProjectQuerySet
from partnerships.views.deeds import Deed, Trail

PERMISSIONS = {
    "alter": "partnerships.edit_project",
    "apply": "partnerships.edit_project",
    "accept": "partnerships.edit_project",
    "withdraw": "partnerships.edit_project",
    "finish": "partnerships.edit_project",
    "claim": "partnerships.edit_project",
    "offer": "partnerships.decide_project",
    "refuse": "partnerships.decide_project",
    "extend": "partnerships.decide_project",
}
POSSIBLE: dict[str, Callable[[Project], bool]] = {
    "alter": lambda project: project.state == ProjectState.DRAFT,
    "claim": lambda project: project.state == ProjectState.ACCEPTED and project.open_pence > 0,
    "extend": lambda project: project.state in (ProjectState.OFFERED, ProjectState.ACCEPTED),
}
"""Whether a verb is possible now that is no move between states."""


def is_possible(project: Project, verb: str) -> bool:
    """Whether something can be done with a project as it stands."""
    return POSSIBLE[verb](project) if verb in POSSIBLE else can_move(project, verb, PROJECT_MOVES)


class ProjectList(Register):
    """Every project that the viewer may see, what is to be decided first."""

    template_name = "partnerships/project_list.html"
    table_class = ProjectTable
    filterset_class = ProjectFilter
    file_name = "projects"
    download_url_name = "partnerships:project-download"

    def get_queryset(self) -> ProjectQuerySet:
        rows = Project.objects.visible_to(self.request.user, today())
        return rows.select_related("allocation__stream", "organisation", "area", "outcome").order_by_need()


class ProjectDetail(DetailView):
    """One project: what it is for, what was decided, what was claimed, and what it brought."""

    template_name = "partnerships/project_detail.html"

    def get_queryset(self) -> ProjectQuerySet:
        rows = Project.objects.visible_to(self.request.user, today())
        return rows.select_related(
            "allocation__stream",
            "organisation",
            "area",
            "outcome",
            "begun_by",
            "applied_by",
            "decided_by",
            "report",
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, viewer = self.object, self.request.user
        made = list(project.claims.select_related("claimed_by", "settled_by"))
        for claim in made:
            claim.project = project
        report: BenefitsReport | None = getattr(project, "report", None)
        return super().get_context_data(
            claims=made,
            report=report,
            happenings=history_of(project),
            may={
                verb: is_possible(project, verb) and viewer.has_perm(permission, project)
                for verb, permission in PERMISSIONS.items()
            },
            may_settle={
                claim.pk
                for claim in made
                if claim.state == ClaimState.CLAIMED and claim.claimed_by_id != viewer.pk
                and viewer.has_perm("partnerships.settle_claim", claim)
            },
            **kwargs,
        )  # fmt: skip


class AboutAProject(Deed):
    """One deed with one project."""

    permission = "partnerships.edit_project"
    verb = ""
    record: Project

    def find(self) -> Project:
        rows = Project.objects.visible_to(self.request.user, today())
        rows = rows.select_related("allocation__stream", "organisation")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def hindrance(self) -> str:
        if is_possible(self.record, self.verb):
            return ""
        return f"This project is {self.record.get_state_display().lower()}, so that is not possible now."

    def trail(self) -> Trail:
        return [
            ("Funding", reverse("partnerships:funding")),
            ("Projects", reverse("partnerships:project-list")),
            (self.record.title, self.back_url()),
        ]


class Begin(Deed):
    """Draft an application for money of an allocation."""

    heading = "Apply for money"
    button = "Save the draft"
    form_class = ApplicationForm
    said = "Saved as a draft. Nobody else reads it until you send it."
    follows = (
        "It is a draft of your organisation. Nobody else reads it until you send it.",
        "Once sent, the co-ordinator and the Board’s chair read it, and it stands as it is.",
        "If money is offered, the project and what it cost are open to everybody.",
    )
    record: Allocation

    def find(self) -> Allocation:
        rows = Allocation.objects.visible_to(self.request.user).select_related("stream")
        return object_or_404(rows, self.request, "partnerships.begin_project", pk=self.kwargs["pk"])

    def trail(self) -> Trail:
        return [("Funding", reverse("partnerships:funding")), (self.record.stream.title, self.back_url())]

    def back_url(self) -> str:
        return self.record.stream.get_absolute_url()

    def lede_words(self) -> str:
        return (
            f"For {self.request.user.organisation}, out of “{self.record}”: "
            f"{in_pounds(self.record.remainder_pence)} of it is not offered yet."
        )

    def make(self, form: ApplicationForm) -> Project:
        said = form.cleaned_data | {"own_pence": form.cleaned_data["own_pence"] or 0}
        return projects.begin(
            allocation=self.record, organisation=self.request.user.organisation, **said,
            by=self.request.user, on=today(),
        )  # fmt: skip

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Alter(AboutAProject):
    """Word a draft anew."""

    verb = "alter"
    heading = "Change the application"
    form_class = AlterApplicationForm
    said = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record}

    def make(self, form: AlterApplicationForm) -> None:
        projects.alter(project=self.record, values=form.values, by=self.request.user, on=today())


class Offer(AboutAProject):
    """Offer money to a project."""

    permission = "partnerships.decide_project"
    verb = "offer"
    heading = "Offer money"
    button = "Offer it"
    form_class = OfferForm
    said = "Offered. The organisation has been told."
    follows = (
        "The sum is kept for this project until it is claimed, given back or withdrawn.",
        "The project, the offer and its conditions are open to everybody from now on.",
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.record}

    def get_initial(self) -> dict[str, Any]:
        return {"amount_pence": self.record.asked_pence}

    def lede_words(self) -> str:
        project = self.record
        if needs_authority(project, project.asked_pence, self.request.user):
            return f"{project.organisation} asks for {in_pounds(project.asked_pence)}, which a body decides: name it below."
        return f"{project.organisation} asks for {in_pounds(project.asked_pence)}. You may decide this alone."

    def make(self, form: OfferForm) -> None:
        projects.offer(project=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Refuse(AboutAProject):
    """Refuse an application."""

    permission = "partnerships.decide_project"
    verb = "refuse"
    heading = "Refuse the application?"
    button = "Refuse it"
    is_grave = True
    form_class = RefuseForm
    said = "Refused. The organisation has been told."

    def make(self, form: RefuseForm) -> None:
        projects.refuse(project=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Withdraw(AboutAProject):
    """Give a project up before money was claimed."""

    verb = "withdraw"
    heading = "Give the project up?"
    button = "Give it up"
    is_grave = True
    form_class = WithdrawForm
    said = "Given up."
    follows = ("What was offered to it can be offered to others.",)

    def make(self, form: WithdrawForm) -> None:
        projects.withdraw(
            project=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )


class Extend(AboutAProject):
    """Give a project more time."""

    permission = "partnerships.decide_project"
    verb = "extend"
    heading = "Give the project more time"
    form_class = ExtendForm
    said = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return {"claim_by_on": self.record.claim_by_on, "report_due_on": self.record.report_due_on}

    def make(self, form: ExtendForm) -> None:
        projects.extend(project=self.record, **form.cleaned_data, by=self.request.user, on=today())


class Finish(AboutAProject):
    """Report what the money brought."""

    verb = "finish"
    heading = "Report what the money brought"
    button = "Send the report"
    form_class = ReportForm
    said = "Reported. The project is finished."
    follows = (
        "Nothing can be claimed after it, and what was not claimed goes back to where it came from.",
        "Everybody reads the report. It cannot be changed.",
    )

    def lede_words(self) -> str:
        project = self.record
        claimed, offered, rest = map(
            in_pounds, (project.claimed_pence, project.offered_pence, project.open_pence)
        )
        return f"{claimed} of {offered} was claimed; {rest} goes back."

    def make(self, form: ReportForm) -> object:
        return projects.finish(project=self.record, **form.cleaned_data, by=self.request.user, on=today())


class MakeClaim(AboutAProject):
    """Claim money for what was spent."""

    verb = "claim"
    heading = "Claim money"
    button = "Send the claim"
    form_class = ClaimForm
    said = "Claimed. The co-ordinator has been told."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"project": self.record}

    def lede_words(self) -> str:
        return f"The last day for a claim is {in_full(self.record.claim_by_on)}."

    def make(self, form: ClaimForm) -> Claim:
        return claims.make(project=self.record, **form.cleaned_data, by=self.request.user, on=today())


def _claim(request: HttpRequest, pk: int) -> Claim:
    """One claim of a project that the viewer may see, if they may settle it."""
    rows = Claim.objects.visible_to(request.user, today())
    rows = rows.select_related("project__allocation", "project__organisation", "claimed_by")
    found: Claim = object_or_404(rows, request, "partnerships.settle_claim", pk=pk)
    return found


class RefuseClaim(Deed):
    """Refuse a claim, with the reason."""

    heading = "Refuse the claim?"
    button = "Refuse it"
    is_grave = True
    form_class = RefuseClaimForm
    said = "Refused. Whoever claimed has been told."
    follows = ("The sum can be claimed again.",)
    record: Claim

    def find(self) -> Claim:
        return _claim(self.request, self.kwargs["pk"])

    def hindrance(self) -> str:
        return "" if self.record.state == ClaimState.CLAIMED else "This claim is settled."

    def trail(self) -> Trail:
        return [
            ("Funding", reverse("partnerships:funding")),
            ("Projects", reverse("partnerships:project-list")),
            (self.record.project.title, self.back_url()),
        ]

    def back_url(self) -> str:
        return self.record.project.get_absolute_url()

    def lede_words(self) -> str:
        return f"{in_pounds(self.record.amount_pence)}, claimed on {in_full(self.record.claimed_on)}."

    def make(self, form: RefuseClaimForm) -> None:
        claims.refuse(claim=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today())


@require_POST
def pay_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a claim was paid."""
    claim = _claim(request, pk)
    carried_out(request, lambda: claims.pay(claim=claim, by=request.user, on=today()), said="Noted as paid.")
    return redirect(claim.project)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an application."""
    return _verb(request, pk, projects.apply, "Sent. The co-ordinator has been told.")


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the offer with its conditions."""
    return _verb(request, pk, projects.accept, "Accepted. You may claim from now on.")


def _verb(request: HttpRequest, pk: int, change: Callable[..., object], said: str) -> HttpResponse:
    """One verb of the project's own organisation that needs no words."""
    rows = Project.objects.visible_to(request.user, today()).select_related("allocation", "organisation")
    project = object_or_404(rows, request, "partnerships.edit_project", pk=pk)
    carried_out(request, lambda: change(project=project, by=request.user, on=today()), said=said)
    return redirect(project)
