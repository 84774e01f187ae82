"""Recommendations: the tracker of all, one of them, how it is written and addressed, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, TemplateView

from delivery_chain.last_round import as_it_stands
from dorset_lsp.common.exports import csv_response, xlsx_response
from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.history import history_of
from scrutiny.changes import receipts, recommendations
from scrutiny.filters import AskFilter
from scrutiny.forms.asks import AddresseeForm, AddressForm, JudgeForm, ReceiptForm, ResponderForm
from scrutiny.forms.texts import RecommendForm, RewriteRecommendationForm
from scrutiny.history import WORDS
from scrutiny.matrix import Matrix
from scrutiny.models import Addressee, Ask, Recommendation, ScrutinyReview
from scrutiny.outcomes import Outcomes
from scrutiny.querysets import AskQuerySet, RecommendationQuerySet
from scrutiny.tables import AskTable
from scrutiny.touching import outcomes_of
from scrutiny.views.verbs import ReviewForm, ScrutinyForm, allowed_or_404, trail_of

FILES = {"csv": csv_response, "xlsx": xlsx_response}


class Tracker(Register):
    """Every recommendation of every review, a row for each addressee, what needs doing first."""

    template_name = "scrutiny/tracker.html"
    table_class = AskTable
    filterset_class = AskFilter
    file_name = "recommendations"
    download_url_name = "scrutiny:recommendation-download"

    def get_queryset(self) -> AskQuerySet:
        user, on = self.request.user, today()
        rows = Ask.objects.visible_to(user, on).with_standing(user, on)
        return rows.with_everything().order_by_need()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = Ask.objects.visible_to(self.request.user, today())
        return super().get_context_data(
            late=asks.overdue(today()).count(),
            unanswered=asks.waiting().count(),
            checks=asks.check_due(today()).count(),
            **kwargs,
        )


class Inbox(Tracker):
    """What is addressed to somebody for whom the viewer answers."""

    template_name = "scrutiny/inbox.html"
    download_url_name = "scrutiny:inbox-download"
    file_name = "addressed-to-me"

    def get_queryset(self) -> AskQuerySet:
        return super().get_queryset().addressed_to(self.request.user)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {
            "caption": "Addressed to you",
            "empty_title": "Nothing is addressed to you",
            "empty_words": "What scrutiny asks of an organisation or body for which you are named to answer stands here.",
        }


class RecommendationDetail(DetailView):
    """One recommendation: its words by audience, to whom it is addressed, what they answered, what came of it."""

    template_name = "scrutiny/recommendation_detail.html"
    context_object_name = "recommendation"

    def get_queryset(self) -> RecommendationQuerySet:
        rows = Recommendation.objects.visible_to(self.request.user, today())
        return rows.select_related("review", "passage__paragraph", "indicator", "made_by").with_stage()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, on, one = self.request.user, today(), self.object
        asks = Ask.objects.visible_to(user, on).filter(recommendation=one)
        return super().get_context_data(
            asks=asks.with_standing(user, on).with_everything().order_by("addressee__position"),
            findings=one.findings.visible_to(user, on).order_by("number"),
            seen_now=as_it_stands([one.stage], user, on)[one.stage_id] if one.stage else None,
            readers=[] if one.is_withheld else one.passage.readers.all(),
            trail=trail_of(one),
            outcomes=outcomes_of(one, user, on),
            happenings=history_of(one, WORDS) if user.has_perm("scrutiny.know_review", one) else [],
            may={
                "edit": user.has_perm("scrutiny.write_recommendation", one),
                "open": not one.is_withheld and user.has_perm("scrutiny.edit_passage", one.passage),
                "judge": user.has_perm("scrutiny.judge_outcome", one),
            },
            **kwargs,
        )


class Recommend(ReviewForm):
    """Write a recommendation."""

    permission = "scrutiny.write_recommendation"
    form_class = RecommendForm
    heading = "Write a recommendation"
    submit_label = "Write it"
    said = "Written. Say next to whom it is addressed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "viewer": self.request.user, "on": today()}

    def make(self, form: RecommendForm) -> Recommendation:
        names = ("label", "words", "reason", "different", "different_by", "indicator", "stage", "findings")
        return recommendations.recommend(
            review=self.record, **{name: form.cleaned_data[name] for name in names}, access=form.access,
            by=self.request.user, on=today(),
        )  # fmt: skip

    def answer(self, made: Recommendation) -> HttpResponse:
        return redirect(made)


class NameAddressee(ReviewForm):
    """Enter somebody to whom the review will speak."""

    permission = "scrutiny.write_recommendation"
    form_class = AddresseeForm
    heading = "Add an addressee"
    submit_label = "Add it"
    said = "Added. Name next who answers for it."

    def make(self, form: AddresseeForm) -> object:
        return recommendations.name_addressee(
            review=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


class AboutARecommendation(ScrutinyForm):
    """A form about one recommendation."""

    permission = "scrutiny.write_recommendation"
    record: Recommendation

    def find(self) -> Recommendation:
        rows = Recommendation.objects.visible_to(self.request.user, today()).select_related(
            "review", "passage"
        )
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])


class RewriteRecommendation(AboutARecommendation):
    """Change a recommendation."""

    form_class = RewriteRecommendationForm
    heading = "Change this recommendation"
    said = "Changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "recommendation": self.record, "viewer": self.request.user, "on": today(),
        }  # fmt: skip

    def make(self, form: RewriteRecommendationForm) -> None:
        said = form.cleaned_data
        recommendations.rewrite(
            recommendation=self.record, values=form.values, findings=said["findings"], words=said.get("words"),
            reason=said.get("reason", ""), by=self.request.user, on=today(),
        )  # fmt: skip


class AddressRecommendation(AboutARecommendation):
    """Say to whom it is addressed, and on what basis."""

    form_class = AddressForm
    heading = "Address it to somebody"
    submit_label = "Address it"
    said = "Addressed."
    intro = (
        "A date is worked out from what was received. A duty to have regard has no date and is never overdue."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record.review}

    def make(self, form: AddressForm) -> object:
        return recommendations.address(
            recommendation=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


class Judge(AboutARecommendation):
    """Members say what came of it."""

    permission = "scrutiny.judge_outcome"
    form_class = JudgeForm
    heading = "What came of it?"
    said = "Recorded."

    def get_initial(self) -> dict[str, Any]:
        return {"made": self.record.made, "because": self.record.made_because}

    def make(self, form: JudgeForm) -> None:
        recommendations.judge(
            recommendation=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


@require_POST
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an addressee off a recommendation that has not gone out."""
    rows = Ask.objects.visible_to(request.user, today()).with_everything()
    ask = object_or_404(rows, request, "scrutiny.write_recommendation", pk=pk)
    recommendation = ask.recommendation
    carried_out(
        request, lambda: recommendations.leave_out(ask=ask, by=request.user, on=today()), said="Taken off."
    )
    return redirect(recommendation)


# --- addressees -------------------------------------------------------------------------------------------------


class AboutAnAddressee(ScrutinyForm):
    """A form about one addressee of a review."""

    permission = ""
    record: Addressee

    def find(self) -> Addressee:
        rows = Addressee.objects.visible_to(self.request.user, today())
        rows = rows.select_related("review", "organisation", "body")
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def trail(self) -> list[tuple[str, str]]:
        return trail_of(self.record.review)

    def cancel_url(self) -> str:
        return self.record.review.get_absolute_url()

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record.review)


class NameResponder(AboutAnAddressee):
    """Name who answers for an addressee."""

    permission = "scrutiny.name_responder"
    form_class = ResponderForm
    heading = "Name who answers"
    submit_label = "Name them"
    said = "Named."
    follows = ("They see what is addressed to this addressee, from the day of issue on, and nothing before.",)

    def make(self, form: ResponderForm) -> object:
        return recommendations.name_responder(
            addressee=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


class Receive(AboutAnAddressee):
    """Record or correct what was received. Every deadline that hangs on it is worked out anew."""

    template_name = "scrutiny/addressee_receive.html"
    permission = "scrutiny.record_receipt"
    form_class = ReceiptForm
    heading = "What was received, and when"
    said = "Recorded. The deadlines that hang on it are worked out."
    follows = ("Every deadline of this addressee is worked out anew, and each change is logged.",)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"addressee": self.record}

    def make(self, form: ReceiptForm) -> object:
        said = {"notice_received_on": None, **form.cleaned_data}
        return receipts.receive(addressee=self.record, **said, by=self.request.user, on=today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = Ask.objects.visible_to(self.request.user, today()).filter(addressee=self.record)
        return super().get_context_data(
            asks=asks.with_everything(), happenings=history_of(self.record, WORDS), **kwargs
        )


# --- across one review, and across all --------------------------------------------------------------------------


class MatrixPage(DetailView):
    """The joint matrix."""

    template_name = "scrutiny/matrix.html"
    context_object_name = "review"

    def get_queryset(self) -> Any:
        return ScrutinyReview.objects.visible_to(self.request.user, today()).select_related("group")

    def get_object(self, queryset: Any = None) -> ScrutinyReview:
        review = super().get_object(queryset)
        if not review.is_issued:
            allowed_or_404(self.request, "scrutiny.know_review", review)
        return review

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        file_type = kwargs.get("file_type")
        if file_type is None:
            return super().get(request, *args, **kwargs)
        write = FILES.get(file_type)
        review = self.get_object()
        matrix = Matrix(review, request.user, today())
        return write(f"{review.slug}-matrix", matrix.header, matrix.lines) if write else redirect(review)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        exports = [
            (kind.upper(), reverse("scrutiny:matrix-download", args=[self.object.slug, kind]))
            for kind in FILES
        ]
        return super().get_context_data(
            matrix=Matrix(self.object, self.request.user, today()),
            exports=exports,
            trail=trail_of(self.object),
            **kwargs,
        )


class OutcomesPage(TemplateView):
    """Scrutiny's own outcome: accepted, done, done late, made a difference, no evidence."""

    template_name = "scrutiny/outcomes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(outcomes=Outcomes(self.request.user, today()), **kwargs)
