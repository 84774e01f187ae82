"""How the views find a review, a group and a stage: out of what the viewer may see, and only if they may do this with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from delivery_chain.models import Review, ReviewGroup, Stage
from delivery_chain.querysets import ReviewQuerySet
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.views.verbs import ChangeForm


def visible_reviews(request: HttpRequest) -> ReviewQuerySet:
    """The scope of every view here, with what pages and rules ask of a review."""
    return Review.objects.visible_to(request.user, today()).with_names().prefetch_related("people")


def find_review(request: HttpRequest, permission: str, pk: int) -> Review:
    """One review. Raises Http404 when the viewer may not do this with it."""
    return object_or_404(visible_reviews(request), request, permission, pk=pk)


def find_group(request: HttpRequest, permission: str, pk: int, number: int) -> ReviewGroup:
    """One group of a review. Raises Http404 when the viewer may not do this with it."""
    review = get_object_or_404(visible_reviews(request), pk=pk)
    groups = ReviewGroup.objects.visible_to(request.user, today()).filter(review=review)
    rows = groups.select_related("review__body", "submitted_by").prefetch_related("review__people")
    return object_or_404(rows, request, permission, number=number)


def find_stage(review: Review, number: int) -> Stage:
    """One stage of a review's framework by its number. Raises Http404 for a number that it has not."""
    return get_object_or_404(review.version.stages.all(), number=number)


class ReviewForm(ChangeForm):
    """A form about one review, whose answer is a change."""

    permission = ""
    record: Review

    def find(self) -> Review:
        return find_review(self.request, self.permission, self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(review=self.record, **kwargs)
