"""The forms about who sits where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from dorset_lsp.common.forms import BaseForm, SplitDateField
from partnerships.enums import SEATED_ROLES, Basis, MembershipRole
from partnerships.forms.actions import with_organisation
from partnerships.models import Body, Membership, Person, Seat


class AppointForm(BaseForm):
    """Who, in which role and seat, on what basis, from when until when. ``last_day`` is the last day of the term."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.select_related("organisation"),
        empty_label="Select somebody",
        help_text="Somebody who is not in the list must be invited first.",
    )
    role = forms.ChoiceField(
        choices=[(role.value, role.label.capitalize()) for role in MembershipRole], widget=forms.RadioSelect
    )
    seat = forms.ModelChoiceField(
        queryset=Seat.objects.none(),
        required=False,
        empty_label="No seat: beside the seats",
        help_text="A chair, vice chair or member sits in a seat. A substitute, adviser or support stands beside them.",
    )
    basis = forms.ChoiceField(
        choices=[("", "Not said"), *Basis.choices], required=False, help_text="How they came to it."
    )
    from_on = SplitDateField(label="First day")
    last_day = SplitDateField(
        label="Last day", required=False, help_text="Leave it empty for a term without an end."
    )

    conditional_fields: ClassVar[tuple[str, ...]] = ("seat",)

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label_from_instance = with_organisation
        seats = body.seats.existing_on(on).select_related("organisation").with_holder(on)
        self.fields["seat"].queryset = seats
        self.fields["seat"].label_from_instance = _seat_in_words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_seated = cleaned.get("role") in SEATED_ROLES
        if is_seated and not cleaned.get("seat") and "seat" not in self.errors:
            self.add_error("seat", "Select the seat: a chair, vice chair or member sits in one")
        if cleaned.get("role") and not is_seated and cleaned.get("seat"):
            self.add_error("seat", "Select no seat: a substitute, adviser or support stands beside the seats")
        first, last = cleaned.get("from_on"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Last day must be the first day or later")
        return cleaned

    @property
    def to_on(self) -> date | None:
        """The first day after the term, as memberships store it."""
        last = self.cleaned_data["last_day"]
        return last + timedelta(days=1) if last else None


class TransferForm(BaseForm):
    """Who takes a seat over, from when until when, and why."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="Who takes the seat",
        empty_label="Select somebody",
    )
    from_on = SplitDateField(label="First day", help_text="The present holder’s last day is the day before.")
    last_day = SplitDateField(
        label="Last day", required=False, help_text="Leave it empty for a term without an end."
    )
    basis = forms.ChoiceField(
        choices=[("", "Not said"), *Basis.choices], required=False, help_text="How they came to it."
    )
    reason = forms.CharField(label="Why it is handed on", max_length=200)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].label_from_instance = with_organisation
        self.fields["from_on"].earliest = membership.from_on + timedelta(days=1)

    @property
    def to_on(self) -> date | None:
        """The first day after the new term."""
        last = self.cleaned_data["last_day"]
        return last + timedelta(days=1) if last else None


class CorrectForm(AppointForm):
    """What a membership should have said, and why it is put right. ``never_was`` retracts it without another."""

    never_was = forms.BooleanField(
        label="It never was: take it out and put nothing in its place", required=False
    )
    reason = forms.CharField(
        label="Why it is put right", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    conditional_fields = ("seat", "never_was")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, body=membership.body, on=membership.from_on, **kwargs)
        self.fields["person"].help_text = ""


class EndForm(BaseForm):
    """The last day of a membership, and why it ends."""

    last_day = SplitDateField(label="Last day", help_text="On the day after, the seat is vacant.")
    reason = forms.CharField(label="Why it ends", max_length=200)
    is_sure = forms.BooleanField(label="")

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["last_day"].earliest = membership.from_on
        label = f"Yes: {membership.person} leaves {membership.body}"
        self.fields["is_sure"].label = label
        self.fields["is_sure"].error_messages["required"] = "Tick to confirm that the membership ends"

    @property
    def to_on(self) -> date:
        """The first day after the membership."""
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


def _seat_in_words(seat: Seat) -> str:
    """Number, whose, and who holds it: a held seat may be filled from a later day."""
    whose = seat.title or (seat.organisation.label if seat.organisation else "independent")
    holder = seat.held[0].person.name if seat.held else "vacant"
    return f"{seat.number}. {whose} ({holder})"
