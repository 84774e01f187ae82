"""The sheet of stages: a rating and a reason for each, for a group, for somebody alone, or typed in from paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from delivery_chain.answers import Answer, faults
from delivery_chain.enums import Rating
from delivery_chain.models import AgreedRating, Stage
from dorset_lsp.common.colours import mark_for
from dorset_lsp.common.forms import BaseForm


class SheetForm(BaseForm):
    """All stages of a framework. ``before`` holds what was agreed in the last round, ``answers`` what stands so far.

    ``is_whole`` asks for everything that a sheet must say when it is handed in; a draft may be as it is. ``version``
    is that of the sheet when the form was drawn: if another of the group saved it since, the form tells which stages
    differ, keeps what was typed, and may be sent again.
    """

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        stages: Sequence[Stage],
        before: Mapping[int, AgreedRating],
        answers: Mapping[int, Answer] | None = None,
        version: int = 0,
        is_whole: bool = True,
        **kwargs: Any,
    ) -> None:
        self.stages, self.before, self.is_whole = list(stages), before, is_whole
        answers = answers or {}
        kwargs["initial"] = {"version": version}
        for stage in self.stages:
            said = answers.get(stage.pk)
            if said is not None:
                kwargs["initial"] |= {
                    f"rating_{stage.number}": said.value,
                    f"reason_{stage.number}": said.reason,
                }
        super().__init__(*args, **kwargs)

    def label_of(self, name: str, field: forms.Field) -> str:
        return str(field.label or name)

    @property
    def answers(self) -> dict[int, Answer]:
        """What was typed, by stage."""
        said = self.cleaned_data
        return {
            stage.pk: Answer(said.get(f"rating_{stage.number}", ""), said.get(f"reason_{stage.number}", ""))
            for stage in self.stages
        }

    @property
    def drawn_from(self) -> int:
        """The version of the sheet that the form was drawn from."""
        return self.cleaned_data.get("version") or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.is_whole:
            before = {stage_id: rating.value for stage_id, rating in self.before.items()}
            wanting = faults([stage.pk for stage in self.stages], self.answers, before)
            for stage in self.stages:
                if stage.pk in wanting:
                    field = "reason" if self.answers[stage.pk].value else "rating"
                    self.add_error(f"{field}_{stage.number}", f"{stage}: {_lower(wanting[stage.pk])}")
        return cleaned

    def tell_other(self, now: Mapping[int, Answer], version: int) -> None:
        """Say what another of the group has saved meanwhile, stage by stage, and let this form be sent again."""
        self.data = self.data.copy()
        self.data["version"] = str(version)
        self.add_error(None, "Somebody of your group has saved this sheet while you were writing.")
        for stage in self.stages:
            theirs = now.get(stage.pk)
            if theirs is not None and theirs != self.answers[stage.pk]:
                reason = f", “{theirs.reason}”" if theirs.reason else ""
                self.add_error(
                    f"rating_{stage.number}", f"{stage} was saved as {Rating(theirs.value).label}{reason}"
                )
        self.add_error(None, "What you typed is kept below. Compare it, and save again if it still holds.")


def sheet_form(stages: Sequence[Stage], before: Mapping[int, AgreedRating]) -> type[SheetForm]:
    """The form of a sheet with these stages, in their order."""
    fields: dict[str, forms.Field] = {}
    for stage in stages:
        last = before.get(stage.pk)
        fields[f"rating_{stage.number}"] = forms.ChoiceField(
            label=f"{stage.number}  {stage.short_name}: {stage.question}",
            choices=[(rating.value, choice_label(stage, rating)) for rating in Rating],
            widget=forms.RadioSelect,
            required=False,
            help_text=" ".join(part for part in (stage.prompts, _last_round(last)) if part),
        )
        fields[f"reason_{stage.number}"] = forms.CharField(
            label=f"Why, for {stage.number} {stage.short_name}",
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Needed for red, and for any change since the last round."
            if last
            else "Needed for red.",
        )
    return type("StagesForm", (SheetForm,), fields)


class SettleForm(BaseForm):
    """What was agreed on one stage."""

    conditional_fields = ("reason", "held_by", "dissent")
    value = forms.ChoiceField(label="Agreed", choices=(), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="How it was settled", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed for red, and for any change since the last round.",
    )  # fmt: skip
    held_by = forms.CharField(
        label="Who dissents", required=False, max_length=120, help_text="Such as “four of group 2”."
    )
    dissent = forms.CharField(
        label="What they hold", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In their words. It is kept beside the agreed rating for good.",
    )  # fmt: skip

    def __init__(self, *args: Any, stage: Stage, before: str, **kwargs: Any) -> None:
        self.stage, self.last_value = stage, before
        super().__init__(*args, **kwargs)
        self.fields["value"].choices = [(rating.value, choice_label(stage, rating)) for rating in Rating]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answer = Answer(cleaned.get("value", ""), cleaned.get("reason", ""))
        if answer.value and (fault := faults([0], {0: answer}, {0: self.last_value}).get(0)):
            self.add_error("reason", fault)
        if bool(cleaned.get("held_by")) != bool(cleaned.get("dissent")):
            wanting = "dissent" if cleaned.get("held_by") else "held_by"
            self.add_error(wanting, "Say both who dissents and what they hold")
        return cleaned


class DissentForm(BaseForm):
    """What some hold against an agreed rating."""

    held_by = forms.CharField(label="Who dissents", max_length=120, help_text="Such as “four of group 2”.")
    text = forms.CharField(
        label="What they hold", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In their words. It is kept beside the agreed rating and cannot be changed later.",
    )  # fmt: skip


def choice_label(stage: Stage, rating: str) -> SafeString:
    """A rating with its mark and with what it looks like on this stage."""
    words = {Rating.RED: stage.red, Rating.AMBER: stage.amber, Rating.GREEN: stage.green}.get(
        Rating(rating), ""
    )
    found = mark_for(rating)
    return format_html('<span class="t {}">{}</span> {}', found.css, found.word, words)


def _last_round(last: AgreedRating | None) -> str:
    return f"Agreed in round {last.review.round}: {Rating(last.value).label}." if last else ""


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
