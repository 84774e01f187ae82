"""The forms of pages that look across the apps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.site.loading.packed import too_large


class FolderForm(forms.Form):
    """One ZIP file. What is in it is for the check to say; here it only has to be small enough to be kept."""

    file = forms.FileField(
        label="The folder as a ZIP file",
        help_text="Nothing is changed yet: you first see every fault, or what is new and what would change.",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": "Choose a ZIP file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.FOLDER_MAX_BYTES:
            raise forms.ValidationError(too_large(file.size, settings.FOLDER_MAX_BYTES))
        return file


class QuestionForm(BaseForm):
    """A question for a meeting."""

    question = forms.CharField(
        label="Your question",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the agenda in these words.",
    )
