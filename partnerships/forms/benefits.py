"""The forms about the benefits of a programme."""

from __future__ import annotations

from django import forms

from dorset_lsp.common.forms import BaseForm


class NoteForm(BaseForm):
    """How a benefit comes on."""

    text = forms.CharField(
        label="How it comes on", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="Residents read this. It cannot be changed later.",
    )  # fmt: skip


class AchieveForm(BaseForm):
    """What people notice, now that it is there."""

    text = forms.CharField(
        label="What people notice now",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Residents read this.",
    )


class ReasonForm(BaseForm):
    """Why it is dropped, or taken up again."""

    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Residents read this.",
    )
