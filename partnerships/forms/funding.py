"""The forms about streams, allocations and money that partners declare."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.money import PoundsField, in_pounds
from partnerships.enums import MoneyKind
from partnerships.models import Allocation, FundingStream, Organisation, Outcome

KINDS = [(kind.value, kind.label.capitalize()) for kind in MoneyKind]


class YearForm(BaseForm):
    """First and last day of the year that money is for."""

    from_on = forms.DateField(label="First day")
    last_day = forms.DateField(label="Last day")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Last day must be the first day or later")
        return cleaned

    @property
    def to_on(self) -> date:
        """The first day after, as it is stored."""
        last: date = self.cleaned_data["last_day"]
        return date.fromordinal(last.toordinal() + 1)


class StreamForm(YearForm):
    """Money that is given for a year."""

    title = forms.CharField(label="Name of the stream", max_length=160)
    giver = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), empty_label="Select one", label="Who gives it"
    )
    kind = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, label="Capital or revenue")
    amount_pence = PoundsField(label="Amount in pounds")
    purpose = forms.CharField(
        label="What it is for", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    source = forms.CharField(
        label="Where that is written",
        required=False,
        max_length=300,
        help_text="Such as a minute or a letter of offer.",
    )
    field_order = ("title", "giver", "kind", "amount_pence", "from_on", "last_day", "purpose", "source")

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        self.slug = slugify(title)[:50].strip("-")
        if not self.slug:
            raise forms.ValidationError("The name must have a letter or a digit")
        if FundingStream.objects.filter(slug=self.slug).exists():
            raise forms.ValidationError("There is a stream of this name already. Add the year to it.")
        return title


class AllocateForm(BaseForm):
    """A part of a stream, set aside."""

    title = forms.CharField(label="What it is for", max_length=160)
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), required=False, empty_label="A purpose, not one organisation",
        label="For one organisation",
    )  # fmt: skip
    amount_pence = PoundsField(label="Amount in pounds")
    delegated_pence = PoundsField(
        label="The co-ordinator decides alone up to", required=False,
        help_text="In pounds, for one application. Leave it empty if a body decides them all.",
    )  # fmt: skip
    source = forms.CharField(
        label="Where that is written",
        required=False,
        max_length=300,
        help_text="Such as a decision of the Board.",
    )

    def __init__(self, *args: Any, stream: FundingStream, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount_pence"].help_text = f"{in_pounds(stream.remainder_pence)} of the stream is left."


class ChangeAllocationForm(BaseForm):
    """An allocation made larger or smaller."""

    amount_pence = PoundsField(label="New amount in pounds")
    why = forms.CharField(label="Why it changes", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)

    def __init__(self, *args: Any, allocation: Allocation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = allocation.amount_pence + allocation.stream.remainder_pence
        self.fields["amount_pence"].help_text = (
            f"From {in_pounds(allocation.committed_pence)}, which is offered to projects, to {in_pounds(most)}, "
            "which the stream bears."
        )


class DeclareForm(YearForm):
    """Money of a partner's own, declared beside the streams."""

    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), empty_label="Select one")
    title = forms.CharField(label="What the money does", max_length=200)
    kind = forms.ChoiceField(choices=KINDS, widget=forms.RadioSelect, label="Capital or revenue")
    amount_pence = PoundsField(label="Amount in pounds")
    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.all(),
        required=False,
        empty_label="No single outcome",
        label="Which outcome it serves",
    )
    field_order = ("organisation", "title", "kind", "amount_pence", "from_on", "last_day", "outcome")

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class WithdrawDeclarationForm(BaseForm):
    """Why declared money is no longer there."""

    reason = forms.CharField(
        label="Why it is no longer there", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
