"""Changes to recommendations before they are issued: what is asked, of whom, on what basis; and what came of it after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from delivery_chain.models import AgreedRating
from dorset_lsp.common.changes import Refused, change, nothing_to_change, record, require, save_fields
from partnerships.models import Body, Organisation, Person
from performance.models import Indicator
from scrutiny.changes import passages
from scrutiny.changes.passages import PUBLIC, Access
from scrutiny.deadlines import worked_out
from scrutiny.enums import AskState, Basis
from scrutiny.models import Addressee, Ask, Finding, Recommendation, Responder, ScrutinyReview

SEEN_ONE_WAY: Final = "Choose an indicator or a stage, not both."


@change
def recommend(
    *,
    review: ScrutinyReview,
    label: str,
    words: str,
    reason: str,
    different: str,
    different_by: date,
    findings: Sequence[Finding] = (),
    indicator: Indicator | None = None,
    stage: AgreedRating | None = None,
    access: Access = PUBLIC,
    by: Person,
    on: date,
) -> Recommendation:
    """Write a recommendation with its reason and what should be different by when.

    Raises Refused where an indicator and a stage are both to show it.
    """
    require(by, "scrutiny.write_recommendation", review)
    if indicator is not None and stage is not None:
        raise Refused(SEEN_ONE_WAY)
    ScrutinyReview.objects.select_for_update().get(
        pk=review.pk
    )  # of two at once the second gets the next number
    recommendation = Recommendation.objects.create(
        review=review, number=review.recommendations.count() + 1, label=label, different=different,
        different_by=different_by, indicator=indicator, stage=stage, written_on=on, written_by=by,
        passage=passages.write(review=review, words=words, reason=reason, access=access, by=by, on=on),
    )  # fmt: skip
    recommendation.findings.set(findings)
    record("recommendation.recommend", recommendation, by=by, on=on)
    return recommendation


@change
def rewrite(
    *,
    recommendation: Recommendation,
    values: dict[str, object],
    findings: Sequence[Finding],
    words: str | None,
    reason: str,
    by: Person,
    on: date,
) -> None:
    """Change a recommendation. ``words`` is None where they stay as they are.

    Raises Refused where an indicator and a stage are both to show it.
    """
    require(by, "scrutiny.write_recommendation", recommendation.review)
    if values.get("indicator") and values.get("stage"):
        raise Refused(SEEN_ONE_WAY)
    changed = save_fields(recommendation, values)
    recommendation.findings.set(findings)
    if words is not None:
        passages.reword(passage=recommendation.passage, words=words, reason=reason, by=by, on=on)
    # The fields are named and not told: a draft is the review's own.
    record(
        "recommendation.rewrite",
        recommendation,
        by=by,
        on=on,
        difference={"changed": (None, ", ".join(changed))},
    )


@change
def address(
    *,
    recommendation: Recommendation,
    addressee: Addressee,
    basis: str,
    asked_for_on: date | None = None,
    by: Person,
    on: date,
) -> Ask:
    """Address a recommendation to somebody on a basis. The same again changes the basis.

    Raises Refused where an answer is asked for without a day.
    """
    require(by, "scrutiny.write_recommendation", recommendation)
    if addressee.review_id != recommendation.review_id:
        raise Refused("The addressee is one of the same review.")
    if basis == Basis.ASKED and asked_for_on is None:
        raise Refused("Say by when an answer is asked for.")
    asked_for_on = asked_for_on if basis == Basis.ASKED else None
    ask = recommendation.asks.filter(addressee=addressee).first()
    if ask is None:
        ask = Ask(recommendation=recommendation, addressee=addressee, basis=basis, asked_for_on=asked_for_on)
        ask.due_on = worked_out(ask).due_on
        ask.save(force_insert=True)
        record("ask.address", ask, by=by, on=on, difference={"basis": (None, basis)})
        return ask
    before = ask.basis
    ask.basis, ask.asked_for_on = basis, asked_for_on
    ask.due_on = worked_out(ask).due_on
    ask.save(update_fields=["basis", "asked_for_on", "due_on"])
    record("ask.address", ask, by=by, on=on, difference={"basis": (before, basis)})
    return ask


@change
def leave_out(*, ask: Ask, by: Person, on: date) -> None:
    """Take an addressee off a recommendation that has not gone out. Raises Refused once it has."""
    require(by, "scrutiny.write_recommendation", ask)
    if ask.state != AskState.DRAFTED:
        raise Refused("It has gone out. It can be withdrawn, with a reason.")
    record("ask.leave_out", ask, by=by, on=on, difference={"basis": (ask.basis, None)})
    ask.delete()


@change
def name_addressee(
    *,
    review: ScrutinyReview,
    organisation: Organisation | None = None,
    body: Body | None = None,
    needs_notice: bool = True,
    by: Person,
    on: date,
) -> Addressee:
    """Enter somebody to whom the review will speak: an organisation, or a body such as the Board."""
    require(by, "scrutiny.write_recommendation", review)
    if (organisation is None) == (body is None):
        raise Refused("Choose an organisation or a body.")
    addressee, is_new = Addressee.objects.get_or_create(
        review=review, organisation=organisation, body=body,
        defaults={"needs_notice": needs_notice, "position": review.addressees.count() + 1},
    )  # fmt: skip
    if is_new:
        record("addressee.name", addressee, by=by, on=on)
    else:
        nothing_to_change()
    return addressee


@change
def name_responder(*, addressee: Addressee, person: Person, by: Person, on: date) -> Responder:
    """Name a person who answers for an addressee."""
    require(by, "scrutiny.name_responder", addressee)
    responder, is_new = Responder.objects.get_or_create(
        addressee=addressee, person=person, defaults={"named_on": on, "named_by": by}
    )
    if is_new:
        record(
            "addressee.name_responder", addressee, by=by, on=on, difference={"responder": (None, person.name)}
        )
    else:
        nothing_to_change()
    return responder


@change
def judge(*, recommendation: Recommendation, made: str, because: str, by: Person, on: date) -> None:
    """Members say what came of a recommendation. Raises Refused without what shows it, or if nobody accepted it."""
    require(by, "scrutiny.judge_outcome", recommendation)
    if not because.strip():
        raise Refused("Say what shows it.")
    if not recommendation.asks.filter(accepted_on__isnull=False).exists():
        raise Refused("Nobody has accepted this recommendation, so nothing can have come of it.")
    difference = save_fields(
        recommendation, {"made": made, "made_because": because, "made_on": on, "made_by": by}
    )
    if difference:
        record("recommendation.judge", recommendation, by=by, on=on, difference=difference)
    else:
        nothing_to_change()
