"""Forms for partners' files: how one is fetched and read, and the words with which a row is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from dorset_lsp.common import fetching
from dorset_lsp.common.forms import BaseForm
from partnerships.models import Area, Organisation, Person
from performance.enums import Misfit, SourceRhythm
from performance.models import Indicator, Source
from performance.periods import parse_label
from performance.pulling.fitting import ABSENCES

MOST_WORDS: Final = 500


class WordsField(forms.CharField):
    """Words as a file writes them, each with what it means here: one pair a line, an equals sign between."""

    def __init__(self, *, known: Callable[[str], str | None], noun: str, **kwargs: Any) -> None:
        """``known`` gives what is meant by the right side as it is kept, or None for what is not known."""
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)
        self.known = known
        self.noun = noun

    def prepare_value(self, value: Any) -> Any:
        """Pairs as lines."""
        return (
            "\n".join(f"{theirs} = {ours}" for theirs, ours in value.items())
            if isinstance(value, Mapping)
            else value
        )

    def clean(self, value: Any) -> Any:
        """The pairs, theirs in small letters. Raises ValidationError that names the line."""
        found: dict[str, str] = {}
        lines = [line for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_WORDS:
            raise ValidationError(f"At most {MOST_WORDS} lines are taken")
        for line in lines:
            theirs, equals, ours = (part.strip() for part in line.rpartition("="))
            if not equals or not theirs or not ours:
                raise ValidationError(f"Write “their word = ours” in each line, not “{line.strip()}”")
            meant = self.known(ours)
            if meant is None:
                raise ValidationError(f"“{ours}” is {self.noun}")
            found[" ".join(theirs.split()).casefold()] = meant
        return found


def _indicator(text: str) -> str | None:
    row = Indicator.objects.filter(code__iexact=text).first()
    return row.code if row else None


def _area(text: str) -> str | None:
    row = Area.objects.filter(name__iexact=text).first() or Area.objects.filter(slug=text.lower()).first()
    return row.name if row else None


def _period(text: str) -> str | None:
    try:
        return parse_label(text).label
    except ValueError:
        return None


def _absence(text: str) -> str | None:
    return next(
        (code.value for code, label in ABSENCES.items() if text.casefold() in (code.value, label)), None
    )


class SourceForm(BaseForm):
    """Whose file it is, where and how often it is fetched, and what its columns and words mean."""

    conditional_fields: ClassVar[tuple[str, ...]] = (
        "indicator", "indicator_column", "value_column", "numerator_column", "denominator_column",
    )  # fmt: skip

    title = forms.CharField(label="What is it called here?", max_length=120)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Whose figures are they?",
        help_text="The organisation that answers for them.",
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="In whose name are they saved?",
        help_text="Somebody of that organisation, who looks at the drafts and submits them. They are told.",
    )
    address = forms.CharField(
        label="Address of the CSV file",
        max_length=500,
        help_text="It begins with https:// and anybody may read it.",
    )
    rhythm = forms.ChoiceField(
        label="How often is it fetched?",
        choices=SourceRhythm.choices,
        widget=forms.RadioSelect,
        initial="weekly",
    )
    first_on = forms.DateField(
        label="First fetched on", help_text="The weekday, or the day of the month, is kept."
    )
    figures_from = forms.DateField(label="Pass over figures of periods that begin before", required=False)
    indicator_column = forms.CharField(
        label="Column of the indicator", max_length=120, required=False,
        help_text="Its title in the first row. Codes, titles and other names are known.",
    )  # fmt: skip
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="Or the one indicator that the whole file is about", required=False
    )
    period_column = forms.CharField(
        label="Column of the period", max_length=120,
        help_text="Such as Q4 2008/09, 2008/09, March 2009, or 2009-01-01/2009-04-01.",
    )  # fmt: skip
    area_column = forms.CharField(
        label="Column of the area",
        max_length=120,
        required=False,
        help_text="Empty: all is about the whole area.",
    )
    value_column = forms.CharField(label="Column of the value", max_length=120, required=False)
    numerator_column = forms.CharField(
        label="Column of the numerator", max_length=120, required=False,
        help_text="For indicators that are a numerator over a denominator.",
    )  # fmt: skip
    denominator_column = forms.CharField(label="Column of the denominator", max_length=120, required=False)
    definition_column = forms.CharField(
        label="Column of the definition’s version", max_length=120, required=False,
        help_text="A row that is counted by another version than ours is set aside.",
    )  # fmt: skip
    is_provisional = forms.BooleanField(label="The figures are provisional", required=False)
    indicator_words = WordsField(
        label="Their indicators", known=_indicator, noun="no code of an indicator here",
        help_text="One a line: their word = our code.",
    )  # fmt: skip
    area_words = WordsField(
        label="Their areas",
        known=_area,
        noun="no area here",
        help_text="One a line: their code = the name of our area.",
    )
    period_words = WordsField(
        label="Their periods", known=_period, noun="no period", help_text="One a line: 2008-Q4 = Q3 2008/09."
    )
    definition_words = WordsField(
        label="Their versions of the definition", known=lambda text: text if text.isdigit() else None,
        noun="no number of a version", help_text="One a line: new basis = 2.",
    )  # fmt: skip
    absence_words = WordsField(
        label="Their marks for no figure", known=_absence, noun="no reason for a figure that is missing",
        help_text="One a line: * = suppressed. Ours are: " + ", ".join(ABSENCES.values()) + ".",
    )  # fmt: skip

    def clean_address(self) -> str:
        """An address that can be fetched."""
        address: str = self.cleaned_data["address"].strip()
        if fault := fetching.why_not(address):
            raise ValidationError(fault)
        return address

    def clean(self) -> dict[str, Any]:
        """What belongs together: person and organisation, one way to tell the indicator, columns of figures."""
        data: dict[str, Any] = super().clean() or {}
        person, organisation = data.get("person"), data.get("organisation")
        if person and organisation and person.organisation_id != organisation.pk:
            self.add_error("person", f"{person} is not of {organisation.label}")
        if bool(data.get("indicator_column")) == bool(data.get("indicator")):
            self.add_error("indicator_column", "Name the column, or choose the one indicator below; not both")
        numerator, denominator = data.get("numerator_column"), data.get("denominator_column")
        if bool(numerator) != bool(denominator):
            self.add_error(
                "denominator_column" if numerator else "numerator_column",
                "A numerator and a denominator come together",
            )
        elif not numerator and not data.get("value_column"):
            self.add_error(
                "value_column", "Name the column of the value, or those of numerator and denominator"
            )
        return data


def form_for(source: Source | None, data: Any = None, *, on: Any) -> SourceForm:
    """The form with what may be chosen, and what stands so far."""
    initial = (
        {"first_on": on}
        if source is None
        else {name: getattr(source, name) for name in SourceForm.base_fields}
    )
    form = SourceForm(data, initial=initial)
    form.fields["organisation"].queryset = Organisation.objects.order_by("name")
    people = Person.objects.filter(is_active=True, organisation__isnull=False).select_related("organisation")
    form.fields["person"].queryset = people.order_by("organisation__name", "name")
    form.fields["person"].label_from_instance = lambda person: f"{person.name}, {person.organisation.label}"
    form.fields["indicator"].queryset = Indicator.objects.order_by("position", "code")
    return form


class StopForm(BaseForm):
    """Why a file is fetched no more."""

    reason = forms.CharField(
        label="Why is it stopped?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SettleForm(BaseForm):
    """Why a row is let in, or left out."""

    reason = forms.CharField(label="Reason", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class DismissAllForm(BaseForm):
    """For which cause all rows that wait are left out, and why."""

    misfit = forms.ChoiceField(label="Set aside for")
    reason = forms.CharField(
        label="Why are they left out?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["misfit"].choices = [
            (misfit, f"{Misfit(misfit).label} ({count})") for misfit, count in counts.items()
        ]
