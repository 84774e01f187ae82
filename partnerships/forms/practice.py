"""The forms about shared practice."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.money import PoundsField
from partnerships.forms.actions import with_organisation
from partnerships.forms.editing import SeenForm
from partnerships.models import Area, Challenge, Organisation, Person


class PracticeForm(BaseForm):
    """What was tried, where, by whom, what it cost, what happened, and whom to ask."""

    title = forms.CharField(label="What was tried, in a line", max_length=160)
    tried = forms.CharField(
        label="What was tried", widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000
    )
    happened = forms.CharField(
        label="What happened",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        help_text="What did not work, too.",
    )
    area = forms.ModelChoiceField(queryset=Area.objects.all(), empty_label="Select a place", label="Where")
    challenge = forms.ModelChoiceField(
        queryset=Challenge.objects.all(), required=False, empty_label="No single theme", label="Theme"
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), empty_label="Select one", label="Who did it"
    )
    cost_pence = PoundsField(label="What it cost, in pounds", required=False)
    cost_note = forms.CharField(
        label="The cost in words",
        required=False,
        max_length=200,
        help_text="Such as “and a day a week of one officer”.",
    )
    contact = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"), empty_label="Select somebody",
        label="Whom to ask",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].label_from_instance = with_organisation


class AlterPracticeForm(SeenForm, PracticeForm):
    """A note corrected."""

    edited = (
        "title", "tried", "happened", "area", "challenge", "organisation", "cost_pence", "cost_note", "contact",
    )  # fmt: skip
    no_concern = ("practice.copy",)


class CopyForm(BaseForm):
    """Where one's own organisation does the same, and what it does differently."""

    area = forms.ModelChoiceField(
        queryset=Area.objects.all(), empty_label="Select a place", label="Where you do it"
    )
    what_differs = forms.CharField(
        label="What you do differently",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
