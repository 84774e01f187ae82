from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from performance.periods import Period


class RebaseForm(BaseForm):
    """From which period on the chart starts afresh, and why."""

    from_on = forms.TypedChoiceField(
        label="First period of the new segment",
        coerce=date.fromisoformat,
        help_text="The period from which the change shows. The limits before it stay as they are.",
    )
    reason = forms.CharField(
        label="What changed, and how it is known",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A change of service, of law or of counting that is known of; never only that the figures look different.",
    )

    def __init__(self, *args: Any, periods: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest_first = sorted(periods, reverse=True)
        self.fields["from_on"].choices = [(one.from_on.isoformat(), one.label) for one in newest_first]
