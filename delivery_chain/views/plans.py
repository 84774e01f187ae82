"""The plan of a review: what each red stage has and lacks, and actions from a stage or from a link of its map."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from delivery_chain.changes import plans
from delivery_chain.enums import Strength
from delivery_chain.forms.plans import ActForm
from delivery_chain.models import AgreedRating, ChainMap, Link
from delivery_chain.review_page import ReviewPage
from delivery_chain.views.comparison import AboutAStage
from delivery_chain.views.finding import find_review
from dorset_lsp.common.today import today
from partnerships.models import Action
from partnerships.views.verbs import ChangeForm


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What must happen before the review closes, and what has been planned on every stage."""
    review = find_review(request, "delivery_chain.view_plan", pk)
    page = ReviewPage(review, request.user, today())
    return render(request, "delivery_chain/plan.html", {"review": review, "page": page})


class ActOnStage(AboutAStage):
    """Plan an action that comes from what was agreed on a stage."""

    permission = "delivery_chain.plan_action"
    template_name = "delivery_chain/stage_act.html"
    form_class = ActForm
    said = "Proposed. The group takes it on or drops it, in the register of actions."

    @property
    def rating(self) -> AgreedRating:
        rows = AgreedRating.objects.visible_to(self.request.user, today())
        return get_object_or_404(rows, review=self.record, stage=self.stage)

    def make(self, form: ActForm) -> Action:
        return plans.act_on_stage(rating=self.rating, **form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: object) -> HttpResponse:
        return redirect("delivery_chain:review-plan", pk=self.record.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rating=self.rating, **kwargs)


class ActOnLink(ChangeForm):
    """Plan an action that mends a weak or missing link."""

    template_name = "delivery_chain/link_act.html"
    form_class = ActForm
    said = "Proposed. The group takes it on or drops it, in the register of actions."
    record: Link

    def find(self) -> Link:
        maps = ChainMap.objects.visible_to(self.request.user, today()).filter(links=self.kwargs["pk"])
        drawn = get_object_or_404(maps.with_everything().prefetch_related("review__people"))
        if not self.request.user.has_perm("delivery_chain.plan_action", drawn.review):
            raise Http404
        link = get_object_or_404(drawn.links.exclude(strength=Strength.STRONG), pk=self.kwargs["pk"])
        link.map = drawn
        return link

    def make(self, form: ActForm) -> Action:
        return plans.act_on_link(link=self.record, **form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: object) -> HttpResponse:
        return redirect(self.record.map)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(review=self.record.map.review, **kwargs)
