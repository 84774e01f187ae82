"""Scrutiny's first page, one review, and the forms and buttons that move it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, TemplateView

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.enums import BodyKind
from partnerships.history import history_of
from partnerships.models import Body, Meeting
from scrutiny.audience import inside
from scrutiny.changes import reviews
from scrutiny.enums import REVIEW_MOVES
from scrutiny.forms.reviews import (
    AdoptionForm,
    ChangeScopeForm,
    CouncilForm,
    InterestForm,
    LineForm,
    ProposeForm,
    ScopeForm,
)
from scrutiny.forms.texts import MinorityForm
from scrutiny.forms.topics import ReasonForm
from scrutiny.history import WORDS
from scrutiny.models import Ask, Bulletin, Challenge, ScrutinyReview, Topic
from scrutiny.querysets import ScrutinyReviewQuerySet
from scrutiny.review_page import STATES, ReviewPage
from scrutiny.views.verbs import ReviewForm, ScrutinyForm

ABILITIES = (
    "know_review", "run_review", "scope_review", "change_scope", "set_out_review", "declare_interest",
    "record_evidence", "write_finding", "put_to_witness", "write_recommendation", "approve_review",
    "send_back_review", "issue_review", "close_review", "record_adoption", "record_receipt",
)  # fmt: skip


class Index(TemplateView):
    """Reviews, the calendar of the work programme, and what waits."""

    template_name = "scrutiny/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, on = self.request.user, today()
        asks = Ask.objects.visible_to(user, on)
        topics = Topic.objects.visible_to(user, on)
        return super().get_context_data(
            reviews=ScrutinyReview.objects.visible_to(user, on)
            .select_related("committee", "group", "parent")
            .with_counts(),
            calendar=topics.listed().planned_from(on).select_related("committee"),
            waiting=topics.decided_by_committees_of(user, on).waiting(),
            late=asks.overdue(on).count(),
            unanswered=asks.waiting().count(),
            mine=asks.addressed_to(user).waiting().count(),
            questions=Challenge.objects.visible_to(user, on).waiting().count(),
            bulletins=Bulletin.objects.visible_to(user)[:3],
            committees=Body.objects.visible_to(user).filter(pk__in=inside(user, on).committee_ids),
            may_call=user.has_perm("scrutiny.call_for_action", Topic),
            **kwargs,
        )


class ReviewDetail(DetailView):
    """One review, by audience."""

    template_name = "scrutiny/review_detail.html"
    context_object_name = "review"

    def get_queryset(self) -> ScrutinyReviewQuerySet:
        rows = ScrutinyReview.objects.visible_to(self.request.user, today())
        return rows.select_related("committee", "group", "parent", "topic", "minority_view")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, on, review = self.request.user, today(), self.object
        page = ReviewPage(review, user, on)
        members = review.group.memberships.believed().held_on(on).select_related("person__organisation")
        return super().get_context_data(
            page=page,
            steps=STATES,
            councils=review.councils.select_related("organisation"),
            members=members.seated(),
            interests=review.interests.select_related("person") if page.is_open else [],
            sessions=Meeting.objects.visible_to(user).filter(body=review.group).not_cancelled(),
            district_reviews=review.district_reviews.visible_to(user, on).select_related("group"),
            addressees=review.addressees.visible_to(user, on)
            .select_related("organisation", "body", "review")
            .prefetch_related("responders__person"),
            happenings=history_of(review, WORDS) if page.is_open else [],
            may={name: user.has_perm(f"scrutiny.{name}", review) for name in ABILITIES},
            can={verb: review.state in moves[0] for verb, moves in REVIEW_MOVES.items()},
            may_appoint=user.has_perm("partnerships.appoint", review.group),
            **kwargs,
        )


class Propose(ScrutinyForm):
    """A committee proposes a review."""

    form_class = ProposeForm
    heading = "Propose a review"
    submit_label = "Propose it"
    said = "Proposed. Enter its lines of enquiry next."
    record: Body

    def find(self) -> Body:
        rows = Body.objects.visible_to(self.request.user).filter(kind=BodyKind.SCRUTINY_COMMITTEE)
        return object_or_404(rows, self.request, "scrutiny.propose_review", slug=self.kwargs["slug"])

    def make(self, form: ProposeForm) -> ScrutinyReview:
        return reviews.propose(**form.cleaned_data, committee=self.record, by=self.request.user, on=today())

    def answer(self, made: ScrutinyReview) -> HttpResponse:
        return redirect(made)

    def trail(self) -> list[tuple[str, str]]:
        return [("Scrutiny", reverse("scrutiny:index"))]


# --- forms about one review -----------------------------------------------------------------------------------


class Scope(ReviewForm):
    """Set the scope."""

    permission = "scrutiny.scope_review"
    form_class = ScopeForm
    heading = "Set the scope"
    submit_label = "Set the scope"
    said = "The scope is set."
    follows = ("From now on it changes only with the committee’s agreement, which is recorded.",)

    def make(self, form: ScopeForm) -> object:
        return reviews.scope(review=self.record, **form.cleaned_data, by=self.request.user, on=today())


class ChangeScope(ReviewForm):
    """Change the scope with the committee's agreement."""

    permission = "scrutiny.change_scope"
    form_class = ChangeScopeForm
    heading = "Change the scope"
    said = "The scope is changed. The earlier one is kept."
    follows = ("The earlier scope stays on the page, with the day and the reason of the change.",)

    def get_initial(self) -> dict[str, Any]:
        now = self.record.scopes.first()
        return {"purpose": now.purpose, "report_by": now.report_by} if now else {}

    def make(self, form: ChangeScopeForm) -> object:
        return reviews.change_scope(review=self.record, **form.cleaned_data, by=self.request.user, on=today())


class AddLine(ReviewForm):
    """Add a line of enquiry."""

    permission = "scrutiny.set_out_review"
    form_class = LineForm
    heading = "Add a line of enquiry"
    submit_label = "Add it"
    said = "Added."

    def make(self, form: LineForm) -> object:
        return reviews.add_line(review=self.record, **form.cleaned_data, by=self.request.user, on=today())


class JoinCouncil(ReviewForm):
    """A council takes part."""

    permission = "scrutiny.set_out_review"
    form_class = CouncilForm
    heading = "Add a council"
    submit_label = "Add it"
    said = "The council takes part."

    def make(self, form: CouncilForm) -> object:
        return reviews.join_council(review=self.record, **form.cleaned_data, by=self.request.user, on=today())


class RecordAdoption(ReviewForm):
    """When a council adopted the report itself."""

    permission = "scrutiny.record_adoption"
    form_class = AdoptionForm
    heading = "Record that a council adopted the report"
    submit_label = "Record it"
    said = "Recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record}

    def make(self, form: AdoptionForm) -> None:
        reviews.record_adoption(**form.cleaned_data, by=self.request.user, on=today())


class DeclareInterest(ReviewForm):
    """A member declares an interest."""

    permission = "scrutiny.declare_interest"
    form_class = InterestForm
    heading = "Record a declaration of interest"
    submit_label = "Record it"
    said = "Recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "on": today()}

    def make(self, form: InterestForm) -> object:
        return reviews.declare_interest(
            review=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


class MinorityView(ReviewForm):
    """Keep the view of those who do not agree."""

    permission = "scrutiny.write_recommendation"
    form_class = MinorityForm
    heading = "Keep a minority view"
    submit_label = "Keep it"
    said = "Kept. It stands in the report beside the findings."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "on": today()}

    def make(self, form: MinorityForm) -> None:
        reviews.add_minority_view(
            review=self.record, whose=form.cleaned_data["whose"], words=form.cleaned_data["words"], access=form.access,
            by=self.request.user, on=today(),
        )  # fmt: skip


class WithReason(ReviewForm):
    """A move of the review that needs its reason."""

    form_class = ReasonForm
    change: Callable[..., None]
    verb = ""

    def find(self) -> ScrutinyReview:
        review = super().find()
        if review.state not in REVIEW_MOVES[self.verb][0]:
            raise Http404
        return review

    def make(self, form: ReasonForm) -> None:
        type(self).change(review=self.record, **form.cleaned_data, by=self.request.user, on=today())


class GatherMore(WithReason):
    """Back to gathering evidence."""

    permission = "scrutiny.run_review"
    heading = "Gather more evidence?"
    submit_label = "Gather more"
    said = "Evidence is taken again."
    change = staticmethod(reviews.gather_more)
    verb = "gather_more"


class SendBack(WithReason):
    """The committee asks for another draft."""

    permission = "scrutiny.send_back_review"
    heading = "Send the report back?"
    submit_label = "Send it back"
    said = "The report is a draft again."
    change = staticmethod(reviews.send_back)
    verb = "send_back"


class CloseReview(WithReason):
    """Members close the review."""

    permission = "scrutiny.close_review"
    heading = "Close the review?"
    submit_label = "Close it"
    said = "Closed."
    follows = ("Nothing more is followed. Everything stays on record.",)
    change = staticmethod(reviews.close)
    verb = "close"


class Issue(ReviewForm):
    """Issue the report, after a page that says what goes out to whom."""

    permission = "scrutiny.issue_review"
    template_name = "scrutiny/review_issue.html"
    form_class = BaseForm
    heading = "Issue the report?"
    submit_label = "Issue it"
    said = "Issued. Whoever answers for an addressee is told."

    def make(self, form: Any) -> None:
        reviews.issue(review=self.record, by=self.request.user, on=today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = ReviewPage(self.record, self.request.user, today())
        addressees = self.record.addressees.visible_to(self.request.user, today()).prefetch_related(
            "responders__person"
        )
        return super().get_context_data(
            page=page, addressees=addressees.select_related("organisation", "body"), **kwargs
        )


# --- buttons ----------------------------------------------------------------------------------------------------

VERBS: dict[str, tuple[str, Callable[..., None], str]] = {
    "gather": ("scrutiny.run_review", reviews.gather, "Evidence is being taken."),
    "draft": ("scrutiny.run_review", reviews.draft, "The report is being drafted."),
    "approve": ("scrutiny.approve_review", reviews.approve, "Approved. It can be issued."),
    "monitor": ("scrutiny.run_review", reviews.monitor, "The review follows what is done."),
}
"""Each button: who may press it, its change, and what is said."""


@require_POST
def move(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Move a review on. Whoever comes second is told who was faster."""
    if verb not in VERBS:
        raise Http404
    permission, change, said = VERBS[verb]
    review = get_object_or_404(ScrutinyReview.objects.visible_to(request.user, today()), slug=slug)
    if not request.user.has_perm("scrutiny.know_review", review):
        raise Http404
    if review.state in REVIEW_MOVES[verb][0] and not request.user.has_perm(permission, review):
        raise Http404
    carried_out(request, lambda: change(review=review, by=request.user, on=today()), said=said)
    return redirect(review)
