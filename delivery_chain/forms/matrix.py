"""Which matrix: of which framework, as at which day."""

from __future__ import annotations

from typing import Any

from django import forms

from delivery_chain.models import Framework
from dorset_lsp.common.forms import BaseForm


class MatrixForm(BaseForm):
    """A framework and a day; without them the first framework, today."""

    mark_optional = False
    framework = forms.ModelChoiceField(
        queryset=Framework.objects.all(), required=False, empty_label=None, to_field_name="slug"
    )
    on = forms.DateField(label="As at", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].label_from_instance = lambda one: one.short_title
