"""The forms of pages that look across the apps."""

from __future__ import annotations

from django import forms

from dorset_lsp.common.forms import BaseForm


class QuestionForm(BaseForm):
    """A question for a meeting."""

    question = forms.CharField(
        label="Your question",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the agenda in these words.",
    )
