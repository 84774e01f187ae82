"""Tags of the crispy template pack ``govuk``: what the pack's templates ask about a field."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dorset_lsp.common.forms import SplitDateWidget, wrong_parts

register = template.Library()

WIDTHS = (3, 4, 5, 10, 20)
"""Widths of text boxes in characters, for which there is a style."""

INPUT_STYLES = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "govuk-file-upload"}
"""Style class of an input by its kind; everything else is a text box."""


@register.filter
def field_kind(field: BoundField) -> str:
    """How the pack draws a field: "date", "radios", "checkboxes", "tick", "file", "select" or "text"."""
    widget = field.field.widget
    kinds: tuple[tuple[type[forms.Widget], str], ...] = (
        (SplitDateWidget, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "tick"),
        (forms.FileInput, "file"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
    )
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "text")


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says "(optional)": the field may stay empty, and its form says so of such fields."""
    form = field.form
    if field.field.required or not getattr(form, "mark_optional", False):
        return False
    return field.name not in getattr(form, "conditional_fields", ()) and field_kind(field) != "tick"


@register.filter
def described_by(field: BoundField) -> str:
    """The ids of the hint and the error message of a field, for ``aria-describedby``."""
    ids = [f"{field.auto_id}_hint"] if field.help_text or character_limit(field) else []
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.filter
def character_limit(field: BoundField) -> int | None:
    """How many characters a long text may have, if there is a limit."""
    limit = getattr(field.field, "max_length", None)
    return limit if isinstance(field.field.widget, forms.Textarea) else None


@register.filter
def is_inline(field: BoundField) -> bool:
    """Whether radios stand in one line: the widget's class says "inline"."""
    return "inline" in str(field.field.widget.attrs.get("class", "")).split()


@register.simple_tag
def options(field: BoundField) -> list[dict[str, Any]]:
    """The options of radios or checkboxes. The first has the field's own id, so that links land on it."""
    widgets: list[BoundWidget] = list(field.subwidgets)
    return [
        {
            "id": field.auto_id if place == 0 else f"{field.auto_id}_{place}",
            "name": widget.data["name"],
            "value": widget.data["value"],
            "label": widget.data["label"],
            "checked": widget.data["selected"],
            "disabled": bool(widget.data["attrs"].get("disabled")),
        }
        for place, widget in enumerate(widgets)
    ]


def _width(field: forms.Field) -> str:
    """The style of a text box's width, from the longest text that it may hold."""
    longest = getattr(field, "max_length", None)
    if isinstance(field, forms.IntegerField):
        return " govuk-input--width-10"
    if longest is None:
        return ""
    return next((f" govuk-input--width-{width}" for width in WIDTHS if longest <= width), "")


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The input of a field with the pack's classes, its description and, if it is wrong, that it is."""
    kind = field_kind(field)
    base = INPUT_STYLES.get(kind, "govuk-input")
    own = str(field.field.widget.attrs.get("class", ""))
    width = _width(field.field) if kind == "text" and "--width-" not in own else ""
    error = f" {base}--error" if field.errors else ""
    attrs: dict[str, Any] = {
        "class": f"{base}{width}{error} {own}".strip(),
        "aria-describedby": described_by(field) or False,
        "aria-invalid": "true" if field.errors else False,
        "maxlength": False,
        "minlength": False,
        "placeholder": False,
        "required": False,
    }
    if kind == "textarea" and field.field.widget.attrs.get("rows") in (None, "10"):
        attrs["rows"] = "4"
    if kind == "date":
        attrs = {"data-wrong": wrong_parts(field) or (["day"] if field.errors else [])}
    return field.as_widget(attrs=attrs)


@register.simple_tag
def filter_field(field: BoundField) -> SafeString:
    """One field of a filter bar: a small label with its plain select, box or tick."""
    if field_kind(field) == "tick":
        return format_html(
            '{} <label class="tick" for="{}">{}</label>', field, field.id_for_label, field.label
        )
    return format_html('<label for="{}">{}</label>{}', field.id_for_label, field.label, field)
