"""Risks: the register with its matrix, one risk, and a form for each verb."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import risks
from partnerships.enums import Layer
from partnerships.forms.actions import ProposeForm
from partnerships.forms.risks import AlterForm, AssessForm, CloseForm, RaiseForm, ReopenForm, marks_of
from partnerships.history import history_of
from partnerships.lists.risks import RiskFilter, RiskTable
from partnerships.models import Action, Body, Risk
from partnerships.reads.risks import RiskQuerySet
from partnerships.risk_appetite import appetites
from partnerships.risk_scale import IMPACTS, LIKELIHOODS, UPWARDS, Appetites, is_above_all, layer_of, matrix
from partnerships.views.deeds import Deed, Trail


class RiskList(Register):
    """Every risk that the viewer may see, and the matrix of the open ones that the filter shows."""

    template_name = "partnerships/risk_list.html"
    table_class = RiskTable
    filterset_class = RiskFilter
    file_name = "risks"
    download_url_name = "partnerships:risk-download"

    def get_queryset(self) -> RiskQuerySet:
        rows = Risk.objects.visible_to(self.request.user, today()).with_layer(appetites())
        return rows.select_related("body", "owner", "outcome").order_by_weight()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        is_before, borne = "before" in self.request.GET, appetites()
        shown = [risk for risk in context["filter"].qs if risk.is_open]
        query = self.request.GET.copy()
        query.pop("before", None)
        return context | {
            "lines": matrix(shown, borne, before=is_before),
            "impacts": list(IMPACTS.items()),
            "is_before": is_before,
            "other_url": f"?{query.urlencode()}" if is_before else f"?{query.urlencode()}&before=1",
            "borne": [(Layer(layer).label, borne.get(layer)) for layer in UPWARDS],
            "open_count": len(shown),
            "above_count": sum(is_above_all(score=risk.score, appetites=borne) for risk in shown),
            "late_count": sum(risk.review_on < today() for risk in shown),
        }


class RiskDetail(DetailView):
    """One risk: how it is worded, how heavy it is, how that moved, and what is done about it."""

    template_name = "partnerships/risk_detail.html"

    def get_queryset(self) -> RiskQuerySet:
        rows = Risk.objects.visible_to(self.request.user, today())
        return rows.select_related("body", "owner__organisation", "outcome", "raised_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        risk, viewer, on = self.object, self.request.user, today()
        borne = appetites()
        layer = layer_of(home=risk.body.layer, score=risk.score, appetites=borne)
        actions = Action.objects.visible_to(viewer, on).filter(risk_link__risk=risk)
        return super().get_context_data(
            layer=layer.label,
            has_risen=layer != risk.body.layer,
            is_above=is_above_all(score=risk.score, appetites=borne),
            lines=_worked_out(risk, borne),
            assessments=risk.assessments.select_related("assessed_by"),
            actions=actions.select_related("lead", "organisation", "body", "outcome").order_by_need(),
            happenings=history_of(risk),
            may_assess=risk.is_open and viewer.has_perm("partnerships.assess_risk", risk),
            may_edit=viewer.has_perm("partnerships.edit_risk", risk),
            **kwargs,
        )


def _worked_out(risk: Risk, appetites: Appetites) -> list[tuple[str, str]]:
    """The score as a sum, and what each layer bears."""
    borne = [(f"{Layer(layer).label.capitalize()} layer bears", appetites.get(layer)) for layer in UPWARDS]
    return [
        ("Before controls", _sum(risk.likelihood_before, risk.impact_before)),
        ("After controls", _sum(risk.likelihood, risk.impact)),
        *((label, "no limit is set" if score is None else f"up to {score}") for label, score in borne),
    ]


def _sum(likelihood: int, impact: int) -> str:
    """3 (possible) × 4 (serious) = 12."""
    return f"{likelihood} ({LIKELIHOODS[likelihood]}) × {impact} ({IMPACTS[impact]}) = {likelihood * impact}"


class AboutARisk(Deed):
    """One deed with one risk."""

    permission = "partnerships.edit_risk"
    needs_open = True
    record: Risk

    def find(self) -> Risk:
        rows = Risk.objects.visible_to(self.request.user, today()).select_related("body", "owner", "outcome")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def hindrance(self) -> str:
        if self.record.is_open == self.needs_open:
            return ""
        return "This risk is closed." if self.needs_open else "This risk is open."

    def trail(self) -> Trail:
        return [("Risks", reverse("partnerships:risk-list")), (self.record.title, self.back_url())]


class Raise(Deed):
    """Raise a risk for a group."""

    heading = "Raise a risk"
    button = "Raise it"
    form_class = RaiseForm
    said = "Raised."
    follows = (
        "It stands in the register at once, for members of every body to see.",
        "If its score is more than the group’s layer bears, the layer above is told.",
        "Its owner is reminded on the day of the review.",
    )
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user)
        return object_or_404(bodies, self.request, "partnerships.raise_risk", slug=self.kwargs["slug"])

    def make(self, form: RaiseForm) -> Risk:
        said = form.cleaned_data
        return risks.raise_(
            **{name: said[name] for name in ("title", "cause", "event", "effect", "outcome", "owner", "controls")},
            marks=form.marks, review_on=said["review_on"], body=self.record, by=self.request.user, on=today(),
        )  # fmt: skip

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Assess(AboutARisk):
    """Judge it anew."""

    permission = "partnerships.assess_risk"
    heading = "Judge the risk anew"
    button = "Save the assessment"
    form_class = AssessForm
    said = "Assessed."
    follows = (
        "What was judged before stays in the risk’s history.",
        "If the score is now more than the group’s layer bears, the layer above is told.",
    )

    def get_initial(self) -> dict[str, Any]:
        return marks_of(self.record)

    def make(self, form: AssessForm) -> object:
        said = form.cleaned_data
        return risks.assess(
            risk=self.record, marks=form.marks, controls=said["controls"], reason=said["reason"],
            review_on=said["review_on"], by=self.request.user, on=today(),
        )  # fmt: skip


class Alter(AboutARisk):
    """Change its words, owner or outcome."""

    heading = "Change the risk"
    form_class = AlterForm
    said = "Changed."
    follows = ("What it said before stays in its history, with your reason.",)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record}

    def make(self, form: AlterForm) -> None:
        risks.alter(
            risk=self.record,
            values=form.values,
            why=form.cleaned_data["why"],
            by=self.request.user,
            on=today(),
        )


class Close(AboutARisk):
    """Close it, with the reason."""

    heading = "Close the risk?"
    button = "Close it"
    is_grave = True
    form_class = CloseForm
    said = "Closed."
    follows = ("It is no longer reviewed, and leaves the matrix.", "It can be opened again.")

    def make(self, form: CloseForm) -> None:
        risks.close(risk=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today())


class Reopen(AboutARisk):
    """Open it again, with the reason."""

    heading = "Open the risk again"
    button = "Open it again"
    needs_open = False
    form_class = ReopenForm
    said = "Opened again."

    def make(self, form: ReopenForm) -> None:
        risks.reopen(risk=self.record, **form.cleaned_data, by=self.request.user, on=today())


class ProposeAction(AboutARisk):
    """Propose an action that makes it smaller."""

    heading = "Propose an action"
    button = "Propose it"
    form_class = ProposeForm
    said = "Proposed. The group takes it on or drops it."
    follows = (
        "The group that keeps the risk follows the action.",
        "The action says which risk it came from.",
    )

    def get_form(self, form_class: Any = None) -> Any:
        """Its outcome is the risk's."""
        form = super().get_form(form_class)
        del form.fields["outcome"]
        return form

    def make(self, form: ProposeForm) -> Action:
        return risks.propose_action(risk=self.record, **form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)
