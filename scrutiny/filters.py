"""The filters above the lists of scrutiny."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from dorset_lsp.common.today import today
from partnerships.enums import BodyKind
from partnerships.models import Body, Organisation
from scrutiny.enums import AskState, ChallengeState, TopicSource, TopicState, Verdict
from scrutiny.models import Ask, Challenge, ScrutinyReview, Topic

NEEDS = [
    ("late", "Late"),
    ("waiting", "Waits for an answer"),
    ("check", "A check is due"),
    ("claimed", "Progress claimed, not decided"),
    ("open", "Under way"),
    ("ended", "Closed or withdrawn"),
]


class TopicFilter(FilterSet):
    """What to show of the work programme."""

    words = CharFilter(method="with_words", label="Words")
    state = ChoiceFilter(choices=TopicState.choices, label="State", empty_label="All")
    source = ChoiceFilter(choices=TopicSource.choices, label="From", empty_label="All")
    committee = ModelChoiceFilter(
        queryset=Body.objects.filter(kind=BodyKind.SCRUTINY_COMMITTEE), label="Committee", empty_label="All"
    )

    class Meta:
        model = Topic
        fields = ("words", "state", "source", "committee")

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(title__icontains=value) | Q(why__icontains=value))


class AskFilter(FilterSet):
    """What to show of the recommendations."""

    words = CharFilter(method="with_words", label="Words")
    review = ModelChoiceFilter(
        field_name="recommendation__review",
        queryset=ScrutinyReview.objects.all(),
        label="Review",
        empty_label="All",
    )
    organisation = ModelChoiceFilter(
        field_name="addressee__organisation",
        queryset=Organisation.objects.filter(addressed__isnull=False).distinct(),
        label="Organisation",
        empty_label="All",
    )
    need = ChoiceFilter(choices=NEEDS, method="with_need", label="Stands", empty_label="All")
    answer = ChoiceFilter(choices=Verdict.choices, method="with_answer", label="Answer", empty_label="All")

    class Meta:
        model = Ask
        fields = ("words", "review", "organisation", "need", "answer")

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(recommendation__label__icontains=value)

    def with_need(self, rows: Any, name: str, value: str) -> QuerySet:
        """One of the ways in which a recommendation may need somebody."""
        if value == "late":
            return rows.overdue(today())
        if value == "waiting":
            return rows.waiting()
        if value == "check":
            return rows.check_due(today())
        if value == "claimed":
            return rows.filter(claims__verdict="waiting")
        if value == "open":
            return rows.filter(state__in=[AskState.SENT, AskState.ANSWERED])
        return rows.filter(state__in=[AskState.CLOSED, AskState.WITHDRAWN])

    def with_answer(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """By the last answer that the viewer may see, which the list has annotated."""
        return rows.filter(answered=value)


class ChallengeFilter(FilterSet):
    """What to show of the questions of members."""

    words = CharFilter(method="with_words", label="Words")
    state = ChoiceFilter(choices=ChallengeState.choices, label="State", empty_label="All")

    class Meta:
        model = Challenge
        fields = ("words", "state")

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(record_name__icontains=value) | Q(question__icontains=value))
