"""The forms of a corporate scorecard: what is measured, a figure of it, and which shared indicator stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from performance.changes.corporate import Described
from performance.enums import Frequency, Measure, Polarity
from performance.models import CorporateMeasure, Indicator
from performance.periods import Period

OFFERED_POLARITIES = (Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL)
OFFERED_FREQUENCIES = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.ANNUAL)


class MeasureForm(BaseForm):
    """What an organisation measures for itself."""

    title = forms.CharField(label="What is measured", max_length=200)
    definition = forms.CharField(
        label="What exactly is counted",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="If the partnership measures it already, you will be told, so that there is one definition and one figure.",
    )
    measure = forms.ChoiceField(label="Kind of number", choices=Measure)
    unit = forms.CharField(
        label="Unit in words", required=False, max_length=60, help_text="Such as visits or days."
    )
    decimals = forms.IntegerField(label="Decimals", min_value=0, max_value=4, initial=0)
    polarity = forms.ChoiceField(
        label="Which way is better?",
        choices=[(one.value, one.label.capitalize()) for one in OFFERED_POLARITIES],
    )
    frequency = forms.ChoiceField(
        label="How often?", choices=[(one.value, one.label.capitalize()) for one in OFFERED_FREQUENCIES]
    )
    target = forms.DecimalField(
        label="Target", required=False, max_digits=15, decimal_places=6,
        help_text="Every figure is judged against it by the rule of the partnership's indicators: amber within 5 % of it.",
    )  # fmt: skip

    @classmethod
    def of(cls, measure: CorporateMeasure) -> MeasureForm:
        """The form as it stands for a measure that is there."""
        names = cls.base_fields
        values = {name: getattr(measure, name) for name in names}
        if measure.target is not None:
            values["target"] = f"{measure.target.normalize():f}"
        return cls(initial=values)

    def described(self) -> Described:
        return Described(**self.cleaned_data)


class FigureForm(BaseForm):
    """A figure of one period; a second one for the same period is a correction with its reason."""

    period = forms.TypedChoiceField(label="Period", coerce=str)
    value = forms.DecimalField(label="Figure", max_digits=15, decimal_places=6)
    note = forms.CharField(
        label="What lies behind it", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label="Why it is corrected",
        required=False,
        max_length=300,
        help_text="Only if there is a figure for the period already.",
    )

    def __init__(self, *args: Any, periods: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = {one.from_on.isoformat(): one for one in periods}
        self.fields["period"].choices = [(day, one.label) for day, one in self.periods.items()]

    def clean_period(self) -> Period:
        day: date | str = self.cleaned_data["period"]
        return self.periods[str(day)]


class ShownForm(BaseForm):
    """Which indicator of the partnership stands on the corporate scorecard."""

    indicator = forms.ModelChoiceField(
        label="Indicator of the partnership", queryset=Indicator.objects.none(), to_field_name="slug"
    )

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators
