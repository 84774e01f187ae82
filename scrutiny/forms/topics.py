"""The forms of the work programme."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from dorset_lsp.common.forms import BaseForm
from partnerships.enums import BodyKind
from partnerships.models import Body
from scrutiny.models import Criterion, Topic


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def committees() -> Any:
    """The scrutiny committees, for a select."""
    return Body.objects.filter(kind=BodyKind.SCRUTINY_COMMITTEE)


class SuggestForm(BaseForm):
    """What should be scrutinised, and why."""

    title = forms.CharField(label="In one line: what should scrutiny look at?", max_length=160)
    why = forms.CharField(
        label="What is the matter?",
        max_length=4000,
        widget=_lines(6),
        help_text="What is wrong, for whom, and what should come of it.",
    )
    committee = forms.ModelChoiceField(
        queryset=Body.objects.none(), required=False, empty_label="Not sure", label="Which committee"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees()


class PublicSuggestForm(SuggestForm):
    """The same for anybody, without an account. ``website`` is a trap: people do not see it, programs fill it in."""

    asker_name = forms.CharField(label="Your name", max_length=120)
    asker_email = forms.EmailField(
        label="Your e-mail address", help_text="Only to tell you what becomes of it. It is not shown."
    )
    website = forms.CharField(required=False, label="Leave this empty", max_length=200)

    autocomplete = {"asker_name": "name", "asker_email": "email"}
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page draws the trap itself, out of sight.
        self.helper.layout = Layout(*(name for name in self.fields if name != "website"))

    @property
    def is_trapped(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))


class CallForActionForm(BaseForm):
    """A councillor's matter of their ward, as a last resort."""

    title = forms.CharField(label="In one line: what is the matter?", max_length=160)
    ward = forms.CharField(label="Your ward", max_length=120)
    why = forms.CharField(label="What is wrong, and for whom?", max_length=4000, widget=_lines(5))
    steps_tried = forms.CharField(
        label="What has been tried already?",
        max_length=4000,
        widget=_lines(5),
        help_text="A call for action is a last resort: whom did you ask, when, and what did they say?",
    )
    resolution_sought = forms.CharField(label="What should happen?", max_length=2000, widget=_lines(3))
    committee = forms.ModelChoiceField(
        queryset=Body.objects.none(), empty_label="Select one", label="Which committee"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees()


class AdmitForm(BaseForm):
    """Which committee decides about a suggestion of the public."""

    committee = forms.ModelChoiceField(queryset=Body.objects.none(), empty_label=None)

    def __init__(self, *args: Any, mine: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees().filter(pk__in=mine)


class ReasonForm(BaseForm):
    """Why. The view says what for."""

    reason = forms.CharField(label="Reason", max_length=2000, widget=_lines(4))

    def __init__(self, *args: Any, label: str = "Reason", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text


class DecideForm(BaseForm):
    """Take a suggestion up, let it go on in another, or do not take it up; always with the reason."""

    decision = forms.ChoiceField(
        label="What is decided?",
        choices=[
            ("take_up", "Take it up"),
            ("merge", "Merge it with another"),
            ("reject", "Do not take it up"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Reason", max_length=2000, widget=_lines(4), help_text="Whoever asked is sent this."
    )
    criteria = forms.ModelMultipleChoiceField(
        queryset=Criterion.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="It meets these criteria",
    )
    planned_on = forms.DateField(
        label="When the committee takes it", required=False, help_text="For the calendar, if it is taken up."
    )
    into = forms.ModelChoiceField(
        queryset=Topic.objects.none(), required=False, label="Merge it with", empty_label="Select one"
    )

    conditional_fields = ("planned_on", "into")

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "merge" and not cleaned.get("into"):
            self.add_error("into", ValidationError("Select what it is merged with"))
        return cleaned

    @property
    def marks(self) -> dict[Criterion, bool]:
        """Every criterion with whether it is met."""
        met = set(self.cleaned_data["criteria"])
        return {criterion: criterion in met for criterion in Criterion.objects.all()}


class PlanForm(BaseForm):
    """Another month of the calendar."""

    planned_on = forms.DateField(label="When the committee takes it", required=False)
