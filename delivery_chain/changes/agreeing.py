"""Changes in the plenary: a stage settled, proposals taken, dissent recorded."""

from __future__ import annotations

from datetime import date

from delivery_chain.answers import Answer, why_a_reason
from delivery_chain.comparison import compared
from delivery_chain.enums import GroupState, Rating, Settled
from delivery_chain.last_round import last_values
from delivery_chain.models import AgreedRating, Dissent, GroupRating, Review, Stage
from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Person


@change
def settle(*, review: Review, stage: Stage, value: str, reason: str, by: Person, on: date) -> AgreedRating:
    """Write down what was agreed on one stage; until the review is agreed it may be settled anew.

    Raises Refused without a reason for red, or for a change since the last round.
    """
    require(by, "delivery_chain.settle_stage", review)
    # Held until the transaction ends, so that of two who settle one stage at once the second changes the first's.
    Review.objects.select_for_update().get(pk=review.pk)
    if value not in Rating.values:
        raise Refused("Choose a rating.")
    fault = why_a_reason(Answer(value, reason), last_values(review).get(stage.pk, ""))
    if fault:
        raise Refused(f"{stage}: {fault}.")
    proposal = _proposals(review).get(stage.pk, "")
    settled = Settled.PROPOSED if value == proposal else Settled.DECIDED
    said = {"value": value, "reason": reason.strip(), "settled": settled}
    rating = AgreedRating.objects.filter(review=review, stage=stage).first()
    if rating is None:
        rating = AgreedRating.objects.create(review=review, stage=stage, agreed_on=on, agreed_by=by, **said)
        difference: dict[str, tuple[object, object]] = {"rating": (None, value)}
    else:
        difference = save_fields(rating, said)
        if difference:
            save_fields(rating, {"agreed_on": on, "agreed_by": by})
    if difference:
        record("agreed_rating.settle", rating, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
    return rating


@change
def take_proposals(*, review: Review, by: Person, on: date) -> int:
    """Settle every open stage on which all groups say the same, with the first group's reason. Returns how many.

    A stage that has moved since the last round and gives no reason for it is left to be settled by people.
    """
    require(by, "delivery_chain.settle_stage", review)
    done = set(review.agreed_ratings.values_list("stage", flat=True))
    reasons = _reasons(review)
    before = last_values(review)
    taken = 0
    for stage in review.version.stages.all():
        value = _proposals(review).get(stage.pk, "") if stage.pk not in done else ""
        reason = reasons.get(stage.pk, "")
        if value and not why_a_reason(Answer(value, reason), before.get(stage.pk, "")):
            settle(review=review, stage=stage, value=value, reason=reason, by=by, on=on)
            taken += 1
    if not taken:
        nothing_to_change()
    return taken


@change
def dissent(*, review: Review, stage: Stage, held_by: str, text: str, by: Person, on: date) -> Dissent:
    """Keep what some hold against the rating of a stage, in their words. Raises Refused without words."""
    require(by, "delivery_chain.record_dissent", review)
    if not text.strip() or not held_by.strip():
        raise Refused("Say who dissents, and what they hold.")
    kept = Dissent.objects.create(
        review=review, stage=stage, held_by=held_by.strip(), text=text.strip(), recorded_on=on, recorded_by=by
    )
    record("dissent.record", kept, by=by, on=on, difference={"dissent": (None, text)})
    return kept


def _ratings(review: Review) -> list[GroupRating]:
    rows = GroupRating.objects.filter(group__review=review, group__state=GroupState.SUBMITTED)
    return list(rows.order_by("stage__number", "group__number"))


def _proposals(review: Review) -> dict[int, str]:
    values: dict[int, list[str]] = {}
    for rating in _ratings(review):
        values.setdefault(rating.stage_id, []).append(rating.value)
    return {stage_id: compared(said).proposal for stage_id, said in values.items()}


def _reasons(review: Review) -> dict[int, str]:
    """The reasons that groups gave for each stage, one after the other, as far as they fit."""
    found: dict[int, list[str]] = {}
    for rating in _ratings(review):
        if rating.reason and rating.reason not in found.get(rating.stage_id, []):
            found.setdefault(rating.stage_id, []).append(rating.reason)
    return {stage_id: "; ".join(said)[:500] for stage_id, said in found.items()}
