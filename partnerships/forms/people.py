"""The forms about people and their accounts."""

from __future__ import annotations

from django import forms

from dorset_lsp.common.forms import BaseForm
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
