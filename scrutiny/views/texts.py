"""Evidence, findings and fact checks: each read by its audience, changed by whoever may read it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import DetailView

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.history import history_of
from scrutiny.changes import evidence, passages
from scrutiny.forms.texts import (
    AccessForm,
    AlterEvidenceForm,
    ConcludeForm,
    FactCheckForm,
    RewriteFindingForm,
    TakeEvidenceForm,
    WitnessForm,
)
from scrutiny.history import WORDS
from scrutiny.models import Evidence, FactCheck, Finding, Passage, Recommendation, Response
from scrutiny.querysets import EvidenceQuerySet, ScrutinyFindingQuerySet
from scrutiny.views.verbs import ReviewForm, ScrutinyForm, allowed_or_404, trail_of


class EvidenceDetail(DetailView):
    """One piece of evidence."""

    template_name = "scrutiny/evidence_detail.html"
    context_object_name = "evidence"

    def get_queryset(self) -> EvidenceQuerySet:
        rows = Evidence.objects.visible_to(self.request.user, today())
        return rows.select_related("review", "passage__paragraph", "indicator", "session", "recorded_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, one = self.request.user, self.object
        return super().get_context_data(
            lines=one.lines.all(),
            findings=Finding.objects.visible_to(user, today()).filter(evidence=one),
            readers=[] if one.is_withheld else one.passage.readers.all(),
            trail=trail_of(one),
            happenings=history_of(one, WORDS) if user.has_perm("scrutiny.know_review", one.review) else [],
            may={
                "edit": user.has_perm("scrutiny.record_evidence", one.review),
                "open": not one.is_withheld and user.has_perm("scrutiny.edit_passage", one.passage),
            },
            **kwargs,
        )


class TakeEvidence(ReviewForm):
    """Record evidence."""

    permission = "scrutiny.record_evidence"
    form_class = TakeEvidenceForm
    heading = "Record evidence"
    submit_label = "Record it"
    said = "Recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        return {"received_on": today()}

    def make(self, form: TakeEvidenceForm) -> Evidence:
        said = form.cleaned_data
        names = ("kind", "label", "given_by", "received_on", "indicator", "session", "lines", "words")
        return evidence.take(
            review=self.record, **{name: said[name] for name in names}, access=form.access, by=self.request.user,
            on=today(),
        )  # fmt: skip

    def answer(self, made: Evidence) -> HttpResponse:
        return redirect(made)


class AlterEvidence(ScrutinyForm):
    """Put evidence right."""

    form_class = AlterEvidenceForm
    heading = "Change this evidence"
    said = "Changed."
    record: Evidence

    def find(self) -> Evidence:
        rows = Evidence.objects.visible_to(self.request.user, today()).select_related("review", "passage")
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        allowed_or_404(self.request, "scrutiny.record_evidence", found.review)
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"evidence": self.record}

    def make(self, form: AlterEvidenceForm) -> None:
        said = form.cleaned_data
        evidence.alter(
            evidence=self.record, values={name: said[name] for name in ("label", "given_by", "received_on")},
            lines=said["lines"], words=said.get("words"), by=self.request.user, on=today(),
        )  # fmt: skip


class FindingDetail(DetailView):
    """One finding, with the evidence that it rests on and what witnesses said of it."""

    template_name = "scrutiny/finding_detail.html"
    context_object_name = "finding"

    def get_queryset(self) -> ScrutinyFindingQuerySet:
        rows = Finding.objects.visible_to(self.request.user, today())
        return rows.select_related("review", "line", "passage__paragraph", "written_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, one = self.request.user, self.object
        return super().get_context_data(
            evidence=Evidence.objects.visible_to(user, today()).filter(findings=one),
            recommendations=Recommendation.objects.visible_to(user, today()).filter(findings=one),
            checks=FactCheck.objects.visible_to(user, today()).filter(finding=one).select_related("witness"),
            readers=[] if one.is_withheld else one.passage.readers.all(),
            trail=trail_of(one),
            may={
                "edit": user.has_perm("scrutiny.write_finding", one.review),
                "put": user.has_perm("scrutiny.put_to_witness", one.review),
                "open": not one.is_withheld and user.has_perm("scrutiny.edit_passage", one.passage),
            },
            **kwargs,
        )


class Conclude(ReviewForm):
    """Write a finding."""

    permission = "scrutiny.write_finding"
    form_class = ConcludeForm
    heading = "Write a finding"
    submit_label = "Write it"
    said = "Written."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "on": today()}

    def make(self, form: ConcludeForm) -> Finding:
        said = form.cleaned_data
        return evidence.conclude(
            review=self.record, line=said["line"], words=said["words"], evidence=said["evidence"], access=form.access,
            by=self.request.user, on=today(),
        )  # fmt: skip

    def answer(self, made: Finding) -> HttpResponse:
        return redirect(made)


class AboutAFinding(ScrutinyForm):
    """A form about one finding."""

    permission = ""
    record: Finding

    def find(self) -> Finding:
        rows = Finding.objects.visible_to(self.request.user, today()).select_related(
            "review", "line", "passage"
        )
        found = get_object_or_404(rows, pk=self.kwargs["pk"])
        allowed_or_404(self.request, self.permission, found.review)
        return found


class RewriteFinding(AboutAFinding):
    """Change a finding."""

    permission = "scrutiny.write_finding"
    form_class = RewriteFindingForm
    heading = "Change this finding"
    said = "Changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.record}

    def make(self, form: RewriteFindingForm) -> None:
        said = form.cleaned_data
        evidence.rewrite(
            finding=self.record, line=said["line"], words=said.get("words"), evidence=said["evidence"],
            by=self.request.user, on=today(),
        )  # fmt: skip


class PutToWitness(AboutAFinding):
    """Ask a witness whether a finding is right."""

    permission = "scrutiny.put_to_witness"
    form_class = WitnessForm
    heading = "Ask a witness whether this is right"
    submit_label = "Ask"
    said = "Asked."
    follows = ("The witness is told by e-mail, and reads this finding and no other.",)

    def make(self, form: WitnessForm) -> None:
        evidence.put_to_witness(finding=self.record, **form.cleaned_data, by=self.request.user, on=today())


class AnswerFactCheck(ScrutinyForm):
    """A witness reads the finding and says whether it is right."""

    template_name = "scrutiny/fact_check.html"
    form_class = FactCheckForm
    heading = "Is this right?"
    submit_label = "Send the answer"
    said = "Thank you. The review has your answer."
    record: FactCheck

    def find(self) -> FactCheck:
        rows = FactCheck.objects.visible_to(self.request.user, today())
        rows = rows.select_related("finding__review", "witness", "asked_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def make(self, form: FactCheckForm) -> None:
        if not self.request.user.has_perm("scrutiny.answer_fact_check", self.record):
            raise Refused("The witness answers this, nobody else.")
        evidence.answer_fact_check(
            check=self.record, is_right=form.cleaned_data["is_right"] == "yes", words=form.cleaned_data["words"],
            by=self.request.user, on=today(),
        )  # fmt: skip

    def trail(self) -> list[tuple[str, str]]:
        return [("Scrutiny", reverse("scrutiny:index"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Finding.objects.visible_to(self.request.user, today())
        return super().get_context_data(
            finding=get_object_or_404(rows, pk=self.record.finding_id),
            may_answer=self.record.answered_on is None
            and self.request.user.has_perm("scrutiny.answer_fact_check", self.record),
            **kwargs,
        )


class SetAccess(ScrutinyForm):
    """Who may read a text from now on. Only whoever reads it sees this form."""

    form_class = AccessForm
    heading = "Who may read this?"
    said = "Changed."
    follows = ("It counts at once, on every page and in every file but those that are frozen already.",)
    record: Passage

    def find(self) -> Passage:
        rows = Passage.objects.visible_to(self.request.user, today()).filter(is_withheld=False)
        rows = rows.select_related("review", "paragraph")
        return object_or_404(rows, self.request, "scrutiny.edit_passage", pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record.review, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        return AccessForm.initial_of(self.record)

    def make(self, form: AccessForm) -> None:
        passages.set_access(passage=self.record, access=form.access, by=self.request.user, on=today())

    def owner(self) -> Evidence | Finding | Recommendation | Response | None:
        """What the text belongs to."""
        for name in ("evidence", "finding", "recommendation", "response"):
            found = getattr(self.record, name, None)
            if found is not None:
                return found
        return None

    def cancel_url(self) -> str:
        owner = self.owner()
        if isinstance(owner, Response):
            return owner.ask.get_absolute_url()
        return owner.get_absolute_url() if owner else self.record.review.get_absolute_url()

    def about(self) -> str:
        return str(self.owner() or self.record.review)

    def trail(self) -> list[tuple[str, str]]:
        return trail_of(self.record.review)

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.cancel_url())
