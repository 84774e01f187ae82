"""The register of findings."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn
from dorset_lsp.common.templatetags.components import tag
from partnerships.enums import FindingSource, FindingState
from partnerships.filters import Words
from partnerships.models import Area, Finding, Outcome
from partnerships.reads.findings import FindingQuerySet

STATE_KINDS = {
    FindingState.RAISED: "plain",
    FindingState.CONSIDERED: "plain",
    FindingState.ADOPTED: "good",
    FindingState.DECLINED: "grey",
}


class FindingFilter(filters.FilterSet):
    """Which findings: by state, place, source, outcome and words; those that wait for an answer alone."""

    state = filters.ChoiceFilter(choices=FindingState.choices, empty_label="Any")
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.all(), method="within", empty_label="Any", label="From"
    )
    source = filters.ChoiceFilter(choices=FindingSource.choices, empty_label="Any", label="Heard through")
    outcome = filters.ModelChoiceFilter(
        queryset=Outcome.objects.all(), empty_label="Any", label="Adopted into"
    )
    words = Words("title", "text", "from_whom", "source_title")
    unanswered = filters.BooleanFilter(
        method="only_unanswered", label="Not answered only", widget=forms.CheckboxInput
    )

    class Meta:
        model = Finding
        fields = ("state", "area", "source", "outcome", "words", "unanswered")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["outcome"].field.label_from_instance = lambda outcome: outcome.short_title

    def within(self, rows: FindingQuerySet, name: str, value: Area | None) -> QuerySet:
        """From the place or any place in it."""
        return rows.from_area(value) if value else rows

    def only_unanswered(self, rows: FindingQuerySet, name: str, value: bool | None) -> QuerySet:  # noqa: FBT001 the library calls it so
        """Settled, and the community not told."""
        return rows.unanswered() if value else rows


class FindingTable(BaseTable):
    """Every finding that the viewer may see."""

    title = LinkColumn(verbose_name="What was said", note="from_whom")
    area = tables.Column(verbose_name="From", order_by="area__name")
    source = tables.Column(verbose_name="Heard through")
    heard_on = DateColumn(verbose_name="When")
    state = tables.Column()
    outcome = tables.Column(accessor="outcome__short_title", verbose_name="Adopted into", default="–")
    answered_on = DateColumn(verbose_name="Answered", default="–")
    text = tables.Column(visible=False)
    reason = tables.Column(visible=False)
    answer = tables.Column(visible=False)

    caption = "What communities said"
    empty_title = "No findings"
    empty_words = "What communities said stands here. Members of any body bring it to the bridging group."

    class Meta(BaseTable.Meta):
        model = Finding
        fields = ("title", "area", "source", "heard_on", "state", "outcome", "answered_on")

    def render_state(self, record: Finding) -> SafeString:
        """Its state as a tag."""
        return tag(record.get_state_display(), kind=STATE_KINDS[FindingState(record.state)])

    def value_state(self, record: Finding) -> str:
        """The word alone."""
        return record.get_state_display()
