"""Who may do what in scrutiny. Roles follow from the seats held on the day; the table is in the partnership's rules.

"May this person" and "is it possible now" are separate: ``stands`` and ``can_be`` ask the state, and the change asks
again on its own. Which text somebody may read is not asked here but in ``scrutiny.audience``.
"""

from __future__ import annotations

from typing import Any

import rules

from dorset_lsp.common.today import today
from partnerships.enums import SCRUTINY_KINDS, SEATED_ROLES, MembershipRole
from partnerships.models import Body, Person
from partnerships.rules import standing
from scrutiny.audience import inside
from scrutiny.enums import (
    ASK_MOVES,
    BEFORE_ISSUE,
    REVIEW_MOVES,
    WORKING,
    AskState,
    ChallengeState,
    ReviewState,
    TopicState,
)
from scrutiny.models import (
    Addressee,
    Ask,
    Challenge,
    Claim,
    Clarification,
    FactCheck,
    Passage,
    Recommendation,
    Responder,
    Response,
    ScrutinyReview,
    Topic,
)

CHAIRS = (MembershipRole.CHAIR, MembershipRole.VICE_CHAIR)

About = ScrutinyReview | Addressee | Recommendation | Ask | Claim | Clarification | Response | Passage | None


def review_of(record: About) -> ScrutinyReview | None:
    """The review that a record belongs to."""
    match record:
        case Ask():
            return record.recommendation.review
        case Claim() | Clarification() | Response():
            return record.ask.recommendation.review
        case Addressee() | Recommendation() | Passage():
            return record.review
    return record


def _roles_on(person: Person, body_id: int) -> set[str]:
    return {held.role for held in standing(person).held if held.body_id == body_id}


# --- facts about a person and a review, or whatever belongs to one ----------------------------------------------


@rules.predicate
def is_inside(person: Person, record: About) -> bool:
    """Holds a seat on the review's group, supports it, or acts for the committee that commissioned it."""
    review = review_of(record)
    return review is not None and inside(person, today()).knows(review)


@rules.predicate
def leads_the_group(person: Person, record: About) -> bool:
    """Chair, vice chair or support of the review's group."""
    review = review_of(record)
    return review is not None and review.group_id in standing(person).led_body_ids


@rules.predicate
def acts_for_the_committee(person: Person, record: About) -> bool:
    """Chair, vice chair or support of the committee that commissioned the review."""
    review = review_of(record)
    return review is not None and review.committee_id in inside(person, today()).committee_ids


@rules.predicate
def chairs_the_group(person: Person, record: About) -> bool:
    """Chair or vice chair of the group: a member, never an officer."""
    review = review_of(record)
    return review is not None and not _roles_on(person, review.group_id).isdisjoint(CHAIRS)


@rules.predicate
def chairs_the_committee(person: Person, record: About) -> bool:
    review = review_of(record)
    return review is not None and not _roles_on(person, review.committee_id).isdisjoint(CHAIRS)


@rules.predicate
def is_responder(person: Person, record: Ask | Addressee | None) -> bool:
    """Named to answer for the addressee, once it has gone out."""
    if record is None or not person.is_authenticated:
        return False
    if isinstance(record, Ask) and record.state == AskState.DRAFTED:
        return False
    addressee_id = record.addressee_id if isinstance(record, Ask) else record.pk
    return Responder.objects.filter(addressee=addressee_id, person=person).exists()


@rules.predicate
def has_a_say(person: Person, review: ScrutinyReview | None) -> bool:
    """Somebody whose words the review takes: one of its own, a responder, or a witness who was asked."""
    if review is None or not person.is_authenticated:
        return False
    if inside(person, today()).knows(review):
        return True
    answers = Responder.objects.filter(addressee__review=review, person=person)
    return answers.exists() or FactCheck.objects.filter(finding__review=review, witness=person).exists()


@rules.predicate
def is_at_work(person: Person, record: About) -> bool:
    """Evidence is taken and findings are written."""
    review = review_of(record)
    return review is not None and review.state in WORKING


@rules.predicate
def is_being_written(person: Person, record: About) -> bool:
    """Recommendations may be written: gathering or drafting."""
    review = review_of(record)
    return review is not None and review.state in (ReviewState.GATHERING, ReviewState.DRAFTING)


@rules.predicate
def is_not_approved(person: Person, record: About) -> bool:
    review = review_of(record)
    return review is not None and review.state in (ReviewState.PROPOSED, *WORKING)


@rules.predicate
def is_open(person: Person, record: About) -> bool:
    """Not closed: whatever the state, something may still be set right."""
    review = review_of(record)
    return review is not None and review.state != ReviewState.CLOSED


@rules.predicate
def is_issued(person: Person, record: About) -> bool:
    review = review_of(record)
    return review is not None and review.state not in BEFORE_ISSUE


@rules.predicate
def is_unpublished_answer(person: Person, passage: Passage | None) -> bool:
    """The reasons of an answer that is not published yet."""
    response = getattr(passage, "response", None)
    return response is not None and response.published_on is None


def can_be(verb: str, moves: Any) -> Any:
    """Whether the table of legal moves allows the verb from the record's present state."""

    @rules.predicate(name=f"can_be:{verb}")
    def possible(person: Person, record: ScrutinyReview | Ask | None) -> bool:
        return record is not None and record.state in moves[verb][0]

    return possible


# --- facts about a person and an ask ----------------------------------------------------------------------------


@rules.predicate
def is_under_way(person: Person, ask: Ask | None) -> bool:
    """Sent or answered, and not ended."""
    return ask is not None and ask.state in (AskState.SENT, AskState.ANSWERED)


@rules.predicate
def is_accepted(person: Person, ask: Ask | None) -> bool:
    """Answered, and accepted at least in part."""
    return ask is not None and ask.state == AskState.ANSWERED and ask.accepted_on is not None


# --- facts about other records ----------------------------------------------------------------------------------


@rules.predicate
def is_signed_in(person: Person, record: Any) -> bool:
    return bool(person.is_authenticated)


@rules.predicate
def leads_the_scrutiny_committee(person: Person, committee: Body | None) -> bool:
    return committee is not None and committee.pk in inside(person, today()).committee_ids


@rules.predicate
def leads_its_committee(person: Person, topic: Topic | None) -> bool:
    """Acts for the committee that the suggestion names, or for any where it names none."""
    if topic is None:
        return False
    mine = inside(person, today()).committee_ids
    return bool(mine) if topic.committee_id is None else topic.committee_id in mine


@rules.predicate
def is_undecided(person: Person, topic: Topic | None) -> bool:
    return topic is not None and topic.state == TopicState.SUGGESTED


@rules.predicate
def is_held(person: Person, topic: Topic | None) -> bool:
    return topic is not None and topic.state == TopicState.HELD


@rules.predicate
def is_on_the_programme(person: Person, topic: Topic | None) -> bool:
    return topic is not None and topic.state in (TopicState.SUGGESTED, TopicState.TAKEN_UP)


@rules.predicate
def is_the_witness(person: Person, check: FactCheck | None) -> bool:
    return check is not None and person.is_authenticated and check.witness_id == person.pk


@rules.predicate
def is_a_scrutiny_member(person: Person, record: Any) -> bool:
    """Holds a seat on a scrutiny committee or on a task and finish group."""
    return any(standing(person).holds(kind, *SEATED_ROLES) for kind in SCRUTINY_KINDS)


@rules.predicate
def leads_any_scrutiny_committee(person: Person, record: Any) -> bool:
    return bool(inside(person, today()).committee_ids)


@rules.predicate
def it_was_put_to_them(person: Person, challenge: Challenge | None) -> bool:
    return challenge is not None and person.is_authenticated and challenge.put_to_id == person.pk


@rules.predicate
def asked_it(person: Person, challenge: Challenge | None) -> bool:
    return challenge is not None and person.is_authenticated and challenge.asked_by_id == person.pk


@rules.predicate
def waits_for_an_answer(person: Person, challenge: Challenge | None) -> bool:
    return challenge is not None and challenge.state == ChallengeState.ASKED


@rules.predicate
def has_an_answer(person: Person, challenge: Challenge | None) -> bool:
    return challenge is not None and challenge.state == ChallengeState.ANSWERED


# --- the policy -------------------------------------------------------------------------------------------------

runs_it = leads_the_group | acts_for_the_committee

# The work programme
rules.add_perm("scrutiny.suggest_topic", is_signed_in)
rules.add_perm("scrutiny.call_for_action", is_a_scrutiny_member)
rules.add_perm("scrutiny.moderate_topic", leads_its_committee & is_held)
rules.add_perm("scrutiny.decide_topic", leads_its_committee & is_undecided)
rules.add_perm("scrutiny.plan_topic", leads_its_committee & is_on_the_programme)
# Who decides at all, whatever the state: so that the second of two is told who was faster.
rules.add_perm("scrutiny.handle_topic", leads_its_committee)

# Reviews
rules.add_perm("scrutiny.propose_review", leads_the_scrutiny_committee)
rules.add_perm("scrutiny.know_review", is_inside)
rules.add_perm("scrutiny.run_review", runs_it & is_open)
rules.add_perm("scrutiny.scope_review", runs_it & can_be("scope", REVIEW_MOVES))
rules.add_perm("scrutiny.change_scope", acts_for_the_committee & is_at_work)
rules.add_perm("scrutiny.set_out_review", runs_it & is_not_approved)
rules.add_perm("scrutiny.declare_interest", is_inside & is_open)
rules.add_perm("scrutiny.approve_review", acts_for_the_committee & can_be("approve", REVIEW_MOVES))
rules.add_perm("scrutiny.send_back_review", acts_for_the_committee & can_be("send_back", REVIEW_MOVES))
rules.add_perm("scrutiny.issue_review", runs_it & can_be("issue", REVIEW_MOVES))
rules.add_perm(
    "scrutiny.close_review", (chairs_the_group | chairs_the_committee) & can_be("close", REVIEW_MOVES)
)
rules.add_perm("scrutiny.record_adoption", runs_it & is_open)

# Evidence, findings, recommendations
rules.add_perm("scrutiny.write_text", has_a_say)
rules.add_perm("scrutiny.record_evidence", is_inside & is_at_work)
rules.add_perm("scrutiny.write_finding", is_inside & is_at_work)
rules.add_perm("scrutiny.put_to_witness", runs_it & is_at_work)
rules.add_perm("scrutiny.answer_fact_check", is_the_witness)
rules.add_perm("scrutiny.write_recommendation", is_inside & is_being_written)
rules.add_perm("scrutiny.edit_passage", is_inside & is_at_work | runs_it & is_unpublished_answer)

# Addressees and their answers
rules.add_perm("scrutiny.name_responder", runs_it & is_open)
rules.add_perm("scrutiny.record_receipt", runs_it & is_issued & is_open)
# Who may answer at all, whatever the state: so that the second of two who answer is told who was faster.
rules.add_perm("scrutiny.answer_ask", is_responder)
rules.add_perm("scrutiny.respond", is_responder & can_be("answer", ASK_MOVES))
rules.add_perm("scrutiny.clarify", is_responder & is_under_way)
rules.add_perm("scrutiny.answer_clarification", is_inside & is_issued)
rules.add_perm("scrutiny.publish_response", runs_it & is_issued)
rules.add_perm("scrutiny.act_on_ask", is_responder & is_accepted)

# Progress. Members decide, never officers: the chair or vice chair records what the session decided.
rules.add_perm("scrutiny.claim_progress", is_responder & is_accepted)
rules.add_perm("scrutiny.decide_claim", chairs_the_group & is_issued)
rules.add_perm("scrutiny.end_ask", chairs_the_group & is_issued)
rules.add_perm("scrutiny.judge_outcome", chairs_the_group & is_issued)

# Challenge
rules.add_perm("scrutiny.put_challenge", is_a_scrutiny_member)
rules.add_perm("scrutiny.answer_challenge", it_was_put_to_them & waits_for_an_answer)
rules.add_perm("scrutiny.settle_challenge", asked_it & has_an_answer)

# Bulletin and report. Their files are kept by the job that makes them, never by a person.
rules.add_perm("scrutiny.bring_out_bulletin", leads_any_scrutiny_committee)
rules.add_perm("scrutiny.keep_report", rules.always_deny)
rules.add_perm("scrutiny.send_notice", rules.always_deny)
