"""The forms that draw a chain map: where it begins, an actor, a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from delivery_chain.enums import ActorKind, Level, LinkKind, Strength
from delivery_chain.models import Actor, ChainMap, Link
from dorset_lsp.common.forms import BaseForm
from partnerships.history import difference_in_words, events_of, last_event_id


class DrawForm(BaseForm):
    """Where a map begins: empty, or with what another map holds."""

    copy_from = forms.ModelChoiceField(
        queryset=ChainMap.objects.none(), required=False, blank=True, empty_label="An empty map", label="Begin with",
        widget=forms.RadioSelect, help_text="A copy is a map of its own: changing it changes nothing on the other.",
    )  # fmt: skip
    conditional_fields = ("copy_from",)

    def __init__(self, *args: Any, maps: models.QuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy_from"].queryset = maps


class Remembering(BaseForm):
    """A form about one record that tells when somebody else changed it while it was being filled in.

    ``seen`` holds the newest event of the record when the form was drawn.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: models.Model | None, **kwargs: Any) -> None:
        self.record = record
        kwargs["initial"] = {"seen": last_event_id(record) if record else 0} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since = list(events_of(self.record).filter(pk__gt=cleaned.get("seen") or 0)) if self.record else []
        if since:
            self.data = self.data.copy()
            self.data["seen"] = str(since[0].pk)
            for event in reversed(since):
                told = "; ".join(difference_in_words(event.difference))
                self.add_error(None, f"{event.by_name} changed this while you were writing: {told}.")
            self.add_error(
                None, "What you typed is kept below. Compare it, and save again if it still holds."
            )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the record is to say from now on."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ActorForm(Remembering):
    """Who it is, where it stands, and what it controls."""

    name = forms.CharField(max_length=80)
    level = forms.ChoiceField(choices=[("", "Select one"), *Level.choices])
    kind = forms.ChoiceField(label="Sector", choices=[("", "Not said"), *ActorKind.choices], required=False)
    controls = forms.CharField(
        label="What it controls", max_length=120, required=False,
        help_text="Such as money, land, law, staff or information.",
    )  # fmt: skip
    is_owner = forms.BooleanField(label="It owns the outcome", required=False)
    takes_part = forms.BooleanField(label="It takes part in the partnership", required=False, initial=True)

    def __init__(self, *args: Any, record: Actor | None, **kwargs: Any) -> None:
        if record is not None:
            fields = ("name", "level", "kind", "controls", "is_owner", "takes_part")
            kwargs["initial"] = {name: getattr(record, name) for name in fields}
        super().__init__(*args, record=record, **kwargs)


class LinkForm(Remembering):
    """Who acts on whom, by what, how strongly, and how we know."""

    from_actor = forms.ModelChoiceField(
        queryset=Actor.objects.none(), label="From", empty_label="Select an actor"
    )
    kind = forms.ChoiceField(label="What it does", choices=[("", "Select one"), *LinkKind.choices])
    to_actor = forms.ModelChoiceField(
        queryset=Actor.objects.none(), label="To", empty_label="Select an actor"
    )
    strength = forms.ChoiceField(
        choices=Strength.choices, widget=forms.RadioSelect,
        help_text="Missing: it ought to be there, and is not.",
    )  # fmt: skip
    evidence = forms.CharField(label="How we know", max_length=300, required=False)
    rests_on_one = forms.BooleanField(label="It rests on one person", required=False)

    def __init__(self, *args: Any, drawn: ChainMap, record: Link | None, **kwargs: Any) -> None:
        if record is not None:
            fields = ("from_actor", "kind", "to_actor", "strength", "evidence", "rests_on_one")
            kwargs["initial"] = {name: getattr(record, name) for name in fields}
        super().__init__(*args, record=record, **kwargs)
        for name in ("from_actor", "to_actor"):
            self.fields[name].queryset = drawn.actors.all()
