"""Reviews as a whole: the register, one review, and the moves from set-up to the next round."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from delivery_chain.changes import reviews
from delivery_chain.enums import ReviewState
from delivery_chain.filters import ReviewFilter
from delivery_chain.forms.reviews import AbandonForm, CloseForm, DetailsForm, GroupForm, RepeatForm, SetUpForm
from delivery_chain.models import FrameworkVersion, Review, ReviewGroup
from delivery_chain.querysets import ReviewQuerySet
from delivery_chain.readiness import needs_of
from delivery_chain.review_page import ReviewPage
from delivery_chain.tables import ReviewTable
from delivery_chain.views.finding import ReviewForm, find_review, visible_reviews
from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import carried_out, object_or_404
from partnerships.models import Body
from partnerships.views.verbs import ChangeForm
from performance.periods import add_months


class ReviewList(Register):
    """Every review that the viewer may see, the newest first."""

    template_name = "delivery_chain/review_list.html"
    table_class = ReviewTable
    filterset_class = ReviewFilter
    file_name = "reviews"
    download_url_name = "delivery_chain:review-download"

    def get_queryset(self) -> ReviewQuerySet:
        return Review.objects.visible_to(self.request.user, today()).with_names().with_progress()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_set_up=bool(bodies_to_set_up_for(self.request)), **kwargs)


def bodies_to_set_up_for(request: HttpRequest) -> list[Body]:
    """The groups for which the viewer may set up a review: their own, or for the co-ordinator every one."""
    bodies = Body.objects.visible_to(request.user).existing_on(today())
    standing = request.user.standing(today())
    if not standing.is_coordinator:
        bodies = bodies.filter(pk__in=standing.led_body_ids)
    return list(bodies.select_related("parent"))


class ChooseBody(ListView):
    """For which group a review is to be set up."""

    template_name = "delivery_chain/review_choose_body.html"
    context_object_name = "bodies"

    def get_queryset(self) -> list[Body]:
        return bodies_to_set_up_for(self.request)


class SetUp(ChangeForm):
    """Set up a review for one group."""

    template_name = "delivery_chain/review_set_up.html"
    form_class = SetUpForm
    said = "Set up. Add the groups and their people, then open it."
    record: Body

    def find(self) -> Body:
        bodies = Body.objects.visible_to(self.request.user).existing_on(today())
        return object_or_404(bodies, self.request, "delivery_chain.set_up_review", slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"body": self.record, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        versions = FrameworkVersion.objects.visible_to(self.request.user).in_use(today())
        outcomes = self.record.outcomes.all()[:2]
        return {
            "facilitator": self.request.user,
            "version": versions.order_by("framework__position").first(),
            "outcome": outcomes[0] if len(outcomes) == 1 else None,
        }

    def make(self, form: SetUpForm) -> Review:
        return reviews.set_up(body=self.record, **form.values, by=self.request.user, on=today())

    def answer(self, made: Review) -> HttpResponse:
        return redirect(made)


class ReviewDetail(DetailView):
    """One review: where it stands, why it is made, who is in, what was agreed, and what comes next."""

    template_name = "delivery_chain/review_detail.html"
    context_object_name = "review"

    def get_queryset(self) -> ReviewQuerySet:
        return visible_reviews(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=ReviewPage(self.object, self.request.user, today()), **kwargs)


class Alter(ReviewForm):
    """Change who facilitates, the dates, or how individuals rate, before the review is opened."""

    permission = "delivery_chain.alter_review"
    template_name = "delivery_chain/review_alter.html"
    form_class = DetailsForm
    said = "Changed."

    def get_initial(self) -> dict[str, Any]:
        fields = ("facilitator", "workshop_on", "sheets_due_on", "individual_mode", "why_now")
        return {name: getattr(self.record, name) for name in fields}

    def make(self, form: DetailsForm) -> None:
        reviews.alter(review=self.record, values=form.cleaned_data, by=self.request.user, on=today())


class PutGroup(ReviewForm):
    """Add a group, or change its name and its people."""

    permission = "delivery_chain.alter_review"
    template_name = "delivery_chain/group_form.html"
    form_class = GroupForm
    said = "Saved."

    @property
    def group(self) -> ReviewGroup | None:
        groups = self.record.groups.prefetch_related("members")
        return get_object_or_404(groups, number=self.kwargs["number"]) if "number" in self.kwargs else None

    @property
    def number(self) -> int:
        last = self.record.groups.aggregate(last=Max("number"))["last"] or 0
        return int(self.kwargs.get("number", last + 1))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.record, "number": self.number, "on": today()}

    def get_initial(self) -> dict[str, Any]:
        group = self.group
        if group is None:
            return {"name": f"Group {self.number}"}
        return {"name": group.name, "people": [member.person_id for member in group.members.all()]}

    def make(self, form: GroupForm) -> ReviewGroup:
        return reviews.put_group(
            review=self.record,
            number=self.number,
            name=form.cleaned_data["name"],
            people=form.everybody,
            by=self.request.user,
            on=today(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(group=self.group, number=self.number, **kwargs)


@require_POST
def remove_group(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a group out again, before the review is opened."""
    review = find_review(request, "delivery_chain.alter_review", pk)
    group = get_object_or_404(review.groups.all(), number=number)
    carried_out(
        request,
        lambda: reviews.remove_group(group=group, by=request.user, on=today()),
        said=f"{group.name} is taken out.",
    )
    return redirect(review)


@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the groups begin."""
    review = find_review(request, "delivery_chain.run_review", pk)
    carried_out(
        request,
        lambda: reviews.open_(review=review, by=request.user, on=today()),
        said="Open. Everybody who takes part has been told by e-mail.",
    )
    return redirect(review)


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on to maps and actions."""
    review = find_review(request, "delivery_chain.run_review", pk)
    if carried_out(
        request,
        lambda: reviews.plan(review=review, by=request.user, on=today()),
        said="Planning has begun: draw the maps, then plan actions.",
    ):
        return redirect("delivery_chain:review-plan", pk=pk)
    return redirect(review)


class Agree(ReviewForm):
    """Say that the agreed ratings stand, after asking: from then on the partnership sees them."""

    permission = "delivery_chain.run_review"
    template_name = "delivery_chain/review_agree.html"
    form_class = BaseForm
    said = "Agreed. The partnership sees the agreed ratings now."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.state == ReviewState.COMPARING:
            return super().get(request, *args, **kwargs)
        messages.info(
            request, f"This review is {self.record.get_state_display().lower()}, so that is not possible now."
        )
        return redirect(self.record)

    def make(self, form: BaseForm) -> None:
        reviews.agree(review=self.record, by=self.request.user, on=today())


class Close(ReviewForm):
    """Close a review and say when it is to be repeated. Until every red has what it needs, it says what is wanting."""

    permission = "delivery_chain.close_review"
    template_name = "delivery_chain/review_close.html"
    form_class = CloseForm
    said = "Closed. Those who lead the group are told when its next round is due."

    def get_initial(self) -> dict[str, Any]:
        return {"next_round_on": add_months(today(), self.record.version.framework.months_between_rounds)}

    def make(self, form: CloseForm) -> None:
        reviews.close(review=self.record, **form.cleaned_data, by=self.request.user, on=today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lacking = [need for need in needs_of(self.record) if not need.is_met]
        return super().get_context_data(lacking=lacking, **kwargs)


class Abandon(ReviewForm):
    """Give up a review that will not be finished, after asking why."""

    permission = "delivery_chain.abandon_review_now"
    template_name = "delivery_chain/review_abandon.html"
    form_class = AbandonForm
    said = "Abandoned. Whoever takes part is told, if they had been asked to rate."

    def make(self, form: AbandonForm) -> None:
        reviews.abandon(review=self.record, why=form.cleaned_data["why"], by=self.request.user, on=today())


class Repeat(ReviewForm):
    """Set up the next round with the same groups and people."""

    permission = "delivery_chain.repeat_review"
    template_name = "delivery_chain/review_repeat.html"
    form_class = RepeatForm
    said = "Set up. The groups and people of the last round are carried over; look whether they still hold."

    def get_initial(self) -> dict[str, Any]:
        return {"facilitator": self.record.facilitator, "individual_mode": self.record.individual_mode}

    def make(self, form: RepeatForm) -> Review:
        framework = self.record.version.framework
        versions = FrameworkVersion.objects.visible_to(self.request.user).in_use(today())
        version = versions.filter(framework=framework).first() or self.record.version
        return reviews.repeat(
            review=self.record, version=version, **form.cleaned_data, by=self.request.user, on=today()
        )

    def answer(self, made: Review) -> HttpResponse:
        return redirect(made)
