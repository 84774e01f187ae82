"""What every form shares: plain sentences for errors, links to the fields, dates in three boxes.

Forms are drawn by the crispy pack in ``templates/govuk/``. The browser's own checks are off (no ``required``,
no ``maxlength``, no ``type=number``), so that whatever was typed reaches the server, is kept, and comes back
with a sentence that says how to put it right.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.template import loader
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

DATE_PARTS = ("day", "month", "year")
MONTHS_A_YEAR = 12
DIGITS_OF_A_YEAR = 4
MONTHS: Mapping[str, int] = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}


# Dates in three boxes ---------------------------------------------------------------------------------


def date_part_id(id_: str, part: str) -> str:
    """The id of one box: the day has the field's own id, so that labels and links land on it."""
    return id_ if part == "day" else f"{id_}_{part}"


class SplitDateWidget(forms.Widget):
    """Three boxes for day, month and year, named ``<field>_day``, ``<field>_month`` and ``<field>_year``.

    Its value is a date, or what was typed as a (day, month, year) tuple of texts. A single ISO date under the
    field's own name is understood too, for addresses and for other programs.
    """

    template_name = "govuk/widgets/split_date.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, str, str] | str:
        """The typed texts, stripped; the ISO text if it was sent as one."""
        if name in data:
            return str(data[name]).strip()
        day, month, year = (str(data.get(f"{name}_{part}", "")).strip() for part in DATE_PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether neither the boxes nor the ISO text were sent at all."""
        return name not in data and all(f"{name}_{part}" not in data for part in DATE_PARTS)

    def format_value(self, value: Any) -> tuple[str, str, str]:
        """Day, month and year as texts for the boxes."""
        if isinstance(value, str) and value:
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                return value, "", ""
        if isinstance(value, dt.date):
            return str(value.day), str(value.month), str(value.year)
        if isinstance(value, (tuple, list)):
            day, month, year = (str(part) for part in value)
            return day, month, year
        return "", "", ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three boxes with their names, ids, values and widths; ``wrong`` marks those to put right."""
        built = self.build_attrs(self.attrs, attrs)
        id_ = str(built.get("id") or "")
        wrong = built.get("data-wrong", ())
        values = dict(zip(DATE_PARTS, self.format_value(value), strict=True))
        boxes = [
            {
                "name": f"{name}_{part}",
                "id": date_part_id(id_, part) if id_ else "",
                "label": part.capitalize(),
                "value": values[part],
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
            }
            for part in DATE_PARTS
        ]
        return {"boxes": boxes, "disabled": bool(built.get("disabled"))}

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The boxes as HTML. Drawn by the site's templates, not by Django's own form templates."""
        return mark_safe(loader.render_to_string(self.template_name, self.get_context(name, value, attrs)))


class SplitDateField(forms.Field):
    """A date typed in three boxes. Cleans to ``datetime.date``, or None where it is not required.

    ``earliest`` and ``latest`` are inclusive bounds. Months may be numbers or English names. Each error says
    what is missing or wrong and carries in ``params["part"]`` the box to go to.
    """

    widget = SplitDateWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Enter the date",
        "incomplete": "%(label)s must include a %(missing)s",
        "year": "Year must include 4 numbers",
        "invalid": "%(label)s must be a real date",
        "earliest": "%(label)s must be %(limit)s or later",
        "latest": "%(label)s must be %(limit)s or earlier",
    }

    def __init__(
        self, *, earliest: dt.date | None = None, latest: dt.date | None = None, **kwargs: Any
    ) -> None:
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def _error(self, code: str, part: str = "day", **params: str) -> ValidationError:
        """The error ``code`` in words, pointing at ``part``."""
        label = str(self.label or "Date")
        return ValidationError(
            self.error_messages[code], code=code, params={"label": label, "part": part, **params}
        )

    def to_python(self, value: Any) -> dt.date | None:
        """The date that was typed. Raises ValidationError with the first thing that is wrong."""
        if value in self.empty_values or value == ("", "", ""):
            return None
        if isinstance(value, dt.date):
            return value
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value)
            except ValueError as error:
                raise self._error("invalid") from error
        return self._from_parts(*value)

    def _from_parts(self, day: str, month: str, year: str) -> dt.date:
        """The date from three texts, of which at least one is not empty."""
        parts = dict(zip(DATE_PARTS, (day, month, year), strict=True))
        missing = [part for part, text in parts.items() if not text]
        if missing:
            raise self._error("incomplete", part=missing[0], missing=" and ".join(missing))
        month_number = MONTHS.get(month.lower(), 0) or _whole_number(month)
        day_number, year_number = _whole_number(day), _whole_number(year)
        if not 1 <= month_number <= MONTHS_A_YEAR:
            raise self._error("invalid", part="month")
        if len(year) != DIGITS_OF_A_YEAR or not year_number:
            raise self._error("year", part="year")
        try:
            return dt.date(year_number, month_number, day_number)
        except ValueError as error:
            raise self._error("invalid") from error

    def validate(self, value: Any) -> None:
        """Check that there is a date where one is required, and that it lies within the bounds."""
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            raise self._error("earliest", limit=date_format(self.earliest, "j F Y"))
        if self.latest and value > self.latest:
            raise self._error("latest", limit=date_format(self.latest, "j F Y"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the boxes say another date than ``initial``; what cannot be read counts as changed."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


def _whole_number(text: str) -> int:
    """The number that plain digits write; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() else 0


# Sentences --------------------------------------------------------------------------------------------


def in_sentence(label: str) -> str:
    """A label as it reads inside a sentence: "Due date" becomes "due date", "NI code" stays."""
    if len(label) > 1 and label[0].isupper() and label[1].islower():
        return label[0].lower() + label[1:]
    return label


def required_sentence(label: str, field: forms.Field) -> str:
    """What to do about a field left empty, by the kind of field."""
    words = in_sentence(label)
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    if isinstance(field, forms.FileField):
        return f"Choose a file for {words}"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return f"Select {words}"
    return f"Enter {words}"


def plain_sentences(label: str, field: forms.Field) -> dict[str, str]:
    """Error messages in whole sentences for one field, by error code, naming the field's label.

    The messages keep Django's own parameters (``%(limit_value)s``).
    """
    name = label.replace("%", "%%")
    messages = {
        "required": required_sentence(label, field),
        "max_length": f"{name} must be %(limit_value)d characters or fewer",
        "min_length": f"{name} must be %(limit_value)d characters or more",
        "max_value": f"{name} must be %(limit_value)s or less",
        "min_value": f"{name} must be %(limit_value)s or more",
        "max_digits": f"{name} must have %(max)s digits or fewer",
        "max_decimal_places": f"{name} must have %(max)s decimal places or fewer",
        "max_whole_digits": f"{name} must have %(max)s digits or fewer before the point",
    }
    if isinstance(field, forms.FileField):
        messages["empty"] = f"The file for {in_sentence(name)} is empty"
        messages["max_length"] = "The name of the file must be %(max)d characters or fewer"
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = f"{name} must look like name@example.com"
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        messages["invalid"] = f"{name} must be a number, like 12 or 12.5"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{name} must be a whole number, like 12"
    elif isinstance(field, forms.URLField):
        messages["invalid"] = f"{name} must look like https://www.example.org"
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages["invalid_choice"] = f"Choose {in_sentence(name)} from the list"
    return messages


def _own_default(field: forms.Field, code: str) -> Any:
    """Django's default message for an error code of this field; None if it has none."""
    for cls in type(field).__mro__:
        defaults = getattr(cls, "default_error_messages", {})
        if code in defaults:
            return defaults[code]
    return None


def _set_sentences(label: str, field: forms.Field) -> None:
    """Give a field its plain sentences, but leave every message that its form has written itself."""
    for code, sentence in plain_sentences(label, field).items():
        if field.error_messages.get(code) == _own_default(field, code):
            field.error_messages[code] = sentence


# Base forms -------------------------------------------------------------------------------------------


def _plain_number_input(field: forms.Field) -> None:
    """Swap ``type=number``, which drops what it cannot read, for a text box with a number pad."""
    if type(field.widget) is not forms.NumberInput:
        return
    attrs = {key: value for key, value in field.widget.attrs.items() if key not in ("min", "max", "step")}
    lowest = getattr(field, "min_value", None)
    if lowest is not None and lowest >= 0:
        whole = isinstance(field, forms.IntegerField) and not isinstance(
            field, forms.DecimalField | forms.FloatField
        )
        attrs.setdefault("inputmode", "numeric" if whole else "decimal")
    field.widget = forms.TextInput(attrs=attrs)


def _split_date(field: forms.Field) -> forms.Field:
    """Three boxes in place of Django's one-line date field; any other field as it is."""
    if type(field) is not forms.DateField:
        return field
    return SplitDateField(
        required=field.required,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
        disabled=field.disabled,
        validators=field.validators,
    )


class FormManner(forms.BaseForm):
    """How every form of the site behaves; mixed into ``BaseForm`` and ``BaseModelForm``.

    * ``autocomplete``: tokens by field name, for fields about the person who types ("email", "name");
    * ``mark_optional``: add "(optional)" to labels of fields that may stay empty;
    * ``conditional_fields``: names of fields that are needed only sometimes, and so carry no such note.
    """

    autocomplete: ClassVar[Mapping[str, str]] = {}
    mark_optional: ClassVar[bool] = True
    conditional_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            self.fields[name] = _split_date(self.fields[name])
            field = self.fields[name]
            _plain_number_input(field)
            field.label = self.label_of(name, field)
            _set_sentences(field.label, field)
            if name in self.autocomplete:
                field.widget.attrs.setdefault("autocomplete", self.autocomplete[name])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def label_of(self, name: str, field: forms.Field) -> str:
        """The label of a field: its own, else its name in words."""
        return str(field.label or name.replace("_", " ").capitalize())


class BaseForm(FormManner, forms.Form):
    """The base of every plain form."""


class BaseModelForm(FormManner, forms.ModelForm):
    """The base of every form over a model."""


# Error links ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """One line of the error summary: the sentence, and the id of the input to go to ("" for none)."""

    text: str
    target: str


def _names_in_page_order(form: forms.BaseForm) -> list[str]:
    """Field names as they stand on the page: by the helper's layout, then whatever it leaves out."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    laid_out = [pointer.name for pointer in layout.get_field_names()] if layout is not None else []
    return [*laid_out, *(name for name in form.fields if name not in laid_out)]


def wrong_parts(bound: BoundField) -> list[str]:
    """The boxes of a split date that its errors point at; empty for any other field."""
    if not isinstance(bound.field, SplitDateField) or bound.name not in bound.form.errors:
        return []
    errors = bound.form.errors.as_data()[bound.name]
    return [str((error.params or {}).get("part", "day")) for error in errors]


def _field_links(form: forms.BaseForm, name: str) -> Iterator[ErrorLink]:
    """The lines for one field. Errors of a hidden field have nowhere to lead."""
    bound = form[name]
    parts = wrong_parts(bound)
    for place, text in enumerate(bound.errors):
        target = "" if bound.is_hidden else bound.auto_id
        yield ErrorLink(str(text), date_part_id(target, parts[place]) if target and parts else target)


def error_links(form: "forms.BaseForm | BaseFormSet[Any]") -> list[ErrorLink]:
    """All errors of a form or formset in page order, each with the input to go to.

    Errors of the form as a whole come first and lead to its first visible input. A form that was not sent has
    no errors.
    """
    if isinstance(form, BaseFormSet):
        whole = [ErrorLink(str(text), "") for text in form.non_form_errors()] if form.is_bound else []
        return whole + [link for one in form for link in error_links(one)]
    if not form.is_bound or not form.errors:
        return []
    names = [name for name in _names_in_page_order(form) if name in form.fields]
    first = next((form[name].auto_id for name in names if not form[name].is_hidden), "")
    links = [ErrorLink(str(text), first) for text in form.non_field_errors()]
    for name in names:
        links.extend(_field_links(form, name))
    return links
