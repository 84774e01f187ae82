"""The form by which the co-ordinator changes what a body says of itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.changes.bodies import SAID
from partnerships.history import last_event_id, told_since
from partnerships.models import Body

PENCE = 100


class BodyForm(BaseForm):
    """Purpose, terms, quorum, how often it meets, and what its support costs a year.

    ``seen`` holds the newest event of the body when the form was drawn; if there is a newer one when it comes back, the
    form says what the other editor did, keeps what was typed, and may be sent again.
    """

    purpose = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it is for, in a sentence or two.",
    )
    terms_of_reference = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 8}))
    quorum = forms.IntegerField(
        required=False, min_value=1, max_value=500, help_text="Seats that must be filled to decide."
    )
    meetings_a_year = forms.IntegerField(label="Meetings a year", required=False, min_value=1, max_value=52)
    support = forms.DecimalField(
        label="Cost of support a year, in pounds",
        required=False,
        min_value=Decimal(0),
        max_digits=11,
        decimal_places=2,
        help_text="Officers’ time, rooms and papers.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        self.body = body
        self.now = {name: getattr(body, name) for name in SAID}
        support = None if body.support_pence is None else Decimal(body.support_pence) / PENCE
        kwargs["initial"] = self.now | {"support": support, "seen": last_event_id(body)}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        told = told_since(self.body, seen) if seen is not None else []
        if told:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(last_event_id(self.body))
            self.add_error(None, f"Somebody changed this body while you were writing. {' '.join(told)}")
            self.add_error(
                None, "What you typed is kept below. Compare it, and save again if it still holds."
            )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the body is to say from now on."""
        said = {name: self.cleaned_data[name] for name in SAID if name != "support_pence"}
        support = self.cleaned_data["support"]
        return said | {"support_pence": None if support is None else int(support * PENCE)}
