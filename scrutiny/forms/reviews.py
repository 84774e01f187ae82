"""The forms of a review: proposed, scoped, who takes part, moved on."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.enums import SCRUTINY_KINDS, OrganisationKind
from partnerships.models import Body, Organisation, Person
from scrutiny.enums import CouncilRole, ReviewForm, TopicState
from scrutiny.models import ParticipatingCouncil, ScrutinyReview, Topic
from scrutiny.people import who_may_be_named


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ProposeForm(BaseForm):
    """A review by a committee: what it is called, how the councils do it together, and which group does it."""

    title = forms.CharField(label="Title of the review", max_length=160)
    form = forms.ChoiceField(
        choices=[(one.value, one.label.capitalize()) for one in ReviewForm],
        widget=forms.RadioSelect,
        label="How the councils do it together",
    )
    group = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        empty_label="Select one",
        label="Which group does it",
        help_text="Whoever holds a seat on it is a member of the review. A new group is set up first.",
    )
    parent = forms.ModelChoiceField(
        queryset=ScrutinyReview.objects.none(),
        required=False,
        empty_label="Of none",
        label="Part of a joint review",
        help_text="For a review of one district.",
    )
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.none(), required=False, empty_label="No topic", label="From the work programme"
    )
    mandated_on = forms.DateField(label="When the committee set it up", required=False)
    background = forms.CharField(
        required=False,
        max_length=4000,
        widget=_lines(5),
        help_text="How it came about. Everybody reads this.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Body.objects.filter(kind__in=SCRUTINY_KINDS)
        self.fields["parent"].queryset = ScrutinyReview.objects.under_way()
        self.fields["topic"].queryset = Topic.objects.filter(state=TopicState.TAKEN_UP, review__isnull=True)


class ScopeForm(BaseForm):
    """What the review looks at and by when."""

    purpose = forms.CharField(
        label="What the review is to find out",
        max_length=4000,
        widget=_lines(6),
        help_text="And what it leaves aside. Everybody reads this.",
    )
    report_by = forms.DateField(label="Report wanted by", required=False)


class ChangeScopeForm(ScopeForm):
    """Another scope, with the reason and the day on which the committee agreed to it."""

    reason = forms.CharField(label="Why it is changed", max_length=1000, widget=_lines(3))
    committee_agreed_on = forms.DateField(label="When the committee agreed")


class LineForm(BaseForm):
    """One line of enquiry."""

    question = forms.CharField(label="Line of enquiry", max_length=300)


class CouncilForm(BaseForm):
    """A council that takes part."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), empty_label="Select one", label="Council"
    )
    role = forms.ChoiceField(
        choices=[(one.value, one.label.capitalize()) for one in CouncilRole],
        widget=forms.RadioSelect,
        label="Takes part as",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [OrganisationKind.COUNTY_COUNCIL, OrganisationKind.DISTRICT_COUNCIL]
        self.fields["organisation"].queryset = Organisation.objects.filter(kind__in=kinds)


class AdoptionForm(BaseForm):
    """When a council adopted the report itself."""

    council = forms.ModelChoiceField(queryset=ParticipatingCouncil.objects.none(), empty_label="Select one")
    adopted_on = forms.DateField(label="Adopted the report on")

    def __init__(self, *args: Any, review: ScrutinyReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = review.councils.select_related("organisation")
        self.fields["council"].label_from_instance = lambda council: council.organisation.name


class InterestForm(BaseForm):
    """A member's declaration of interest."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(), empty_label="Select somebody", label="Member"
    )
    interest = forms.CharField(
        max_length=500, widget=_lines(3), help_text="Everybody reads this once the report is out."
    )
    is_prejudicial = forms.BooleanField(required=False, label="They stand aside for it")

    def __init__(self, *args: Any, review: ScrutinyReview, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = who_may_be_named(review, on)
