from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.models import Organisation, Person
from performance.models import Result


class ActionForm(BaseForm):
    """An improvement action for an exception: what, who leads, for which organisation, by when."""

    title = forms.CharField(label="What will be done", max_length=200)
    description = forms.CharField(
        label="How", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    organisation = forms.ModelChoiceField(label="Organisation", queryset=Organisation.objects.none())
    lead = forms.ModelChoiceField(label="Person who leads", queryset=Person.objects.none())
    due_on = forms.DateField(label="Due date")

    def __init__(self, *args: Any, result: Result, viewer: Person, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["organisation"].queryset = Organisation.objects.visible_to(viewer)
        self.fields["lead"].queryset = (
            Person.objects.visible_to(viewer).filter(is_active=True).select_related("organisation")
        )
        self.fields["organisation"].initial = result.indicator.owner_organisation_id
        self.fields["lead"].initial = result.indicator.owner_id

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.on:
            raise forms.ValidationError("The due date must be today or later.")
        return day
