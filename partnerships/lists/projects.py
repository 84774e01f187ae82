"""The register of projects."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.utils.safestring import SafeString

from dorset_lsp.common.money import PoundsColumn
from dorset_lsp.common.tables import BaseTable, DateColumn, LinkColumn
from dorset_lsp.common.templatetags.components import tag
from partnerships.enums import ProjectState
from partnerships.filters import Words
from partnerships.models import Allocation, Area, Organisation, Outcome, Project

KINDS = {
    ProjectState.APPLIED: "attention",
    ProjectState.OFFERED: "attention",
    ProjectState.ACCEPTED: "plain",
    ProjectState.FINISHED: "good",
}


class ProjectFilter(filters.FilterSet):
    """Which projects: by state, money, organisation, place, outcome and words."""

    state = filters.ChoiceFilter(choices=ProjectState.choices, empty_label="Any")
    allocation = filters.ModelChoiceFilter(
        queryset=Allocation.objects.select_related("stream"), empty_label="Any", label="Out of"
    )
    organisation = filters.ModelChoiceFilter(
        queryset=Organisation.objects.filter(projects__isnull=False).distinct(), empty_label="Any"
    )
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.filter(projects__isnull=False).distinct(), empty_label="Any", label="Where"
    )
    outcome = filters.ModelChoiceFilter(queryset=Outcome.objects.all(), empty_label="Any")
    words = Words("title", "description", "organisation__name")

    class Meta:
        model = Project
        fields = ("state", "allocation", "organisation", "area", "outcome", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["outcome"].field.label_from_instance = lambda outcome: outcome.short_title
        self.filters["allocation"].field.label_from_instance = lambda one: (
            f"{one.title}, {one.stream.year_label}"
        )


class ProjectTable(BaseTable):
    """Every project that the viewer may see."""

    title = LinkColumn(verbose_name="Project", note="organisation__label")
    allocation = tables.Column(verbose_name="Out of", order_by="allocation__title")
    area = tables.Column(verbose_name="Where", order_by="area__name", default="–")
    asked_pence = PoundsColumn(verbose_name="Asked for")
    offered_pence = PoundsColumn(verbose_name="Offered")
    claimed_pence = PoundsColumn(verbose_name="Claimed")
    state = tables.Column()
    organisation = tables.Column(accessor="organisation__name", visible=False)
    outcome = tables.Column(accessor="outcome__title", visible=False, default="")
    claim_by_on = DateColumn(verbose_name="Claim by", visible=False, default="")
    report_due_on = DateColumn(verbose_name="Report due", visible=False, default="")

    caption = "Projects"
    empty_title = "No projects"
    empty_words = "What the money is spent on stands here. Organisations apply on the page of a stream."

    class Meta(BaseTable.Meta):
        model = Project
        fields = ("title", "allocation", "area", "asked_pence", "offered_pence", "claimed_pence", "state")

    def render_state(self, record: Project) -> SafeString:
        """Its state as a tag."""
        return tag(record.get_state_display(), kind=KINDS.get(ProjectState(record.state), "grey"))

    def value_state(self, record: Project) -> str:
        """The word alone."""
        return record.get_state_display()
