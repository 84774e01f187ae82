"""The forms about actions."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.history import last_event_id, told_since
from partnerships.models import Action, Body, Organisation, Outcome, Person

NO_CONCERN = ("action.note", "action.remind")
"""What others may do to an action while somebody alters it, without getting in the way."""


class ProposeForm(BaseForm):
    """What is to be done, by whom, for which organisation, by when."""

    title = forms.CharField(
        label="Action", max_length=200, help_text="What will be different when it is done."
    )
    description = forms.CharField(
        label="What will be done", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.all(), required=False, empty_label="No outcome", help_text="What it is for."
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.all(), empty_label="Select one", help_text="Who answers for it."
    )
    lead = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="Who leads",
        empty_label="Select somebody",
    )
    due_on = forms.DateField(label="Due date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].label_from_instance = with_organisation


class AlterForm(ProposeForm):
    """An action's words, lead, organisation and due date, with the reason.

    ``seen`` holds the newest event of the action when the form was drawn. If there is a newer one when it comes back,
    somebody else was at work: the form says what they did, keeps what was typed, and may be sent again. ``version`` is
    for the change itself, which asks it of the row in the statement that saves.
    """

    why = forms.CharField(label="Why it changes", widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        self.action = action
        fields = ("title", "description", "outcome", "organisation", "lead", "due_on")
        now = {name: getattr(action, name) for name in fields}
        kwargs["initial"] = now | {"version": action.version, "seen": last_event_id(action, but=NO_CONCERN)}
        super().__init__(*args, **kwargs)
        everybody = Person.objects.filter(is_active=True) | Person.objects.filter(pk=action.lead_id)
        self.fields["lead"].queryset = everybody.select_related("organisation")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        # The version first: what is saved between these two questions is told, what is saved after them is refused.
        self.action.refresh_from_db(fields=["version"])
        told = told_since(self.action, seen, but=NO_CONCERN) if seen is not None else []
        if told:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = str(self.action.version)
            self.data[self.add_prefix("seen")] = str(last_event_id(self.action, but=NO_CONCERN))
            self.add_error(None, f"Somebody changed this action while you were writing. {' '.join(told)}")
            self.add_error(
                None, "What you typed is kept below. Compare it, and save again if it still holds."
            )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the action is to say from now on."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in {"why", "seen", "version"}
        }


class BulkForm(BaseForm):
    """One thing to do with several actions: a note, another due date, another lead, or to drop them."""

    what = forms.ChoiceField(
        label="What is to be done with them",
        choices=[
            ("note", "Note the same progress on each"),
            ("due", "Give them another due date"),
            ("lead", "Give them another lead"),
            ("drop", "Drop them"),
        ],
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(label="The new due date", required=False)
    lead = forms.ModelChoiceField(
        queryset=Person.objects.filter(is_active=True).select_related("organisation"),
        label="The new lead",
        required=False,
        empty_label="Select somebody",
    )
    why = forms.CharField(
        label="The progress, or the reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands in the history of each of them.",
    )

    conditional_fields = ("due_on", "lead")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].label_from_instance = with_organisation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for what, field, words in (
            ("due", "due_on", "Enter the new due date"),
            ("lead", "lead", "Select the new lead"),
        ):
            if cleaned.get("what") == what and not cleaned.get(field) and field not in self.errors:
                self.add_error(field, words)
        return cleaned

    @property
    def asked(self) -> dict[str, Any]:
        """What the change is to do."""
        said = self.cleaned_data
        return {
            "note": {"note_text": said["why"]},
            "due": {"due_on": said["due_on"], "why": said["why"]},
            "lead": {"lead": said["lead"], "why": said["why"]},
            "drop": {"drop_reason": said["why"]},
        }[said["what"]]


class NoteForm(BaseForm):
    """How an action goes."""

    text = forms.CharField(
        label="Progress",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What has happened, what comes next, and what stands in the way. It cannot be changed later.",
    )


class DropForm(BaseForm):
    """Why an action is given up."""

    reason = forms.CharField(
        label="Why it is dropped",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who follows the action reads this.",
    )


class ReopenForm(BaseForm):
    """Why an action is opened again."""

    reason = forms.CharField(
        label="Why it is opened again", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


def with_organisation(person: Person) -> str:
    """A name with whose staff it is, so that two people of one name can be told apart."""
    return f"{person.name}, {person.organisation.label}" if person.organisation else person.name


def first_values(body: Body) -> dict[str, Any]:
    """What a proposal to a group starts with: its outcome, where it owns exactly one."""
    outcomes = list(body.outcomes.all()[:2])
    return {"outcome": outcomes[0]} if len(outcomes) == 1 else {}
