"""What scrutiny tells people by e-mail: each with a link, and none with a word of a text that has an audience."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from dorset_lsp.common.letters import Letter, post
from dorset_lsp.common.notices import KindOfNotice
from partnerships.models import Person
from partnerships.posting import sender, tell
from scrutiny.enums import TIMED
from scrutiny.models import (
    Ask,
    Bulletin,
    Challenge,
    Claim,
    Clarification,
    FactCheck,
    Response,
    ScrutinyReview,
    Topic,
)
from scrutiny.notice_kinds import (
    BULLETINS,
    CLOCKS,
    EVIDENCE,
    QUESTIONS,
    RECOMMENDATIONS,
    REPLIES,
)
from scrutiny.people import leaders_of, responders_of

ANSWERS = "You get this because you are named to answer scrutiny for {addressee}."
RUNS = "You get this because you lead or support the group that does this review."
ASKED = "You get this because you made the suggestion."


def tell_asker(topic: Topic) -> None:
    """Whoever suggested a topic: what became of it, and why."""
    subject = f"Your suggestion to scrutiny was {topic.get_state_display()}"
    key = f"topic:{topic.pk}:{topic.state}"
    words: dict[str, Any] = {
        "opening": f"Your suggestion “{topic.title}” was {topic.get_state_display()}.",
        "quotation": topic.decision_reason,
        "link_label": "The work programme of scrutiny",
        "why": ASKED,
    }
    path = reverse("scrutiny:index")
    if topic.asked_by:
        tell(topic.asked_by, QUESTIONS, about=topic, subject=subject, path=path, key=key, **words)
    elif topic.asker_email:
        link = f"{settings.PUBLIC_URL}{path}"
        letter = Letter(name=topic.asker_name, link=link, sender=sender(), **words)
        post(letter, to=topic.asker_email, subject=subject, key=key)


def tell_responders_of_issue(review: ScrutinyReview) -> None:
    """Everybody named for an addressee: that a report has come, and what it asks of them."""
    for addressee in review.addressees.select_related("organisation", "body"):
        asks = list(addressee.asks.select_related("recommendation").order_by("recommendation__number"))
        for person in responders_of(addressee) if asks else ():
            tell(
                person,
                _kind_of(*asks),
                about=review,
                subject=f"{review}: {len(asks)} recommendation{'' if len(asks) == 1 else 's'} to {addressee.label}",
                opening=f"The report of {review} is out. It asks this of {addressee}:",
                lines=[
                    f"{ask.recommendation.number}. {ask.recommendation.label}: {_basis(ask)}" for ask in asks
                ],
                link_label="Read and answer",
                path=reverse("scrutiny:inbox"),
                why=ANSWERS.format(addressee=addressee),
                key=f"scrutiny-issue:{review.pk}:{addressee.pk}:{person.pk}",
            )


def tell_responders_of_withdrawal(ask: Ask, *, reason: str) -> None:
    """Everybody named for the addressee: that nothing is asked of them any more."""
    for person in responders_of(ask.addressee):
        tell(
            person,
            _kind_of(ask),
            about=ask,
            subject=f"Withdrawn: recommendation {ask.recommendation.number} to {ask.addressee.label}",
            opening=f"Members have withdrawn {ask}.",
            quotation=reason,
            link_label="See it",
            path=ask.get_absolute_url(),
            why=ANSWERS.format(addressee=ask.addressee),
            key=f"scrutiny-withdrawn:{ask.pk}:{ask.ended_on}:{person.pk}",
        )


def remind_of_deadline(ask: Ask, *, person: Person, kind: str, day: date, on: date) -> None:
    """One responder: that an answer is due, or late."""
    due_on = ask.due_on or on
    when = f"was due on {_day(due_on)}" if due_on < on else f"is due by {_day(due_on)}"
    tell(
        person,
        _kind_of(ask),
        about=ask,
        subject=f"An answer to scrutiny {when}",
        opening=f"{ask.recommendation.label}: the answer of {ask.addressee} {when}.",
        paragraphs=[f"{ask.get_basis_display()}. This is a computed date, not legal advice."],
        link_label="Answer, or ask what is meant",
        path=ask.get_absolute_url(),
        why=ANSWERS.format(addressee=ask.addressee),
        key=f"scrutiny-deadline:{ask.pk}:{kind}:{day}:{person.pk}",
    )


def remind_of_check(ask: Ask, *, person: Person, day: date) -> None:
    """One responder: that members will look at progress."""
    tell(
        person,
        RECOMMENDATIONS,
        about=ask,
        subject=f"Scrutiny looks at recommendation {ask.recommendation.number}: how far is it?",
        opening=f"{ask.recommendation.label}: members look at what {ask.addressee} has done since it was accepted.",
        link_label="Say how far it has come",
        path=ask.get_absolute_url(),
        why=ANSWERS.format(addressee=ask.addressee),
        key=f"scrutiny-check:{ask.pk}:{day}:{person.pk}",
    )


def tell_group_of_answer(response: Response) -> None:
    """Those who run the review: that an answer has come."""
    ask = response.ask
    _tell_group(
        ask, response.answered_on,
        subject=f"{ask.addressee.label} has answered recommendation {ask.recommendation.number}",
        opening=f"{ask.addressee} has answered {ask.recommendation}.",
        link_label="Read the answer and publish it",
        key=f"scrutiny-answer:{response.pk}",
    )  # fmt: skip


def tell_group_of_question(clarification: Clarification) -> None:
    """Those who run the review: that a responder asks what is meant."""
    ask = clarification.ask
    _tell_group(
        ask, clarification.asked_on,
        subject=f"{ask.addressee.label} asks what recommendation {ask.recommendation.number} means",
        opening=f"{clarification.asked_by} asks what is meant by {ask.recommendation}.",
        link_label="Read the question and answer it",
        key=f"scrutiny-question:{clarification.pk}",
    )  # fmt: skip


def tell_asker_of_clarification(clarification: Clarification) -> None:
    """Whoever asked what is meant: that there is an answer."""
    tell(
        clarification.asked_by,
        RECOMMENDATIONS,
        about=clarification.ask,
        subject=f"Your question about recommendation {clarification.ask.recommendation.number} is answered",
        opening=f"The review has answered your question about {clarification.ask.recommendation}.",
        link_label="Read the answer",
        path=clarification.ask.get_absolute_url(),
        why="You get this because you asked.",
        key=f"scrutiny-clarified:{clarification.pk}",
    )


def tell_claimant(claim: Claim) -> None:
    """Whoever said how far it has come: what members decided."""
    tell(
        claim.claimed_by,
        RECOMMENDATIONS,
        about=claim.ask,
        subject=f"Recommendation {claim.ask.recommendation.number}: {claim.get_verdict_display()}",
        opening=f"What you said about {claim.ask.recommendation} was {claim.get_verdict_display()}.",
        link_label="See what they decided",
        path=claim.ask.get_absolute_url(),
        why="You get this because you reported progress.",
        key=f"scrutiny-claim:{claim.pk}",
    )


def tell_witness(check: FactCheck) -> None:
    """A witness: that a finding is put to them."""
    tell(
        check.witness,
        EVIDENCE,
        about=check,
        subject=f"{check.finding.review}: is this right?",
        opening=f"The review asks you whether one of its findings is right, by {_day(check.answer_by)}.",
        link_label="Read it and answer",
        path=check.get_absolute_url(),
        why="You get this because you gave evidence.",
        key=f"scrutiny-fact-check:{check.pk}",
    )


def tell_of_challenge(challenge: Challenge) -> None:
    """Whoever is asked by a member."""
    tell(
        challenge.put_to,
        QUESTIONS,
        about=challenge,
        subject=f"{challenge.asked_by} asks about {challenge.record_name}",
        opening=f"{challenge.asked_by} asks about {challenge.record_name}, and wants an answer by {_day(challenge.wanted_on)}.",
        link_label="Read the question and answer it",
        path=challenge.get_absolute_url(),
        why="You get this because you answer for what is asked about.",
        key=f"challenge:{challenge.pk}:{challenge.wanted_on}:{challenge.words.count()}",
    )


def tell_of_challenge_answer(challenge: Challenge) -> None:
    """The member who asked."""
    tell(
        challenge.asked_by,
        QUESTIONS,
        about=challenge,
        subject=f"{challenge.put_to} has answered about {challenge.record_name}",
        opening=f"{challenge.put_to} has answered your question about {challenge.record_name}.",
        link_label="Read the answer",
        path=challenge.get_absolute_url(),
        why="You get this because you asked.",
        key=f"challenge-answer:{challenge.pk}:{challenge.words.count()}",
    )


def send_bulletin(bulletin: Bulletin, *, person: Person) -> None:
    """One elected member: what was asked, what changed and what is late."""
    content = bulletin.content
    tell(
        person,
        BULLETINS,
        about=bulletin,
        subject=f"Scrutiny: {content['title']}",
        opening=content["summary"],
        lines=[f"{one['where']}: {one['what']}" for one in content["changed"][:5]],
        link_label="Read all of it",
        path=bulletin.get_absolute_url(),
        why="You get this because you are an elected member. It comes four times a year, and once for the year.",
        key=f"bulletin:{bulletin.pk}:{person.pk}",
    )


def _tell_group(ask: Ask, on: date, *, key: str, **parts: Any) -> None:
    for person in leaders_of(ask.recommendation.review.group, on):
        tell(
            person, REPLIES, about=ask, path=ask.get_absolute_url(), why=RUNS, key=f"{key}:{person.pk}", **parts
        )  # fmt: skip


def _kind_of(*asks: Ask) -> KindOfNotice:
    """Whether a clock of law runs for one of these, which nobody may switch off."""
    return CLOCKS if any(ask.basis in TIMED for ask in asks) else RECOMMENDATIONS


def _basis(ask: Ask) -> str:
    words = ask.get_basis_display().lower()
    return f"{words}, by {_day(ask.due_on)}" if ask.due_on else words


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
