"""The filters above the registers. Every choice is optional."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from dorset_lsp.common.today import today
from partnerships.enums import ActionState, Layer, MeetingState, OrganisationKind
from partnerships.models import Action, Area, Body, Meeting, Organisation, Outcome, Person
from partnerships.querysets import ActionQuerySet


class Words(filters.CharFilter):
    """A box for words, each of which must stand in one of the fields."""

    def __init__(self, *fields: str, label: str = "Words") -> None:
        super().__init__(label=label, widget=forms.TextInput(attrs={"size": 18}))
        self.fields = fields

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Rows in which each word stands somewhere."""
        for word in (value or "").split():
            one_of = Q()
            for name in self.fields:
                one_of |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(one_of)
        return qs


class ActionFilter(filters.FilterSet):
    """Which actions: by state, lateness, who answers, who follows, what for, and words."""

    state = filters.ChoiceFilter(choices=ActionState.choices, empty_label="Any")
    organisation = filters.ModelChoiceFilter(
        queryset=Organisation.objects.filter(actions__isnull=False).distinct(), empty_label="Any"
    )
    body = filters.ModelChoiceFilter(
        queryset=Body.objects.filter(actions__isnull=False).distinct(),
        empty_label="Any",
        label="Followed by",
    )
    outcome = filters.ModelChoiceFilter(queryset=Outcome.objects.all(), empty_label="Any")
    words = Words("title", "description", "lead__name")
    late = filters.BooleanFilter(method="only_late", label="Late only", widget=forms.CheckboxInput)

    class Meta:
        model = Action
        fields = ("state", "organisation", "body", "outcome", "words", "late")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["outcome"].field.label_from_instance = lambda outcome: outcome.short_title

    def only_late(self, rows: ActionQuerySet, name: str, value: bool | None) -> QuerySet:  # noqa: FBT001 the library calls it so
        """Live actions whose day has passed."""
        return rows.overdue(today()) if value else rows


class BodyFilter(filters.FilterSet):
    """Which bodies: by layer, area and words."""

    layer = filters.ChoiceFilter(choices=Layer.choices, empty_label="Any")
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.filter(bodies__isnull=False).distinct(), empty_label="Any"
    )
    words = Words("name", "purpose")

    class Meta:
        model = Body
        fields = ("layer", "area", "words")


class OrganisationFilter(filters.FilterSet):
    """Which organisations: by kind, area and words."""

    kind = filters.ChoiceFilter(choices=OrganisationKind.choices, empty_label="Any")
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.filter(organisations__isnull=False).distinct(), empty_label="Any"
    )
    words = Words("name", "short_name")

    class Meta:
        model = Organisation
        fields = ("kind", "area", "words")


class PersonFilter(filters.FilterSet):
    """Which people: by organisation, account and words."""

    organisation = filters.ModelChoiceFilter(queryset=Organisation.objects.all(), empty_label="Any")
    is_active = filters.ChoiceFilter(
        label="Account", choices=[("True", "Open"), ("False", "Closed")], empty_label="Any"
    )
    words = Words("name", "job_title", "email")

    class Meta:
        model = Person
        fields = ("organisation", "is_active", "words")


class MeetingFilter(filters.FilterSet):
    """Which meetings: of which body, in which state, and words."""

    body = filters.ModelChoiceFilter(
        queryset=Body.objects.filter(meetings__isnull=False).distinct(), empty_label="Any"
    )
    state = filters.ChoiceFilter(choices=MeetingState.choices, empty_label="Any")
    words = Words("title", "place", "body__name", "items__title", label="Words, in agendas too")

    class Meta:
        model = Meeting
        fields = ("body", "state", "words")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each meeting once, however many of its items hold the words."""
        found = super().filter_queryset(queryset)
        return queryset.filter(pk__in=found.order_by().values("pk"))
