"""The paged lists of performance."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from dorset_lsp.common.tables import BaseTable, LinkColumn
from partnerships.models import Organisation, Outcome
from performance.enums import Frequency
from performance.models import Indicator


class IndicatorTable(BaseTable):
    """Every indicator with its owner and outcome."""

    caption = "Indicators"
    empty_title = "No indicator matches"
    empty_words = "Choose other filters, or show everything."

    code = tables.Column(verbose_name="Code", order_by=("position", "code"))
    title = LinkColumn(verbose_name="Indicator")
    outcome = tables.Column(
        verbose_name="Outcome", accessor="outcome__short_title", order_by="outcome__position"
    )
    owner = tables.Column(
        verbose_name="Owner", accessor="owner_organisation__label", order_by="owner_organisation__name"
    )
    frequency = tables.Column(verbose_name="Frequency")

    class Meta(BaseTable.Meta):
        model = Indicator
        fields = ("code", "title", "outcome", "owner", "frequency")


class IndicatorFilter(FilterSet):
    """What to show of the indicators."""

    words = CharFilter(method="with_words", label="Words")
    outcome = ModelChoiceFilter(queryset=Outcome.objects.all(), label="Outcome", empty_label="All")
    owner_organisation = ModelChoiceFilter(
        queryset=Organisation.objects.filter(indicators_owned__isnull=False).distinct(),
        label="Owner",
        empty_label="All",
    )
    frequency = ChoiceFilter(choices=Frequency.choices, label="Frequency", empty_label="All")

    class Meta:
        model = Indicator
        fields = ("words", "outcome", "owner_organisation", "frequency")

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(
            Q(code__icontains=value) | Q(title__icontains=value) | Q(aliases__alias__icontains=value)
        ).distinct()
