"""The forms about risks."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.changes.risks import Marks
from partnerships.forms.actions import with_organisation
from partnerships.forms.editing import SeenForm
from partnerships.models import Outcome, Person, Risk
from partnerships.risk_scale import IMPACTS, LIKELIHOODS

MARKS = ("likelihood_before", "impact_before", "likelihood", "impact")


def _scale(words: dict[int, str]) -> list[tuple[str, str]]:
    return [("", "Select one"), *((str(mark), f"{mark}: {word}") for mark, word in words.items())]


def _mark(label: str, words: dict[int, str]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=_scale(words), coerce=int)


class WordsForm(BaseForm):
    """What a risk is: cause, event, effect, and who owns it."""

    title = forms.CharField(
        label="Risk", max_length=160, help_text="In a few words, as the register shows it."
    )
    cause = forms.CharField(
        label="Because of this",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The cause: something that is so.",
    )
    event = forms.CharField(
        label="this may happen",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The event: something that may come.",
    )
    effect = forms.CharField(
        label="and this would follow",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The effect on what we want.",
    )
    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.all(),
        required=False,
        empty_label="No single outcome",
        help_text="Which outcome it threatens.",
    )
    owner = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="Who owns it",
        empty_label="Select somebody",
        help_text="The one person who watches it and judges it anew.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].label_from_instance = with_organisation


class MarksForm(BaseForm):
    """How likely and how bad, without controls and with them, and when to look again."""

    likelihood_before = _mark("Likelihood before controls", LIKELIHOODS)
    impact_before = _mark("Impact before controls", IMPACTS)
    controls = forms.CharField(
        label="Controls", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What is in place today that makes it less likely, or less bad.",
    )  # fmt: skip
    likelihood = _mark("Likelihood after controls", LIKELIHOODS)
    impact = _mark("Impact after controls", IMPACTS)
    review_on = forms.DateField(label="Next review")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if all(name in cleaned for name in MARKS):
            after, before = (
                cleaned["likelihood"] * cleaned["impact"],
                cleaned["likelihood_before"] * cleaned["impact_before"],
            )
            if after > before:
                self.add_error(
                    "impact",
                    f"After controls it scores {after}, before them {before}: it cannot grow by them",
                )
        return cleaned

    @property
    def marks(self) -> Marks:
        """The four marks that were chosen."""
        return Marks(*(self.cleaned_data[name] for name in MARKS))


class RaiseForm(MarksForm, WordsForm):
    """A new risk, with its first assessment."""

    field_order = ("title", "cause", "event", "effect", "outcome", "owner")


class AssessForm(MarksForm):
    """A risk judged anew."""

    reason = forms.CharField(
        label="What has changed", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed when the score changes.",
    )  # fmt: skip
    conditional_fields = ("reason",)


class AlterForm(SeenForm, WordsForm):
    """A risk worded anew, with the reason."""

    why = forms.CharField(label="Why it changes", widget=forms.Textarea(attrs={"rows": 2}))
    edited = ("title", "cause", "event", "effect", "outcome", "owner")
    no_concern = ("risk.assess",)


class CloseForm(BaseForm):
    """Why a risk is closed."""

    reason = forms.CharField(
        label="Why it is closed", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It can no longer happen, it has happened, or the group bears it.",
    )  # fmt: skip


class ReopenForm(BaseForm):
    """Why a risk is opened again, and when to look at it."""

    reason = forms.CharField(
        label="Why it is opened again", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_on = forms.DateField(label="Next review")


def marks_of(risk: Risk) -> dict[str, Any]:
    """What an assessment starts with: the marks and controls as they stand."""
    return {name: getattr(risk, name) for name in (*MARKS, "controls")}
