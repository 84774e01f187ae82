"""What a review still lacks before it can close: which stage has no map, which no action."""

from __future__ import annotations

from dataclasses import dataclass

from delivery_chain.enums import NEEDS_ACTION, Rating
from delivery_chain.models import AgreedRating, ChainMap, LinkAction, Review, Stage, StageAction
from partnerships.enums import ActionState
from partnerships.models import Action


@dataclass(frozen=True, slots=True)
class Need:
    """A stage agreed red, or that nobody knows: whether its map is drawn, where one is asked for, and its actions."""

    rating: AgreedRating
    needs_map: bool
    map: ChainMap | None
    actions: list[Action]

    @property
    def stage(self) -> Stage:
        return self.rating.stage

    @property
    def lacks_map(self) -> bool:
        return self.needs_map and self.map is None

    @property
    def lacks_action(self) -> bool:
        """No action that is still to be done or was done; one that was dropped does not count."""
        return all(action.state == ActionState.DROPPED for action in self.actions)

    @property
    def is_met(self) -> bool:
        return not (self.lacks_map or self.lacks_action)

    @property
    def sentence(self) -> str:
        """What is wanting, naming the stage; nothing when all is there."""
        lacking = [
            words
            for words, lacks in (("no chain map", self.lacks_map), ("no action", self.lacks_action))
            if lacks
        ]
        return f"{self.stage} has {' and '.join(lacking)}." if lacking else ""


def needs_of(review: Review) -> list[Need]:
    """Every stage that needs something, in order, with what it has. Four queries."""
    rows = (
        review.agreed_ratings.filter(value__in=NEEDS_ACTION).select_related("stage").order_by("stage__number")
    )
    ratings = list(rows)
    maps = {one.stage_id: one for one in ChainMap.objects.filter(review=review).select_related("stage")}
    actions = actions_by_stage(review)
    asks = review.version.framework.asks_for_maps
    return [
        Need(
            rating=rating,
            needs_map=asks and rating.value == Rating.RED,
            map=maps.get(rating.stage_id),
            actions=actions.get(rating.stage_id, []),
        )
        for rating in ratings
    ]


def lacks_before_closing(review: Review) -> list[Need]:
    """The needs that are not met."""
    return [need for need in needs_of(review) if not need.is_met]


def actions_by_stage(review: Review) -> dict[int, list[Action]]:
    """The actions that came of each stage, those of its map's links among them, by due date. Two queries."""
    of_stages = StageAction.objects.filter(rating__review=review).select_related(
        "rating", "action__lead", "action__organisation"
    )
    of_links = LinkAction.objects.filter(link__map__review=review).select_related(
        "link__map", "action__lead", "action__organisation"
    )
    found: dict[int, list[Action]] = {}
    for one in of_stages:
        found.setdefault(one.rating.stage_id, []).append(one.action)
    for link in of_links:
        found.setdefault(link.link.map.stage_id, []).append(link.action)
    return {
        stage: sorted(actions, key=lambda action: (action.due_on, action.pk))
        for stage, actions in found.items()
    }
