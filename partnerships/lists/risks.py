"""The register of risks."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dorset_lsp.common.tables import BaseTable, LinkColumn
from dorset_lsp.common.templatetags.components import deadline, tag
from dorset_lsp.common.today import today
from partnerships.enums import Layer, RiskState
from partnerships.filters import Words
from partnerships.models import Body, Outcome, Risk
from partnerships.reads.risks import RiskQuerySet
from partnerships.risk_appetite import appetites


class RiskFilter(filters.FilterSet):
    """Which risks: by state, layer, group, outcome and words; those above all appetite, or late for review, alone."""

    state = filters.ChoiceFilter(choices=RiskState.choices, empty_label="Any")
    looked_at = filters.ChoiceFilter(choices=Layer.choices, empty_label="Any", label="Looked at by")
    body = filters.ModelChoiceFilter(
        queryset=Body.objects.filter(risks__isnull=False).distinct(), empty_label="Any", label="Kept by"
    )
    outcome = filters.ModelChoiceFilter(queryset=Outcome.objects.all(), empty_label="Any")
    words = Words("title", "cause", "event", "effect", "owner__name")
    above = filters.BooleanFilter(
        method="only_above", label="Above appetite only", widget=forms.CheckboxInput
    )
    late = filters.BooleanFilter(method="only_late", label="Late for review only", widget=forms.CheckboxInput)

    class Meta:
        model = Risk
        fields = ("state", "looked_at", "body", "outcome", "words", "above", "late")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["outcome"].field.label_from_instance = lambda outcome: outcome.short_title

    def only_above(self, rows: RiskQuerySet, name: str, value: bool | None) -> QuerySet:  # noqa: FBT001 the library calls it so
        """What no layer bears."""
        return rows.above_all(appetites()) if value else rows

    def only_late(self, rows: RiskQuerySet, name: str, value: bool | None) -> QuerySet:  # noqa: FBT001 the library calls it so
        """What was to be reviewed before today."""
        return rows.review_passed(today()) if value else rows


class ScoreColumn(tables.Column):
    """Likelihood times impact, with both marks under the product; the bare score in exports."""

    def __init__(self, first: str, second: str, **kwargs: Any) -> None:
        super().__init__(attrs={"td": {"class": "num"}}, **kwargs)
        self.marks = first, second

    def render(self, value: int, record: Risk) -> SafeString:
        """12, and under it 3 × 4."""
        first, second = (getattr(record, name) for name in self.marks)
        return format_html('<b>{}</b><span class="small">{} × {}</span>', value, first, second)

    def value(self, value: int) -> int:
        """The score alone."""
        return value


class RiskTable(BaseTable):
    """Every risk that the viewer may see, the heaviest first."""

    title = LinkColumn(verbose_name="Risk", note="event")
    body = tables.Column(verbose_name="Kept by", order_by="body__name")
    owner = tables.Column(order_by="owner__name")
    points_before = ScoreColumn("likelihood_before", "impact_before", verbose_name="Before controls")
    points = ScoreColumn("likelihood", "impact", verbose_name="After controls")
    looked_at = tables.Column(verbose_name="Looked at by")
    review_on = tables.Column(verbose_name="Next review")
    state = tables.Column(visible=False)

    caption = "Risks"
    empty_title = "No risks"
    empty_words = (
        "What could go wrong stands here. Whoever leads a group raises its risks on the group’s page."
    )

    class Meta(BaseTable.Meta):
        model = Risk
        fields = ("title", "body", "owner", "points_before", "points", "looked_at", "review_on", "state")

    def render_looked_at(self, value: str, record: Risk) -> SafeString | str:
        """The layer; marked when it is not the group's own."""
        word = Layer(value).label.capitalize()
        if not record.is_open:
            return "–"
        return tag(f"{word}: risen", kind="attention") if value != record.body.layer else word

    def value_looked_at(self, value: str) -> str:
        """The word alone."""
        return Layer(value).label.capitalize()

    def render_review_on(self, value: Any, record: Risk) -> SafeString:
        """The day and how far it is; closed ones are not reviewed."""
        return deadline(value, today()) if record.is_open else tag("Closed", kind="grey")

    def value_review_on(self, value: Any) -> str:
        """2009-06-30."""
        return value.isoformat()
