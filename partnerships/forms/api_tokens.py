"""The form for a token of the API."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.enums import TokenScope


class TokenForm(BaseForm):
    """What it is for, what it may do, and for how long."""

    label = forms.CharField(
        label="What is it for?", max_length=80, help_text="Such as the name of the system."
    )
    scope = forms.ChoiceField(
        label="What may it do?", choices=TokenScope.choices, widget=forms.RadioSelect, initial="read"
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        choices=[("30", "30 days"), ("90", "90 days"), ("365", "a year")],
        coerce=int,
        initial="90",
        widget=forms.RadioSelect,
    )  # fmt: skip

    def values(self, on: date) -> dict[str, Any]:
        """What the change takes."""
        data = self.cleaned_data
        return {
            "label": data["label"],
            "scope": data["scope"],
            "expires_on": on + timedelta(days=data["days"]),
        }
