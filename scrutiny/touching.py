"""What scrutiny found about an outcome, and the way back.

By an indicator, by a stage of the outcome's delivery chain, or by an action taken up for a recommendation.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from delivery_chain.models import AgreedRating
from partnerships.models import Action, Outcome, Person
from scrutiny.audience import Viewer
from scrutiny.models import Ask, Challenge, Evidence, Recommendation, RecommendationAction


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """What of scrutiny leads to one outcome, as far as the viewer may see it."""

    recommendations: list[Recommendation]
    evidence: list[Evidence]
    questions: list[Challenge]


def scrutiny_of(
    outcome: Outcome, indicators: Collection[int], actions: Collection[int], viewer: Viewer, on: date
) -> Scrutiny:
    """What touches an outcome's delivery chain, or any of its indicators or actions, named by their ids. Three queries."""
    taken_up = RecommendationAction.objects.filter(action__in=actions)
    asks = Ask.objects.visible_to(viewer, on).filter(pk__in=taken_up.values("ask"))
    recommendations = Recommendation.objects.visible_to(viewer, on).filter(
        Q(indicator__in=indicators)
        | Q(stage__review__outcome=outcome)
        | Q(pk__in=asks.values("recommendation"))
    )
    evidence = Evidence.objects.visible_to(viewer, on).filter(indicator__in=indicators)
    stages = AgreedRating.objects.visible_to(viewer, on).filter(review__outcome=outcome)
    questions = Challenge.objects.visible_to(viewer, on).filter(
        Q(kind="performance.indicator", record_id__in=indicators)
        | Q(kind="delivery_chain.agreedrating", record_id__in=stages.values("pk"))
    )
    return Scrutiny(
        list(recommendations.select_related("review").order_by("review", "number")),
        list(evidence.select_related("review").order_by("review", "number")),
        list(questions.select_related("put_to", "asked_by")),
    )


def outcomes_of(recommendation: Recommendation, viewer: Person, on: date) -> list[Outcome]:
    """The outcomes that a recommendation touches: of its indicator or stage, and of what was taken up for it. One query."""
    taken_up = RecommendationAction.objects.filter(ask__recommendation=recommendation)
    actions = Action.objects.visible_to(viewer, on).filter(pk__in=taken_up.values("action"))
    touched = Q(pk__in=actions.values("outcome"))
    if recommendation.indicator_id:
        touched |= Q(indicators=recommendation.indicator_id)
    if recommendation.stage_id:
        touched |= Q(chain_reviews__agreed_ratings=recommendation.stage_id)
    return list(Outcome.objects.visible_to(viewer).filter(touched).distinct())
