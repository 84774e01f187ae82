"""The forms of a return: its answer, and the reasons that its moves ask for."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst

from dorset_lsp.common.forms import BaseForm, in_sentence
from partnerships.models import Area
from performance.answers import Answer, Figure, answer_of
from performance.derived import areas_asked
from performance.enums import Direction
from performance.models import Return
from performance.preview import ANSWERABLE_ABSENCES, Preview, field_of, preview

FIGURE = {"max_digits": 15, "decimal_places": 6, "required": False}


@dataclass(frozen=True, slots=True)
class AreaFields:
    """The fields of one area, as the page draws them."""

    area: Area
    numbers: tuple[BoundField, ...]
    absence: BoundField
    reason: BoundField
    is_absent: bool


class ReturnForm(BaseForm):
    """What an owner says in one return. ``preview`` is how it would be judged; it stands beside the fields.

    A draft may be incomplete but not impossible; for submitting, everything must stand.
    """

    mark_optional = False

    is_surprise_confirmed = forms.BooleanField(
        required=False, label="I have checked the figure against the source"
    )
    commentary = forms.CharField(
        required=False,
        max_length=4000,
        label="What lies behind the figure?",
        help_text="Two or three sentences; they are printed in the report. "
        "Needed when it is off target or getting worse: why, and what will be done.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    direction_view = forms.ChoiceField(
        required=False,
        label="How do you see it moving?",
        choices=[
            (one.value, one.label) for one in (Direction.IMPROVING, Direction.STEADY, Direction.WORSENING)
        ],
        widget=forms.RadioSelect(attrs={"class": "inline"}),
    )
    is_provisional = forms.TypedChoiceField(
        label="Is this figure final?",
        choices=[("yes", "Provisional"), ("no", "Final")],
        coerce=lambda choice: choice == "yes",
        initial="no",
        widget=forms.RadioSelect(attrs={"class": "inline"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, return_: Return, on: date, **kwargs: Any) -> None:
        self.return_, self.on = return_, on
        self.areas = areas_asked(return_.indicator)
        self.preview: Preview | None = None
        # Before the base form copies them, so that it gives these fields its manner too.
        self.base_fields = self._areas_fields() | type(self).base_fields
        kwargs["initial"] = initial_of(return_, self.areas) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("confirmed_for", self.figures_typed) != self.figures_typed:
            self._let_the_tick_lapse()
        if not self.is_bound and answer_of(return_).figures:
            self.preview = preview(return_, answer_of(return_), on=on)

    @property
    def figures_typed(self) -> str:
        """The figures as they stand in the boxes: what a tick under a surprise was given for."""
        boxes = (self[field_of(area.pk, part)] for area in self.areas for part, _ in self._number_labels())
        return "|".join(str(box.value() or "").strip() for box in boxes)

    def _let_the_tick_lapse(self) -> None:
        """A tick that was given for other figures says nothing about these."""
        self.data = self.data.copy()
        self.data.pop(self.add_prefix("is_surprise_confirmed"), None)

    def _areas_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for area in self.areas:
            where = f" for {area.name}" if len(self.areas) > 1 else ""
            for part, label in self._number_labels():
                named = f"{area.name}: {in_sentence(label)}" if where else label
                fields[field_of(area.pk, part)] = forms.DecimalField(label=named, **FIGURE)
            fields[field_of(area.pk, "absence")] = forms.ChoiceField(
                required=False,
                label=f"Why is there no figure{where}?",
                choices=[("", "There is a figure"), *((one.value, one.label) for one in ANSWERABLE_ABSENCES)],
            )
            fields[field_of(area.pk, "absence_reason")] = forms.CharField(
                required=False, max_length=300, label=f"The reason in words{where}"
            )
        return fields

    def _number_labels(self) -> list[tuple[str, str]]:
        indicator = self.return_.indicator
        if indicator.is_ratio:
            return [
                ("numerator", capfirst(indicator.numerator_label or "numerator")),
                ("denominator", capfirst(indicator.denominator_label or "denominator")),
            ]
        return [("value", f"Figure, {indicator.unit}" if indicator.unit else "Figure")]

    @property
    def area_fields(self) -> Iterator[AreaFields]:
        for area in self.areas:
            absence = self[field_of(area.pk, "absence")]
            yield AreaFields(
                area=area,
                numbers=tuple(self[field_of(area.pk, part)] for part, _ in self._number_labels()),
                absence=absence,
                reason=self[field_of(area.pk, "absence_reason")],
                is_absent=bool(absence.value()),
            )

    def answer(self) -> Answer:
        """What was typed, as an answer. Call it on a form whose fields could be read."""
        return Answer(
            figures={area.pk: figure for area in self.areas if (figure := self._figure(area)).is_given},
            is_provisional=bool(self.cleaned_data.get("is_provisional")),
            commentary=self.cleaned_data.get("commentary", ""),
            direction_view=self.cleaned_data.get("direction_view", ""),
            is_surprise_confirmed=bool(self.cleaned_data.get("is_surprise_confirmed")),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for area in self.areas:
            self._refuse_both_figure_and_absence(area)
            self._refuse_half_a_ratio(area)
        if self.errors:
            return cleaned
        self.preview = preview(self.return_, self.answer(), on=self.on)
        for fault in self.preview.faults:
            if fault.is_impossible or "submit" in self.data:
                self.add_error(fault.field if fault.field in self.fields else None, fault.sentence)
        return cleaned

    def _refuse_both_figure_and_absence(self, area: Area) -> None:
        absence = field_of(area.pk, "absence")
        numbers = [self.cleaned_data.get(field_of(area.pk, part)) for part, _ in self._number_labels()]
        if self.cleaned_data.get(absence) and any(number is not None for number in numbers):
            self.add_error(absence, "Give a figure or a reason for none, not both.")

    def _refuse_half_a_ratio(self, area: Area) -> None:
        if not self.return_.indicator.is_ratio:
            return
        labels = dict(self._number_labels())
        given = {part: self.cleaned_data.get(field_of(area.pk, part)) is not None for part in labels}
        if any(given.values()) and not all(given.values()):
            missing = next(part for part, is_given in given.items() if not is_given)
            if field_of(area.pk, missing) not in self.errors:
                self.add_error(field_of(area.pk, missing), f"Enter {in_sentence(labels[missing])} as well.")

    def _figure(self, area: Area) -> Figure:
        get = self.cleaned_data.get
        return Figure(
            value=get(field_of(area.pk, "value")),
            numerator=get(field_of(area.pk, "numerator")),
            denominator=get(field_of(area.pk, "denominator")),
            absence=get(field_of(area.pk, "absence")) or "",
            absence_reason=get(field_of(area.pk, "absence_reason")) or "",
        )


def initial_of(return_: Return, areas: list[Area]) -> dict[str, Any]:
    """The saved answer as the form's first values."""
    answer = answer_of(return_)
    initial: dict[str, Any] = {
        "is_provisional": "yes" if answer.is_provisional else "no",
        "commentary": answer.commentary,
        "direction_view": answer.direction_view,
        "is_surprise_confirmed": answer.is_surprise_confirmed,
        "version": return_.version,
    }
    for area in areas:
        figure = answer.figures.get(area.pk, Figure())
        for part in ("value", "numerator", "denominator"):
            number = getattr(figure, part)
            initial[field_of(area.pk, part)] = "" if number is None else f"{number.normalize():f}"
        initial[field_of(area.pk, "absence")] = figure.absence
        initial[field_of(area.pk, "absence_reason")] = figure.absence_reason
    return initial


class ReasonForm(BaseForm):
    """A move that asks for a reason. The label and hint are the view's."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        self.base_fields = deepcopy(type(self).base_fields)
        self.base_fields["reason"].label, self.base_fields["reason"].help_text = label, hint
        super().__init__(*args, **kwargs)


class ReopenForm(ReasonForm):
    """Opening a return again: the reason, and until when its own window stays open."""

    last_day = forms.DateField(
        label="Last day for the new figure", help_text="The return is shut again after it."
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.on:
            raise forms.ValidationError("The last day must be today or later.")
        return day


class AnswerRequestForm(BaseForm):
    """The co-ordinator's answer to a request to reopen."""

    is_granted = forms.TypedChoiceField(
        label="What is your answer?",
        choices=[("yes", "Open it again"), ("no", "Leave it shut")],
        coerce=lambda choice: choice == "yes",
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label="Last day for the new figure", required=False)
    answer = forms.CharField(
        label="A word to whoever asked",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("last_day")
        if cleaned.get("is_granted") and "last_day" not in self.errors:
            if day is None:
                self.add_error("last_day", "Enter the last day for the new figure.")
            elif day < self.on:
                self.add_error("last_day", "The last day must be today or later.")
        if cleaned.get("is_granted") is False and not cleaned.get("answer"):
            self.add_error("answer", "Say why it stays shut.")
        return cleaned
