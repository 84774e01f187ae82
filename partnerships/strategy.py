"""The strategy as pages show it: each challenge with the outcomes that answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from partnerships.models import Challenge, DistrictPriority, Outcome, Strategy


@dataclass(frozen=True, slots=True)
class Answered:
    """A challenge and its outcomes. ``challenge`` is None for outcomes that answer no challenge."""

    challenge: Challenge | None
    outcomes: list[Outcome]


def current_strategy() -> Strategy | None:
    """The newest strategy, open to everybody."""
    return Strategy.objects.first()


def under_challenges(strategy: Strategy | None, outcomes: Iterable[Outcome]) -> list[Answered]:
    """Every challenge in order, one without outcomes too; last the outcomes that answer none. One query."""
    found: dict[int | None, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.challenge_id, []).append(outcome)
    challenges = list(strategy.challenges.all()) if strategy else []
    rest = [one for key, some in found.items() for one in some if key not in {each.pk for each in challenges}]
    answered = [Answered(challenge, found.get(challenge.pk, [])) for challenge in challenges]
    return [*answered, Answered(None, rest)] if rest else answered


def beside_the_county(
    outcomes: Iterable[Outcome], priorities: Iterable[DistrictPriority]
) -> list[tuple[Outcome, list[DistrictPriority]]]:
    """Every outcome of the county's strategy with the districts' priorities that serve it, one without any too."""
    found: dict[int, list[DistrictPriority]] = {}
    for priority in priorities:
        if priority.outcome_id is not None:
            found.setdefault(priority.outcome_id, []).append(priority)
    return [(outcome, found.get(outcome.pk, [])) for outcome in outcomes]
