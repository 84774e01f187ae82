"""Changes to risks: raised, worded anew, assessed, closed, opened again, acted on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from partnerships import tidings
from partnerships.changes import actions
from partnerships.enums import RISK_MOVES
from partnerships.models import Action, Body, Organisation, Outcome, Person, Risk, RiskAction, RiskAssessment
from partnerships.risk_appetite import appetites
from partnerships.risk_scale import SCALE, layer_of


@dataclass(frozen=True, slots=True)
class Marks:
    """How likely and how bad, from 1 to 5: without controls, and with those that there are."""

    likelihood_before: int
    impact_before: int
    likelihood: int
    impact: int


@change
def raise_(
    *,
    title: str,
    cause: str,
    event: str,
    effect: str,
    body: Body,
    owner: Person,
    marks: Marks,
    review_on: date,
    controls: str = "",
    outcome: Outcome | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Risk:
    """Raise a risk with its first assessment. Raises Refused for marks off the scale or a review that has passed."""
    require(by, "partnerships.raise_risk", body)
    _check(marks, review_on, on)
    risk = Risk.objects.create(
        title=title, cause=cause, event=event, effect=effect, body=body, outcome=outcome, owner=owner,
        controls=controls, review_on=review_on, raised_on=on, raised_by=by, is_illustrative=is_illustrative,
        **asdict(marks),
    )  # fmt: skip
    record("risk.raise", risk, by=by, on=on, difference={"score": (None, risk.score), "owner": (None, owner)})
    _note_assessment(risk, marks, reason="", by=by, on=on)
    tidings.tell_of_rise(risk, before=body.layer, by=by, on=on)
    return risk


@change
def alter(*, risk: Risk, values: dict[str, object], why: str, by: Actor, on: date) -> None:
    """Change a risk's words, owner or outcome, with a reason. Raises Refused when it is closed."""
    require(by, "partnerships.edit_risk", risk)
    _refuse_if_closed(risk)
    difference = save_fields(risk, values)
    if difference:
        record("risk.alter", risk, by=by, on=on, difference=difference, why=why)
    else:
        nothing_to_change()


@change
def assess(
    *, risk: Risk, marks: Marks, controls: str, reason: str, review_on: date, by: Person, on: date
) -> RiskAssessment:
    """Judge a risk anew, and say when to look again. The layer above is told when it rises to it.

    Raises Refused for a closed risk, marks off the scale, a review that has passed, or a score that moves without a reason.
    """
    require(by, "partnerships.assess_risk", risk)
    _refuse_if_closed(risk)
    _check(marks, review_on, on)
    old_score, old_layer, old_review = risk.score, _layer(risk), risk.review_on
    if marks.likelihood * marks.impact != old_score and not reason.strip():
        raise Refused("Say why the score changes.")
    save_fields(risk, asdict(marks) | {"controls": controls, "review_on": review_on})
    moved = {"score": (old_score, risk.score)} if risk.score != old_score else {}
    difference = moved | {"review_on": (old_review, review_on)}
    record("risk.assess", risk, by=by, on=on, difference=difference, why=reason)
    assessment = _note_assessment(risk, marks, reason=reason, by=by, on=on)
    tidings.tell_of_rise(risk, before=old_layer, by=by, on=on)
    return assessment


@change
def close(*, risk: Risk, reason: str, by: Actor, on: date) -> None:
    """Close a risk that can no longer happen, or that the group bears. Raises Refused without a reason."""
    require(by, "partnerships.edit_risk", risk)
    if not reason.strip():
        raise Refused("Say why the risk is closed.")
    states.move(risk, "close", RISK_MOVES, by=by, on=on, why=reason, closed_on=on, close_reason=reason)


@change
def reopen(*, risk: Risk, reason: str, review_on: date, by: Actor, on: date) -> None:
    """Open a closed risk again, to be reviewed by a day to come. Raises Refused without a reason."""
    require(by, "partnerships.edit_risk", risk)
    if not reason.strip():
        raise Refused("Say why the risk is opened again.")
    if review_on <= on:
        raise Refused("The next review is on a day to come.")
    states.move(
        risk, "reopen", RISK_MOVES, by=by, on=on, why=reason, closed_on=None, close_reason="",
        review_on=review_on,
    )  # fmt: skip


@change
def propose_action(
    *,
    risk: Risk,
    title: str,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action that makes the risk smaller; the group that keeps the risk follows it."""
    require(by, "partnerships.edit_risk", risk)
    _refuse_if_closed(risk)
    action = actions.raise_from(
        title=title, description=description, outcome=risk.outcome, body=risk.body, organisation=organisation,
        lead=lead, due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    link = RiskAction.objects.create(risk=risk, action=action)
    record("risk.act", link, by=by, on=on, difference={"action": (None, action)})
    return action


def _note_assessment(risk: Risk, marks: Marks, *, reason: str, by: Person, on: date) -> RiskAssessment:
    return RiskAssessment.objects.create(
        risk=risk, controls=risk.controls, reason=reason, assessed_on=on, assessed_by=by, **asdict(marks)
    )


def _layer(risk: Risk) -> str:
    return layer_of(home=risk.body.layer, score=risk.score, appetites=appetites())


def _refuse_if_closed(risk: Risk) -> None:
    if not risk.is_open:
        raise Refused("This risk is closed. Open it again before changing it.")


def _check(marks: Marks, review_on: date, on: date) -> None:
    if any(mark not in SCALE for mark in asdict(marks).values()):
        raise Refused("Likelihood and impact go from 1 to 5.")
    if marks.likelihood * marks.impact > marks.likelihood_before * marks.impact_before:
        raise Refused("Controls make a risk smaller: the score after them cannot be above the one before.")
    if review_on <= on:
        raise Refused("The next review is on a day to come.")
