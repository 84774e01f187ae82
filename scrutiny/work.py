"""What waits for somebody in scrutiny: answers owed, checks due, claims and suggestions to decide, questions to answer."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from dorset_lsp.common.work import WorkItem
from partnerships.models import Person
from scrutiny.enums import ClaimVerdict
from scrutiny.models import Ask, Challenge, Claim, Clarification, FactCheck, Response, ScrutinyReview, Topic
from scrutiny.tables import no_day


def work_items(person: Person, on: date) -> list[WorkItem]:
    """Everything that waits for this person, in no order. A fixed number of queries."""
    return [
        *_to_answer(person, on),
        *_to_report(person, on),
        *_witness(person, on),
        *_challenges(person, on),
        *_topics(person, on),
        *_of_the_group(person, on),
    ]


def _to_answer(person: Person, on: date) -> list[WorkItem]:
    """What is addressed to those for whom the person answers. A duty to have regard asks for no answer."""
    rows = Ask.objects.visible_to(person, on).addressed_to(person).waiting()
    return [
        WorkItem(
            due_on=ask.due_on,
            kind="Scrutiny",
            title=f"{ask.addressee.label}: {ask.recommendation.label}",
            url=ask.get_absolute_url(),
            detail=f"{ask.get_basis_display()}{'' if ask.due_on else f', {no_day(ask)}'}. {ask.recommendation.review}",
            step_label="Answer",
            step_url=reverse("scrutiny:ask-answer", args=[ask.pk]),
        )
        for ask in rows.with_everything()
    ]


def _to_report(person: Person, on: date) -> list[WorkItem]:
    """Checks that have come, or come within the month, and of which nothing is claimed yet."""
    month = date.fromordinal(on.toordinal() + 31)
    rows = Ask.objects.visible_to(person, on).addressed_to(person).check_due(month)
    return [
        WorkItem(
            due_on=ask.next_check_on,
            kind="Check",
            title=f"{ask.addressee.label}: {ask.recommendation.label}",
            url=ask.get_absolute_url(),
            detail=f"Members look at progress. {ask.recommendation.review}",
            step_label="Say how far it is",
            step_url=reverse("scrutiny:ask-claim", args=[ask.pk]),
        )
        for ask in rows.exclude(claims__verdict=ClaimVerdict.WAITING).with_everything()
    ]


def _witness(person: Person, on: date) -> list[WorkItem]:
    rows = FactCheck.objects.visible_to(person, on).unanswered().filter(witness=person)
    return [
        WorkItem(
            due_on=check.answer_by,
            kind="Fact check",
            title=f"Is this right? {check.finding}",
            url=check.get_absolute_url(),
            detail=f"Asked by {check.asked_by}, {check.asked_on:%-d %B}",
            step_label="Read and answer",
            step_url=check.get_absolute_url(),
        )
        for check in rows.select_related("finding__review", "asked_by")
    ]


def _challenges(person: Person, on: date) -> list[WorkItem]:
    rows = Challenge.objects.visible_to(person, on).waiting().filter(put_to=person)
    return [
        WorkItem(
            due_on=challenge.wanted_on,
            kind="Question",
            title=challenge.record_name,
            url=challenge.get_absolute_url(),
            detail=f"{challenge.asked_by} asks: “{challenge.question}”",
            step_label="Answer",
            step_url=reverse("scrutiny:challenge-answer", args=[challenge.pk]),
        )
        for challenge in rows.select_related("asked_by")
    ]


def _topics(person: Person, on: date) -> list[WorkItem]:
    """Suggestions that wait for a committee for which the person acts."""
    rows = Topic.objects.visible_to(person, on).decided_by_committees_of(person, on).waiting()
    return [
        WorkItem(
            due_on=None,
            kind="Suggestion",
            title=topic.title,
            url=topic.get_absolute_url(),
            detail=f"From {topic.get_source_display()}, {topic.asked_on:%-d %B %Y}; {topic.get_state_display()}",
            step_label="Decide",
            step_url=topic.get_absolute_url(),
        )
        for topic in rows
    ]


def _of_the_group(person: Person, on: date) -> list[WorkItem]:
    """For whoever leads the group of a review: answers to publish, questions to answer, claims for members to decide."""
    led = person.standing(on).led_body_ids
    reviews = ScrutinyReview.objects.visible_to(person, on).filter(group__in=led)
    answers = Response.objects.visible_to(person, on).filter(
        published_on__isnull=True, ask__recommendation__review__in=reviews
    )
    questions = (
        Clarification.objects.visible_to(person, on)
        .unanswered()
        .filter(ask__recommendation__review__in=reviews)
    )
    claims = Claim.objects.visible_to(person, on).filter(
        verdict=ClaimVerdict.WAITING, ask__recommendation__review__in=reviews
    )
    way = ("ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body")
    return [
        *(_item("Answer", one.ask, "Read and publish") for one in answers.select_related(*way)),
        *(_item("Question", one.ask, "Say what is meant") for one in questions.select_related(*way)),
        *(_item("Claim", one.ask, "See what is claimed") for one in claims.select_related(*way)),
    ]


def _item(kind: str, ask: Ask, step: str) -> WorkItem:
    return WorkItem(
        due_on=None,
        kind=kind,
        title=f"{ask.addressee.label}: {ask.recommendation.label}",
        url=ask.get_absolute_url(),
        detail=str(ask.recommendation.review),
        step_label=step,
        step_url=ask.get_absolute_url(),
    )
