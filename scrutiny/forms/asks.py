"""The forms of addressees: whom a recommendation speaks to, what was received, answers, progress, outcomes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from partnerships.forms.actions import with_organisation
from partnerships.models import Action, Body, Meeting, Organisation, Person
from scrutiny.changes.responses import Answer
from scrutiny.enums import Basis, Made, Progress, Verdict
from scrutiny.models import Addressee, Ask, ResponseDraft, ScrutinyReview


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AddresseeForm(BaseForm):
    """An organisation or a body to whom the review will speak."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False, empty_label="No organisation"
    )
    body = forms.ModelChoiceField(
        queryset=Body.objects.none(),
        required=False,
        empty_label="No body",
        label="Or a body",
        help_text="Such as the Board.",
    )
    needs_notice = forms.BooleanField(
        required=False,
        initial=True,
        label="A notice is required",
        help_text="Then the clock starts at the later of the two receipts.",
    )

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()
        self.fields["body"].queryset = Body.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("organisation")) == bool(cleaned.get("body")):
            self.add_error("organisation", "Select an organisation or a body, and not both")
        return cleaned


class AddressForm(BaseForm):
    """On what basis a recommendation is addressed to somebody."""

    addressee = forms.ModelChoiceField(queryset=Addressee.objects.none(), empty_label="Select one")
    basis = forms.ChoiceField(choices=Basis.choices, widget=forms.RadioSelect, label="On what basis")
    asked_for_on = forms.DateField(required=False, label="If asked: answer wanted by")

    conditional_fields = ("asked_for_on",)
    mark_optional = False

    def __init__(self, *args: Any, review: ScrutinyReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].queryset = review.addressees.select_related("organisation", "body")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("basis") == Basis.ASKED
            and not cleaned.get("asked_for_on")
            and "asked_for_on" not in self.errors
        ):
            self.add_error("asked_for_on", "Enter by when an answer is wanted")
        return cleaned


class ResponderForm(BaseForm):
    """Who answers for an addressee."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(), empty_label="Select somebody", label="Who answers"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True).select_related("organisation")
        self.fields["person"].label_from_instance = with_organisation


class ReceiptForm(BaseForm):
    """When report and notice were received, with the reason where a date is corrected."""

    report_received_on = forms.DateField(required=False, label="Report received on")
    notice_received_on = forms.DateField(required=False, label="Notice received on")
    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=_lines(2),
        label="Why a date is corrected",
        help_text="If one was there before.",
    )

    conditional_fields = ("reason",)
    mark_optional = False

    def __init__(self, *args: Any, addressee: Addressee, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "report_received_on": addressee.report_received_on,
                "notice_received_on": addressee.notice_received_on,
            },
        )
        super().__init__(*args, **kwargs)
        if not addressee.needs_notice:
            del self.fields["notice_received_on"]


class AnswerForm(BaseForm):
    """The answer to a recommendation, as a draft or whole. ``version`` is the draft that the form was drawn from."""

    verdict = forms.ChoiceField(
        required=False,
        choices=[(one.value, one.label.capitalize()) for one in Verdict],
        widget=forms.RadioSelect,
        label="Is it accepted?",
    )
    reasons = forms.CharField(required=False, max_length=4000, widget=_lines(5), label="Reasons")
    action = forms.CharField(
        required=False, max_length=2000, widget=_lines(3), label="If accepted: what will be done"
    )
    lead_name = forms.CharField(required=False, max_length=160, label="Who leads it")
    act_by = forms.DateField(required=False, label="By when")
    version = forms.IntegerField(widget=forms.HiddenInput)

    mark_optional = False

    def __init__(self, *args: Any, draft: ResponseDraft | None, is_sent: bool = False, **kwargs: Any) -> None:
        fields = ("verdict", "reasons", "action", "lead_name", "act_by")
        now = {name: getattr(draft, name) for name in fields} if draft else {}
        kwargs["initial"] = now | {"version": draft.version if draft else 0}
        super().__init__(*args, **kwargs)
        self.is_sent = is_sent

    def clean(self) -> dict[str, Any]:
        """A draft may be incomplete; what is sent may not."""
        cleaned = super().clean() or self.cleaned_data
        if not self.is_sent:
            return cleaned
        if not cleaned.get("verdict"):
            self.add_error("verdict", "Select whether it is accepted, accepted in part or rejected")
        if not cleaned.get("reasons"):
            self.add_error("reasons", "Enter the reasons: every answer gives them")
        if cleaned.get("verdict") in (Verdict.ACCEPTED, Verdict.IN_PART) and not cleaned.get("action"):
            self.add_error("action", "Enter what will be done")
        return cleaned

    @property
    def answer(self) -> Answer:
        """What was typed."""
        said = self.cleaned_data
        return Answer(
            verdict=said["verdict"], reasons=said["reasons"], action=said["action"], lead_name=said["lead_name"],
            act_by=said["act_by"],
        )  # fmt: skip


class QuestionForm(BaseForm):
    """What is not clear."""

    question = forms.CharField(
        label="What is not clear?",
        max_length=2000,
        widget=_lines(4),
        help_text="The deadline stands meanwhile.",
    )


class AnswerQuestionForm(BaseForm):
    """What is meant."""

    answer = forms.CharField(label="What is meant", max_length=2000, widget=_lines(4))


class ClaimForm(BaseForm):
    """How far it has come, as the addressee says."""

    progress = forms.ChoiceField(
        label="How far is it?",
        choices=[(one.value, one.label.capitalize()) for one in Progress],
        widget=forms.RadioSelect,
    )
    claim = forms.CharField(
        label="What has been done",
        max_length=2000,
        widget=_lines(5),
        help_text="And what shows it. Members decide whether they accept it.",
    )


class DecideClaimForm(BaseForm):
    """What members decided about a claim at a session."""

    is_accepted = forms.ChoiceField(
        label="What did members decide?",
        choices=[("yes", "They accept it"), ("no", "They do not accept it")],
        widget=forms.RadioSelect,
    )
    session = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), required=False, empty_label="Not said", label="At which session"
    )
    note = forms.CharField(label="What they said", required=False, max_length=2000, widget=_lines(4))

    conditional_fields = ("note",)

    def __init__(self, *args: Any, review: ScrutinyReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = review.group.meetings.not_cancelled()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_accepted") == "no" and not cleaned.get("note"):
            self.add_error("note", "Enter why members do not accept it")
        return cleaned


class JudgeForm(BaseForm):
    """Scrutiny's own outcome."""

    made = forms.ChoiceField(
        label="What came of it?",
        choices=[(one.value, one.label.capitalize()) for one in Made],
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label="What shows it", max_length=2000, widget=_lines(4))


class TakeUpActionForm(BaseForm):
    """An action in the one register for what was accepted: one that stands there already, or a new one."""

    action = forms.ModelChoiceField(
        queryset=Action.objects.none(),
        required=False,
        empty_label="A new one",
        label="An action that is there already",
    )
    title = forms.CharField(label="Or a new action", required=False, max_length=200)
    body = forms.ModelChoiceField(
        queryset=Body.objects.none(), required=False, empty_label="Select one", label="Which group follows it"
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Select one",
        label="Which organisation does it",
    )
    lead = forms.ModelChoiceField(
        queryset=Person.objects.none(), required=False, empty_label="Select somebody", label="Who leads"
    )
    due_on = forms.DateField(required=False, label="Due date")

    mark_optional = False
    NEEDED = ("title", "body", "organisation", "lead", "due_on")

    def __init__(self, *args: Any, ask: Ask, viewer: Person, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Action.objects.visible_to(viewer, on).live().filter(recommendation_link__isnull=True)
        self.fields["action"].queryset = free.order_by("title")
        self.fields["body"].queryset = Body.objects.existing_on(on)
        self.fields["organisation"].queryset = Organisation.objects.all()
        self.fields["lead"].queryset = Person.objects.filter(is_active=True).select_related("organisation")
        self.fields["lead"].label_from_instance = with_organisation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("action"):
            for name in self.NEEDED:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned
