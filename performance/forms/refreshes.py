"""The forms of a refresh: what it is called and why, what one target becomes, and why it is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from performance.enums import Polarity, TargetKind, TargetState
from performance.models import Agreement, Indicator
from performance.refreshing import Goal, Terms, faults_of, years_of

NUMBER = {"max_digits": 15, "decimal_places": 6, "required": False}


class RefreshForm(BaseForm):
    """Its title and its reason, which stand on the agreement's page for everybody once it is approved."""

    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text="As the version will be called, such as Refresh of March 2009.",
    )
    reason = forms.CharField(
        label="Why do targets change?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What has changed since they were agreed, and how it is known. Everybody can read it once it is approved.",
    )


class RenegotiationForm(BaseForm):
    """Why an agreed target goes back on the table."""

    reason = forms.CharField(
        label="Why should it be negotiated again?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What has changed since it was agreed, and how it is known.",
    )


class RefusalForm(BaseForm):
    """Why a proposal is refused."""

    reason = forms.CharField(
        label="Why is it refused?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whoever proposed it reads this in an e-mail and on My work, and can put the proposal right.",
    )


class ChooseTargetForm(BaseForm):
    """Which target is to change."""

    indicator = forms.ModelChoiceField(
        label="Which indicator's target changes?", queryset=Indicator.objects.none(), to_field_name="slug"
    )

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators


class TermsForm(BaseForm):
    """What one target is to say. It starts from what it says now; a year left empty has no figure."""

    mark_optional = False

    kind = forms.ChoiceField(label="Kind", choices=TargetKind)
    state = forms.ChoiceField(
        label="State", choices=[(one.value, one.label.capitalize()) for one in TargetState]
    )
    state_reason = forms.CharField(
        label="Why it is not agreed",
        required=False,
        max_length=300,
        help_text="For every state but agreed. It stands beside the target wherever that is shown.",
    )
    baseline = forms.DecimalField(label="Baseline", **NUMBER)
    baseline_label = forms.CharField(
        label="Period of the baseline",
        required=False,
        max_length=60,
        help_text="Such as 2007/08, or 2005-2007 average.",
    )
    baseline_until = forms.DateField(label="Last day of that period", required=False)

    def __init__(
        self, *args: Any, agreement: Agreement, indicator: Indicator, before: Terms | None, **kwargs: Any
    ) -> None:
        self.indicator, self.before = indicator, before
        self.years = years_of(agreement, before)
        # Before the base form begins, so that it gives them its labels and sentences as it gives every field.
        self.base_fields = {**type(self).base_fields, **self._year_fields()}
        super().__init__(*args, initial=_initial(before), **kwargs)

    def _year_fields(self) -> dict[str, forms.Field]:
        is_range = self.indicator.polarity == Polarity.RANGE
        had = {goal.period.to_on: goal for goal in (self.before.goals if self.before else ())}
        fields: dict[str, forms.Field] = {}
        for place, (period, year) in enumerate(self.years):
            goal = had.get(period.to_on)
            label = f"Lower end in {year}" if is_range else f"To be reached in {year}"
            fields[f"value_{place}"] = forms.DecimalField(
                label=label, initial=goal and _plain(goal.value), **NUMBER
            )
            if is_range:
                fields[f"high_{place}"] = forms.DecimalField(
                    label=f"Upper end in {year}", initial=goal and _plain(goal.high), **NUMBER
                )
        return fields

    def terms(self) -> Terms:
        """What was typed, as the change takes it."""
        said = self.cleaned_data
        until = said.get("baseline_until")
        to_on = until + timedelta(days=1) if until else None
        same = self.before is not None and self.before.baseline_to == to_on
        goals = tuple(
            Goal(period, label, said.get(f"value_{place}"), said.get(f"high_{place}"))
            for place, (period, label) in enumerate(self.years)
        )
        return Terms(
            kind=said.get("kind", ""),
            state=said.get("state", ""),
            state_reason="" if said.get("state") == TargetState.AGREED else said.get("state_reason", ""),
            baseline=said.get("baseline"),
            baseline_label=said.get("baseline_label", ""),
            baseline_from=self.before.baseline_from if same and self.before else None,
            baseline_to=to_on,
            goals=goals,
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            for name, sentence in faults_of(self.terms(), self.indicator).items():
                self.add_error(name, sentence)
        return said


def _initial(before: Terms | None) -> dict[str, Any]:
    if before is None:
        return {"state": TargetState.UNDER_DISCUSSION, "kind": TargetKind.LOCAL}
    return {
        "kind": before.kind,
        "state": before.state,
        "state_reason": before.state_reason,
        "baseline": _plain(before.baseline),
        "baseline_label": before.baseline_label,
        "baseline_until": before.baseline_to and before.baseline_to - timedelta(days=1),
    }


def _plain(value: Any) -> str:
    """A stored number as somebody would type it."""
    return "" if value is None else f"{value.normalize():f}"
