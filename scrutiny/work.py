"""What waits for somebody in scrutiny: answers owed, checks due, claims and suggestions to decide, questions to answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from dorset_lsp.common.work import WorkItem
from partnerships.models import Person
from scrutiny.enums import ClaimVerdict
from scrutiny.models import Ask, Challenge, Claim, Clarification, FactCheck, Response, ScrutinyReview, Topic
from scrutiny.querysets import AskQuerySet
from scrutiny.tables import no_day

MONTH: Final = timedelta(days=31)
"""A check is shown so long before its day."""


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


def work_rows(person: Person, on: date) -> list[QuerySet]:
    """The records behind these items, one for each item, so that they can be counted in one question."""
    return [
        _waiting(person, on),
        _checks(person, on),
        _put_as_a_witness(person, on),
        _asked(person, on),
        _suggested(person, on),
        *_from_addressees(person, on),
    ]


def _waiting(person: Person, on: date) -> AskQuerySet:
    return Ask.objects.visible_to(person, on).addressed_to(person).waiting()


def _checks(person: Person, on: date) -> AskQuerySet:
    rows: AskQuerySet = Ask.objects.visible_to(person, on).addressed_to(person).check_due(on + MONTH)
    return rows.exclude(claims__verdict=ClaimVerdict.WAITING)


def _put_as_a_witness(person: Person, on: date) -> QuerySet:
    return FactCheck.objects.visible_to(person, on).unanswered().filter(witness=person)


def _asked(person: Person, on: date) -> QuerySet:
    return Challenge.objects.visible_to(person, on).waiting().filter(put_to=person)


def _suggested(person: Person, on: date) -> QuerySet:
    return Topic.objects.visible_to(person, on).decided_by_committees_of(person, on).waiting()


def _from_addressees(person: Person, on: date) -> tuple[QuerySet, QuerySet, QuerySet]:
    """Answers to publish, questions to answer and claims to decide, of the reviews whose group the person leads."""
    led = person.standing(on).led_body_ids
    mine = {
        "ask__recommendation__review__in": ScrutinyReview.objects.visible_to(person, on).filter(group__in=led)
    }
    return (
        Response.objects.visible_to(person, on).filter(published_on__isnull=True, **mine),
        Clarification.objects.visible_to(person, on).unanswered().filter(**mine),
        Claim.objects.visible_to(person, on).filter(verdict=ClaimVerdict.WAITING, **mine),
    )


def _to_answer(person: Person, on: date) -> list[WorkItem]:
    """What is addressed to those for whom the person answers. A duty to have regard asks for no answer."""
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
        for ask in _waiting(person, on).with_everything()
    ]


def _to_report(person: Person, on: date) -> list[WorkItem]:
    """Checks that have come, or come within the month, and of which nothing is claimed yet."""
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
        for ask in _checks(person, on).with_everything()
    ]


def _witness(person: Person, on: date) -> list[WorkItem]:
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
        for check in _put_as_a_witness(person, on).select_related("finding__review", "asked_by")
    ]


def _challenges(person: Person, on: date) -> list[WorkItem]:
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
        for challenge in _asked(person, on).select_related("asked_by")
    ]


def _topics(person: Person, on: date) -> list[WorkItem]:
    """Suggestions that wait for a committee for which the person acts."""
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
        for topic in _suggested(person, on)
    ]


def _of_the_group(person: Person, on: date) -> list[WorkItem]:
    """For whoever leads the group of a review: answers to publish, questions to answer, claims for members to decide."""
    answers, questions, claims = _from_addressees(person, on)
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
