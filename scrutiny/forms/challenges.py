"""The forms of a challenge: asked, answered, followed up."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.forms.actions import with_organisation
from partnerships.models import Person


class ChallengeForm(BaseForm):
    """A question, to whom it is put, and by when an answer is wanted."""

    question = forms.CharField(
        label="What do you ask?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="It stands on the page that you ask about, with the answer.",
    )
    put_to = forms.ModelChoiceField(
        queryset=Person.objects.none(), label="To whom", empty_label="Select somebody"
    )
    wanted_on = forms.DateField(label="Answer wanted by")

    def __init__(self, *args: Any, owners: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["put_to"].queryset = Person.objects.filter(
            pk__in=[one.pk for one in owners]
        ).select_related("organisation")
        self.fields["put_to"].label_from_instance = with_organisation


class ChallengeAnswerForm(BaseForm):
    """The answer."""

    text = forms.CharField(
        label="Your answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Members of every body read it. It cannot be changed later.",
    )


class FollowUpForm(BaseForm):
    """What is still to be said."""

    text = forms.CharField(
        label="What is still to be said?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    wanted_on = forms.DateField(label="Answer wanted by")
