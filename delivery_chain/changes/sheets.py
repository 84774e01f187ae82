"""Changes to the sheets of a review: saved, handed in, typed in from paper, taken back, compared without.

No audit event says what a sheet says: events outlive blindness. Who handed in what is told once all are in, by the
ratings themselves. A review's row is held while a sheet comes in, so that of a sheet and an opening one is first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from delivery_chain import emails
from delivery_chain.answers import Answer, faults
from delivery_chain.enums import (
    GROUP_MOVES,
    HANDED_IN,
    REVIEW_MOVES,
    GroupState,
    IndividualMode,
    ReviewState,
)
from delivery_chain.last_round import last_values
from delivery_chain.models import (
    GroupMember,
    GroupRating,
    IndividualRating,
    IndividualSheet,
    Review,
    ReviewGroup,
    Stage,
)
from dorset_lsp.common import states
from dorset_lsp.common.changes import (
    Actor,
    NamedJob,
    Refused,
    SomebodyWasFaster,
    change,
    record,
    require,
    save_fields,
)
from partnerships.models import Person

ANONYMOUS = NamedJob("an anonymous participant")
"""In whose name an anonymous sheet stands in the audit."""

OPENER = NamedJob("opening the comparison when all are in")


@change
def keep(*, group: ReviewGroup, version: int, answers: Mapping[int, Answer], by: Person, on: date) -> None:
    """Keep what a group has written so far. ``version`` is that of the sheet the form was drawn from.

    Raises SomebodyWasFaster when another of the group has saved it meanwhile, Refused when it is in already.
    """
    require(by, "delivery_chain.write_sheet", group)
    _hold(group)
    if not group.takes_a_sheet:
        raise Refused(f"The sheet of {group.name} is in already, so it cannot be changed.")
    _refuse_an_old_form(group, version)
    _write(group, answers)
    save_fields(group, {"version": version + 1})
    record("review_group.keep_sheet", group, by=by, on=on)


@change
def submit(*, group: ReviewGroup, version: int, answers: Mapping[int, Answer], by: Person, on: date) -> bool:
    """Hand a group's sheet in. The comparison opens with the last of them; after that a sheet is kept as late.

    Returns whether the sheet stands in the comparison. Raises Refused for a sheet that does not say all it must.
    """
    require(by, "delivery_chain.write_sheet", group)
    _hold(group)
    if group.takes_a_sheet:
        _refuse_an_old_form(group, version)
    return _hand_in(group, answers, is_from_paper=False, by=by, on=on)


@change
def type_in(*, group: ReviewGroup, answers: Mapping[int, Answer], by: Person, on: date) -> bool:
    """Type in what a group wrote on paper, and hand it in at once; nobody reads it back before all are in.

    Returns whether the sheet stands in the comparison. Raises Refused for a sheet that does not say all it must.
    """
    require(by, "delivery_chain.type_in_sheet", group)
    _hold(group)
    return _hand_in(group, answers, is_from_paper=True, by=by, on=on)


@change
def withdraw(*, group: ReviewGroup, by: Person, on: date) -> None:
    """Take one's own group's sheet back to change it, while another is still waited for."""
    require(by, "delivery_chain.write_sheet", group)
    review = _hold(group)
    if review.state != ReviewState.ASSESSING:
        raise Refused("The comparison has opened, so a sheet cannot be taken back.")
    states.move(
        group,
        "withdraw",
        GROUP_MOVES,
        by=by,
        on=on,
        submitted_on=None,
        submitted_by=None,
        is_from_paper=False,
    )


@change
def leave_out(*, group: ReviewGroup, reason: str, by: Person, on: date) -> None:
    """Compare without a group that does not come, with the reason. Raises Refused when nobody would be left."""
    require(by, "delivery_chain.run_review", group.review)
    review = _hold(group)
    if not reason.strip():
        raise Refused("Say why you compare without this group.")
    if review.state != ReviewState.ASSESSING:
        raise SomebodyWasFaster("The comparison has opened meanwhile.")
    if group.state in HANDED_IN:
        raise SomebodyWasFaster(f"{group.name} has just handed its sheet in.")
    if not review.groups.exclude(pk=group.pk).exclude(state=GroupState.ABSENT).exists():
        raise Refused("There would be nothing left to compare.")
    states.move(group, "leave_out", GROUP_MOVES, by=by, on=on, why=reason, absence_reason=reason)
    _open_if_all_are_in(review, on=on)


@change
def rate_alone(*, review: Review, answers: Mapping[int, Answer], by: Person, on: date) -> None:
    """Hand in what one participant thinks before their group speaks. Once: nobody, they neither, sees it before all are in.

    An anonymous sheet has no author anywhere: not in its row, not in its key's order, not in the audit.
    """
    require(by, "delivery_chain.take_part", review)
    review = _held(review.pk)
    if review.state != ReviewState.ASSESSING:
        raise Refused("The comparison has opened, so nobody rates alone any more.")
    member = GroupMember.objects.get(review=review, person=by)
    if member.rated_on is not None:
        raise Refused("You have handed your own ratings in already.")
    require(by, "delivery_chain.rate_alone", review)
    _refuse_unless_whole(review, answers)
    is_anonymous = review.individual_mode == IndividualMode.ANONYMOUS
    save_fields(member, {"rated_on": on})
    sheet = IndividualSheet.objects.create(review=review, member=None if is_anonymous else member)
    for stage in review.version.stages.all():
        answer = answers[stage.pk]
        IndividualRating._base_manager.create(
            sheet=sheet, stage=stage, value=answer.value, reason=answer.reason.strip()
        )
    record("review.rate_alone", review, by=ANONYMOUS if is_anonymous else by, on=on)


# --- what they share ------------------------------------------------------------------------------------------


def _hold(group: ReviewGroup) -> Review:
    """Hold the review's row until the transaction ends, and read the group as it is now."""
    review = _held(group.review_id)
    group.refresh_from_db()
    group.review = review
    return review


def _held(review_id: int) -> Review:
    """The review, held until the transaction ends. Raises SomebodyWasFaster once it is abandoned."""
    review = Review.objects.select_for_update().get(pk=review_id)
    if review.state == ReviewState.ABANDONED:
        raise SomebodyWasFaster("The review was abandoned meanwhile, so nothing is rated in it any more.")
    return review


def _refuse_an_old_form(group: ReviewGroup, version: int) -> None:
    if group.version != version:
        raise SomebodyWasFaster("Somebody of your group has saved this sheet since you opened it.")


def _hand_in(
    group: ReviewGroup, answers: Mapping[int, Answer], *, is_from_paper: bool, by: Actor, on: date
) -> bool:
    review = group.review
    _refuse_unless_whole(review, answers)
    verb = "submit_late" if group.state == GroupState.ABSENT else "submit"
    moved = states.move(
        group, verb, GROUP_MOVES, by=by, on=on, submitted_on=on, submitted_by=by, is_from_paper=is_from_paper,
        version=group.version + 1,
    )  # fmt: skip
    if moved:
        _write(group, answers)
        if verb == "submit":
            _open_if_all_are_in(review, on=on)
    return group.state == GroupState.SUBMITTED


def _open_if_all_are_in(review: Review, *, on: date) -> None:
    """Open the comparison when nobody is waited for and somebody has come."""
    found = set(review.groups.values_list("state", flat=True))
    if GroupState.WAITING not in found and GroupState.SUBMITTED in found:
        states.move(review, "compare", REVIEW_MOVES, by=OPENER, on=on, compared_on=on)
        emails.tell_comparison_is_open(review)


def _write(group: ReviewGroup, answers: Mapping[int, Answer]) -> None:
    """Put the answers in the place of what the sheet said. A stage without a rating has no row."""
    GroupRating._base_manager.filter(group=group).delete()
    GroupRating._base_manager.bulk_create(
        GroupRating(group=group, stage_id=stage_id, value=answer.value, reason=answer.reason.strip())
        for stage_id, answer in answers.items()
        if answer.value
    )


def _refuse_unless_whole(review: Review, answers: Mapping[int, Answer]) -> None:
    stages = {stage.pk: stage for stage in Stage.objects.filter(version=review.version_id)}
    wanting = faults(stages, answers, last_values(review))
    if wanting:
        raise Refused(" ".join(f"{stages[stage_id]}: {words}." for stage_id, words in wanting.items()))
