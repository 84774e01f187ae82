"""The forms about findings."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.enums import FindingSource
from partnerships.forms.editing import SeenForm
from partnerships.models import Area, Meeting, Outcome


class FindingForm(BaseForm):
    """What was said, where, when and by whom."""

    title = forms.CharField(label="What was said, in a line", max_length=160)
    text = forms.CharField(
        label="What was said", widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000,
        help_text="In their words where you can. Name no single person.",
    )  # fmt: skip
    area = forms.ModelChoiceField(queryset=Area.objects.all(), empty_label="Select a place", label="Where")
    source = forms.ChoiceField(
        choices=[("", "Select one"), *((one.value, one.label.capitalize()) for one in FindingSource)],
        label="Heard through",
    )
    source_title = forms.CharField(
        label="Which one", max_length=200, required=False, help_text="The plan, survey or event by its name."
    )
    heard_on = forms.DateField(label="When it was said")
    from_whom = forms.CharField(
        label="From whom",
        max_length=200,
        help_text="Such as “412 of 700 households”, or “60 people at an open evening”.",
    )


class AlterFindingForm(SeenForm, FindingForm):
    """A finding corrected."""

    edited = ("title", "text", "area", "source", "source_title", "heard_on", "from_whom")


class AtAMeetingForm(BaseForm):
    """At which meeting of the bridging group."""

    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), empty_label="Select a meeting", label="At which meeting"
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings


class ConsiderForm(AtAMeetingForm):
    """A meeting looked at it and wants more."""

    note = forms.CharField(
        label="What the meeting wants to know", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class AdoptForm(AtAMeetingForm):
    """A meeting adopted it."""

    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.all(), empty_label="Select an outcome", label="Into which outcome"
    )
    reason = forms.CharField(
        label="What it changes", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="What will be done differently because of it. The community reads this.",
    )  # fmt: skip


class DeclineForm(AtAMeetingForm):
    """A meeting declined it."""

    reason = forms.CharField(
        label="Why it is declined", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="The community reads this. Say who can help, if somebody can.",
    )  # fmt: skip


class AnswerForm(BaseForm):
    """What the community was told, and when."""

    text = forms.CharField(
        label="What the community was told", widget=forms.Textarea(attrs={"rows": 5}), max_length=5000
    )
    answered_on = forms.DateField(label="When they were told")
