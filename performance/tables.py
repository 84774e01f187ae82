"""The paged lists of performance."""

from __future__ import annotations

import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from dorset_lsp.common.tables import BaseTable, LinkColumn
from partnerships.models import Organisation, Outcome
from performance.enums import EntryState, Frequency, SourceStatus
from performance.models import Catalogue, CatalogueEntry, Indicator
from performance.querysets import CatalogueEntryQuerySet


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


class UsedAsColumn(tables.Column):
    """The indicators of this partnership that were chosen from an entry; their codes in exports."""

    def render(self, record: CatalogueEntry) -> str:
        """A link for each."""
        links = ((one.get_absolute_url(), one.code) for one in record.indicators.all())
        return format_html_join(", ", '<a href="{}">{}</a>', links)

    def value(self, record: CatalogueEntry) -> str:
        """The codes alone."""
        return ", ".join(one.code for one in record.indicators.all())


class CatalogueEntryTable(BaseTable):
    """What catalogues hold, how sure it is, and what of it is used here."""

    caption = "Entries of catalogues"
    empty_title = "No entry matches"
    empty_words = "Choose other filters, or show everything."

    code = tables.Column(verbose_name="Code", order_by=("catalogue", "position"))
    title = tables.Column(verbose_name="Entry")
    theme = tables.Column(verbose_name="Theme")
    source_status = tables.Column(verbose_name="Wording")
    used_as = UsedAsColumn(verbose_name="Used here as", empty_values=(), orderable=False)

    class Meta(BaseTable.Meta):
        model = CatalogueEntry
        fields = ("code", "title", "theme", "source_status", "used_as")

    def render_title(self, record: CatalogueEntry) -> str:
        """The title with its catalogue and its note in small print."""
        small = " ".join(text for text in (f"{record.catalogue}.", record.note) if text)
        return format_html('<span>{}<span class="small">{}</span></span>', record.title, small)

    def value_title(self, record: CatalogueEntry) -> str:
        """The title alone."""
        return record.title

    def render_source_status(self, record: CatalogueEntry) -> str:
        """How sure the wording is, and that it is a placeholder."""
        words = [record.get_source_status_display()]
        words += [record.get_state_display()] if record.state == EntryState.PLACEHOLDER else []
        return ", ".join(words)


class CatalogueEntryFilter(FilterSet):
    """What to show of the catalogues."""

    words = CharFilter(method="with_words", label="Words")
    catalogue = ModelChoiceFilter(queryset=Catalogue.objects.all(), label="Catalogue", empty_label="All")
    used = ChoiceFilter(
        choices=[("yes", "used here"), ("no", "not used here")],
        method="with_use",
        label="Use",
        empty_label="All",
    )
    source_status = ChoiceFilter(choices=SourceStatus.choices, label="Wording", empty_label="All")

    class Meta:
        model = CatalogueEntry
        fields = ("words", "catalogue", "used", "source_status")

    def with_words(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(Q(code__icontains=value) | Q(title__icontains=value) | Q(theme__icontains=value))

    def with_use(self, rows: CatalogueEntryQuerySet, name: str, value: str) -> QuerySet:
        return rows.used() if value == "yes" else rows.unused()
