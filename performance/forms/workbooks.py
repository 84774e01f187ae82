"""The form that takes a workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from dorset_lsp.common.forms import BaseForm
from performance.workbook.safety import too_large


class WorkbookForm(BaseForm):
    """One file. What is in it is for the check to say; here it only has to be small enough to be looked at."""

    mark_optional = False

    file = forms.FileField(
        label="The filled-in workbook",
        help_text="The .xlsx file that you downloaded here, or the CSV. Nothing is saved yet: "
        "you see every change first.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Choose the workbook that you filled in"},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.WORKBOOK_MAX_BYTES:
            raise forms.ValidationError(too_large(file.size, settings.WORKBOOK_MAX_BYTES).sentence)
        return file
