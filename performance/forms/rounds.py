"""The forms of a round: its dates, its publication, and the check of many returns at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from performance.models import Round
from performance.periods import Period, parse_label


class RoundDates(BaseForm):
    """When figures are due, and when the window shuts."""

    due_on = forms.DateField(label="Due date")
    closes_on = forms.DateField(
        label="Closing date", help_text="The first day on which figures are no longer taken."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        due_on, closes_on = cleaned.get("due_on"), cleaned.get("closes_on")
        if due_on and closes_on and closes_on <= due_on:
            self.add_error("closes_on", "The closing date must come after the due date.")
        return cleaned


class PlanRoundForm(RoundDates):
    """A new round on the calendar."""

    field_order = ("period", "is_practice", "opens_on", "due_on", "closes_on")

    period = forms.CharField(label="Period", max_length=40, help_text="Such as Q1 2009/10.")
    is_practice = forms.BooleanField(
        label="A practice round: people rehearse in it, and nothing of it is published", required=False
    )
    opens_on = forms.DateField(label="Opening date")

    mark_optional = False

    def clean_period(self) -> Period:
        try:
            period: Period = parse_label(self.cleaned_data["period"])
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault
        return period

    @property
    def title(self) -> str:
        """What the round is called: by its period, and a practice round as one."""
        label: str = self.cleaned_data["period"].label
        return f"Practice {label}" if self.cleaned_data["is_practice"] else label

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("period") and Round.objects.filter(title=self.title).exists():
            self.add_error("period", f"There is a round for {self.title} already.")
        opens_on, due_on = cleaned.get("opens_on"), cleaned.get("due_on")
        if opens_on and due_on and due_on <= opens_on:
            self.add_error("due_on", "The due date must come after the opening date.")
        return cleaned


class ExtendForm(RoundDates):
    """New dates for a round that is planned or open, with the reason."""

    reason = forms.CharField(
        label="Why do the dates change?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, opens_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opens_on = opens_on

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day <= self.opens_on:
            raise forms.ValidationError("The due date must come after the opening date.")
        return day


class PublishForm(BaseForm):
    """The tick under what will be published, and from when on everybody may read it."""

    field_order = ("release_on", "is_read")

    release_on = forms.DateField(
        label="Open to everybody from",
        required=False,
        help_text="At 09:30. Until then it is shared with partners. Leave it empty to open it at once.",
    )
    is_read = forms.BooleanField(
        label="I have read what will be published and what is missing",
        error_messages={"required": "Tick the box when you have read what will be published."},
    )


class ReleaseDayForm(BaseForm):
    """From when on everybody may read a round's report; a day that was announced is moved with a reason."""

    release_on = forms.DateField(
        label="Open to everybody from",
        required=False,
        help_text="At 09:30. Empty: as soon as it is published, or at the next 09:30 if it is.",
    )
    reason = forms.CharField(
        label="Why is it moved?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads it beside the new day.",
    )

    def __init__(self, *args: Any, is_announced: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_announced:
            self.fields["reason"].required = True
            self.fields["reason"].label = "Why is it moved?"
        else:
            del self.fields["reason"]


class CorrectForm(PublishForm):
    """The tick, and the note that the next edition prints."""

    field_order = ("note", "is_read")

    release_on = None  # type: ignore[assignment]  # as the round's first edition

    note = forms.CharField(
        label="What does this edition correct, and why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CheckForm(BaseForm):
    """Which of the submitted returns to verify, or to send back with one reason."""

    chosen = forms.MultipleChoiceField(
        label="Returns",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one return."},
    )
    reason = forms.CharField(
        label="What should be put right?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "send_back" in self.data and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say what should be put right.")
        return cleaned
