"""What every form shares that changes a record's words: the second of two editors is told what the first did."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models

from dorset_lsp.common.forms import BaseForm
from partnerships.history import last_event_id, told_since


class SeenForm(BaseForm):
    """Mixed into a form about one record, given as ``record``.

    ``seen`` holds the record's newest event when the form was drawn. If there is a newer one when it comes back, the
    form says what was done, keeps what was typed, and may be sent again. ``edited`` names the fields that it changes,
    ``no_concern`` the events that do not get in its way.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    edited: ClassVar[tuple[str, ...]] = ()
    no_concern: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, record: models.Model, **kwargs: Any) -> None:
        self.record = record
        now = {name: getattr(record, name) for name in self.edited}
        newest = last_event_id(record, but=self.no_concern)
        kwargs["initial"] = now | (kwargs.get("initial") or {}) | {"seen": newest}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        told = told_since(self.record, seen, but=self.no_concern) if seen is not None else []
        if told:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(last_event_id(self.record, but=self.no_concern))
            self.add_error(None, f"Somebody changed this while you were writing. {' '.join(told)}")
            self.add_error(
                None, "What you typed is kept below. Compare it, and save again if it still holds."
            )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the record is to say from now on."""
        return {name: self.cleaned_data[name] for name in self.edited}
