"""The forms about people and their accounts."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.enums import InterestKind, TrainingTopic
from partnerships.forms.actions import with_organisation
from partnerships.models import Organisation, Person


class InviteForm(BaseForm):
    """Who is to have an account. They set their own password by the link in the invitation."""

    name = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail address", help_text="They sign in with it.")
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(),
        required=False,
        empty_label="None: an independent person",
        help_text="Whose staff or member they are.",
    )
    job_title = forms.CharField(label="Post", max_length=120, required=False)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        holder = Person.objects.filter(email=email).first()
        if holder is not None:
            raise forms.ValidationError(f"{holder.name} has this address already. Open their page instead.")
        return email


class CloseAccountForm(BaseForm):
    """Why an account is closed."""

    reason = forms.CharField(
        label="Why the account is closed",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands in the history of the account.",
    )


class OwnDetailsForm(BaseForm):
    """How one's own name and post are written."""

    name = forms.CharField(max_length=120)
    job_title = forms.CharField(label="Post", max_length=120, required=False)

    autocomplete = {"name": "name", "job_title": "organization-title"}


class InterestForm(BaseForm):
    """An interest that somebody has."""

    kind = forms.ChoiceField(
        label="What sort of interest",
        choices=[(kind.value, kind.label.capitalize()) for kind in InterestKind],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What it is", max_length=300, help_text="Whose, where, and how it could bear on a decision."
    )
    from_on = forms.DateField(label="Since when")


class EndInterestForm(BaseForm):
    """The last day of an interest."""

    last_day = forms.DateField(label="Last day")


class TrainingForm(BaseForm):
    """A session: what was shown, when, by whom and to whom."""

    topic = forms.ChoiceField(label="What was shown", choices=[("", "Select one"), *TrainingTopic.choices])
    shown_on = forms.DateField(label="On which day")
    trainer = forms.CharField(label="Shown by", max_length=120, required=False)
    people = forms.ModelMultipleChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="To whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].label_from_instance = with_organisation
