from __future__ import annotations

from typing import Any

from django import forms

from performance.enums import Direction, Status
from performance.models import Edition


class ScorecardFilter(forms.Form):
    """What to show of a scorecard. Every choice is optional; an unknown one is left out, never an error page."""

    status = forms.ChoiceField(required=False, choices=[("", "All"), *Status.choices])
    direction = forms.ChoiceField(required=False, choices=[("", "All"), *Direction.choices])
    owner = forms.ChoiceField(required=False)
    round = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, owners: list[str], editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "All organisations"), *((name, name) for name in owners)]
        self.fields["round"].choices = [(edition.round.slug, edition.round.title) for edition in editions]

    def chosen(self) -> dict[str, str]:
        """The choices that are valid, by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
