"""The forms of pages that look across the apps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.notices import ByMail, KindOfNotice
from dorset_lsp.site.loading.packed import too_large
from partnerships import item_titles


class FolderForm(forms.Form):
    """One ZIP file. What is in it is for the check to say; here it only has to be small enough to be kept."""

    file = forms.FileField(
        label="The folder as a ZIP file",
        help_text="Nothing is changed yet: you first see every fault, or what is new and what would change.",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": "Choose a ZIP file.", "empty": "The file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.FOLDER_MAX_BYTES:
            raise forms.ValidationError(too_large(file.size, settings.FOLDER_MAX_BYTES))
        return file


class QuestionForm(BaseForm):
    """A question for a meeting."""

    question = forms.CharField(
        label="Your question",
        max_length=item_titles.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands on the agenda in these words.",
    )


class NoticeFilter(forms.Form):
    """Which notices to show."""

    kind = forms.ChoiceField(required=False)
    show = forms.ChoiceField(required=False, choices=[("", "All"), ("unread", "Not read yet")])

    def __init__(self, *args: Any, kinds: Sequence[KindOfNotice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Every kind"), *((one.code, one.name) for one in kinds)]


class NoticeForm(BaseForm):
    """For each kind of notice, how it comes by e-mail. Where a law keeps it switched on, "not by e-mail" is no choice."""

    def __init__(
        self,
        *args: Any,
        heads: Sequence[tuple[str, Sequence[KindOfNotice]]],
        choices: Mapping[KindOfNotice, ByMail],
        **kwargs: Any,
    ) -> None:
        self.heads, self.choices = heads, choices
        self.base_fields = {
            kind.code: forms.ChoiceField(
                label=kind.name,
                help_text=" ".join(filter(None, [kind.tells, kind.law])),
                choices=[(way.value, way.label.capitalize()) for way in kind.ways],
                initial=choices[kind],
            )
            for _, kinds in heads
            for kind in kinds
        }
        super().__init__(*args, **kwargs)

    @property
    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their heads, in order."""
        return [(head, [self[kind.code] for kind in kinds]) for head, kinds in self.heads]

    @property
    def chosen(self) -> dict[KindOfNotice, ByMail]:
        """What was chosen for each kind."""
        return {kind: ByMail(self.cleaned_data[kind.code]) for kind in self.choices}


class StopRemovalForm(BaseForm):
    """Why old records are not removed."""

    reason = forms.CharField(
        label="Why are they still needed?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as a request for information, or a case that is under way.",
    )
