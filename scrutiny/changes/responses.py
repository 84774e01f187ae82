"""Changes to answers: drafted, sent, published; what is not clear is asked; actions are taken up in the one register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster, change, record, require
from partnerships.changes import actions
from partnerships.models import Action, Body, Organisation, Person
from scrutiny import emails
from scrutiny.changes import passages
from scrutiny.clocks import next_check
from scrutiny.enums import ASK_MOVES, Verdict
from scrutiny.models import Ask, Clarification, RecommendationAction, Response, ResponseDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a responder says, whole or half-way there."""

    verdict: str = ""
    reasons: str = ""
    action: str = ""
    lead_name: str = ""
    act_by: date | None = None


@change
def save_draft(*, ask: Ask, version: int, answer: Answer, by: Person, on: date) -> ResponseDraft:
    """Keep what is written so far. ``version`` is the one that the form was drawn from, 0 before the first.

    Raises SomebodyWasFaster when another responder has saved meanwhile.
    """
    require(by, "scrutiny.respond", ask)
    Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    draft = ResponseDraft.objects.filter(ask=ask).first()
    if (draft.version if draft else 0) != version:
        saved_by = draft.saved_by if draft else "Somebody"
        raise SomebodyWasFaster(f"{saved_by} has saved this draft since you opened it.")
    draft = draft or ResponseDraft(ask=ask)
    draft.verdict, draft.reasons, draft.action = answer.verdict, answer.reasons, answer.action
    draft.lead_name, draft.act_by = answer.lead_name, answer.act_by
    draft.version, draft.saved_on, draft.saved_by = version + 1, on, by
    draft.save()
    record("ask.save_draft", ask, by=by, on=on, difference={"draft": (version or None, version + 1)})
    return draft


@change
def answer(*, ask: Ask, answer: Answer, by: Person, on: date) -> Response:
    """Answer for the addressee. Of two who answer at once one does, and the other is told.

    Raises Refused without reasons, and for an acceptance without an action.
    """
    require(by, "scrutiny.answer_ask", ask)
    if answer.verdict not in Verdict.values or not answer.reasons.strip():
        raise Refused("Say whether it is accepted, accepted in part or rejected, and why.")
    is_accepted = answer.verdict != Verdict.REJECTED
    if is_accepted and not answer.action.strip():
        raise Refused("Say what will be done.")
    moved = states.move(
        ask, "answer", ASK_MOVES, by=by, on=on, difference={"answer": (None, answer.verdict)},
        accepted_on=on if is_accepted else None, next_check_on=next_check(on, after=on) if is_accepted else None,
    )  # fmt: skip
    if not moved:
        return ask.responses.latest("number")
    response = Response.objects.create(
        ask=ask, number=ask.responses.count() + 1, verdict=answer.verdict, action=answer.action if is_accepted else "",
        lead_name=answer.lead_name if is_accepted else "", act_by=answer.act_by if is_accepted else None,
        answered_on=on, answered_by=by,
        passage=passages.write(review=ask.recommendation.review, words=answer.reasons, by=by, on=on),
    )  # fmt: skip
    ResponseDraft.objects.filter(ask=ask).delete()
    emails.tell_group_of_answer(response)
    return response


@change
def publish(*, response: Response, by: Person, on: date) -> None:
    """Publish an answer: from now on everybody reads it, by its audience."""
    require(by, "scrutiny.publish_response", response)
    locked = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
    if locked.published_on is not None:
        raise SomebodyWasFaster(f"{locked.published_by} has published this answer already.")
    response.published_on, response.published_by = on, by
    response.save(update_fields=["published_on", "published_by"])
    record("response.publish", response, by=by, on=on, difference={"published": (None, on)})


@change
def ask_what_is_meant(*, ask: Ask, question: str, by: Person, on: date) -> Clarification:
    """A responder asks for a clarification. The deadline stands."""
    require(by, "scrutiny.clarify", ask)
    clarification = Clarification.objects.create(ask=ask, question=question, asked_on=on, asked_by=by)
    record("ask.clarify", ask, by=by, on=on, difference={"question": (None, "asked")})
    emails.tell_group_of_question(clarification)
    return clarification


@change
def say_what_is_meant(*, clarification: Clarification, answer: str, by: Person, on: date) -> None:
    """The review answers. Raises SomebodyWasFaster when it was answered meanwhile."""
    require(by, "scrutiny.answer_clarification", clarification)
    locked = Clarification.objects.select_for_update(of=("self",)).get(pk=clarification.pk)
    if locked.answered_on is not None:
        raise SomebodyWasFaster(f"{locked.answered_by} has answered this already.")
    clarification.answer, clarification.answered_on, clarification.answered_by = answer, on, by
    clarification.save(update_fields=["answer", "answered_on", "answered_by"])
    record(
        "ask.say_what_is_meant",
        clarification.ask,
        by=by,
        on=on,
        difference={"question": ("asked", "answered")},
    )
    emails.tell_asker_of_clarification(clarification)


@change
def take_up_action(
    *,
    ask: Ask,
    title: str,
    body: Body,
    organisation: Organisation,
    lead: Person,
    due_on: date,
    description: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Action:
    """Propose an action for what was accepted, in the one register; the group named follows it.

    Raises Refused for a due date that has passed.
    """
    require(by, "scrutiny.act_on_ask", ask)
    if due_on < on:
        raise Refused("An action is due on a day to come.")
    action = actions.raise_from(
        title=title, description=description, outcome=None, body=body, organisation=organisation, lead=lead,
        due_on=due_on, is_illustrative=is_illustrative, by=by, on=on,
    )  # fmt: skip
    link = RecommendationAction.objects.create(ask=ask, action=action)
    record("recommendation.act", link, by=by, on=on, difference={"action": (None, action)})
    return action


@change
def attach_action(*, ask: Ask, action: Action, by: Person, on: date) -> RecommendationAction:
    """Attach an action that stands in the register already. Raises Refused when it belongs to another recommendation."""
    require(by, "scrutiny.act_on_ask", ask)
    link = RecommendationAction.objects.filter(action=action).first()
    if link is not None:
        raise Refused(f"That action belongs to {link.ask} already.")
    link = RecommendationAction.objects.create(ask=ask, action=action)
    record("recommendation.act", link, by=by, on=on, difference={"action": (None, action)})
    return link
