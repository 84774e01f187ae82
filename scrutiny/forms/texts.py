"""The forms of texts with an audience: evidence, findings, recommendations, and who may read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from delivery_chain.models import AgreedRating
from dorset_lsp.common.forms import BaseForm
from partnerships.history import last_event_id, told_since
from partnerships.models import Meeting, Person
from performance.models import Indicator
from scrutiny.changes.passages import Access
from scrutiny.changes.recommendations import SEEN_ONE_WAY
from scrutiny.enums import Audience, EvidenceKind
from scrutiny.history import WORDS
from scrutiny.models import (
    Evidence,
    ExemptParagraph,
    Finding,
    LineOfEnquiry,
    Passage,
    Recommendation,
    ScrutinyReview,
)
from scrutiny.people import who_may_be_named


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


AUDIENCES = [
    (Audience.PUBLIC.value, "Everybody, once the report is out"),
    (Audience.EXEMPT.value, "Exempt: the review’s own members only"),
    (Audience.CONFIDENTIAL.value, "Confidential: only the persons named here"),
]


class AccessForm(BaseForm):
    """Who may read a text."""

    audience = forms.ChoiceField(
        choices=AUDIENCES, widget=forms.RadioSelect, label="Who may read it?", initial="public"
    )
    paragraph = forms.ModelChoiceField(
        queryset=ExemptParagraph.objects.none(),
        required=False,
        empty_label="Select one",
        label="If exempt: under which paragraph",
    )
    ground = forms.CharField(
        required=False,
        max_length=300,
        label="If exempt or confidential: why",
        help_text="Everybody may read this reason.",
    )
    resolved_on = forms.DateField(required=False, label="If exempt: when the meeting resolved so")
    until_on = forms.DateField(
        required=False,
        label="If exempt: public from",
        help_text="The first day on which everybody may read it.",
    )
    readers = forms.ModelMultipleChoiceField(
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="If confidential: who may read it",
        help_text="You are named on it yourself. Nobody else reads it, whatever their office.",
    )
    summary = forms.CharField(
        required=False,
        max_length=2000,
        widget=_lines(3),
        label="What stands in its place for others",
        help_text="A summary, where leaving it out would mislead.",
    )

    conditional_fields = ("paragraph", "ground", "resolved_on", "until_on", "readers", "summary")
    mark_optional = False

    def __init__(self, *args: Any, review: ScrutinyReview, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paragraph"].queryset = ExemptParagraph.objects.all()
        self.fields["paragraph"].label_from_instance = lambda one: f"{one}: {one.wording}"
        self.fields["readers"].queryset = who_may_be_named(review, on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("audience") == Audience.EXEMPT:
            if not cleaned.get("paragraph") and "paragraph" not in self.errors:
                self.add_error("paragraph", "Select the paragraph under which it is exempt")
            if not cleaned.get("ground"):
                self.add_error("ground", "Enter the reason why it is exempt")
        return cleaned

    @property
    def access(self) -> Access:
        """What was said about its readers."""
        said = self.cleaned_data
        return Access(
            audience=said["audience"],
            paragraph=said["paragraph"],
            ground=said["ground"],
            resolved_on=said["resolved_on"],
            until_on=said["until_on"],
            summary=said["summary"],
            readers=tuple(said["readers"]),
        )

    @staticmethod
    def initial_of(passage: Passage) -> dict[str, Any]:
        """What the form shows of a text as it is."""
        fields = ("audience", "paragraph", "ground", "resolved_on", "until_on", "summary")
        return {name: getattr(passage, name) for name in fields} | {"readers": list(passage.readers.all())}


class SecondEditor(BaseForm):
    """Tells the second of two people who change one record what the first did, and keeps what was typed.

    What is told names the fields and never their content: the history of a text does not hold its words.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    record: Any = None

    def watch(self, record: Any) -> None:
        """The record whose newest event the form was drawn from."""
        self.record = record
        self.fields["seen"].initial = last_event_id(record)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        told = told_since(self.record, seen, words=WORDS) if seen is not None else []
        if told:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = str(last_event_id(self.record))
            self.add_error(None, f"Somebody changed this while you were writing. {' '.join(told)}")
            self.add_error(
                None, "What you typed is kept below. Compare it, and save again if it still holds."
            )
        return cleaned


class EvidenceFields(BaseForm):
    """What evidence is, from whom, and for which lines of enquiry."""

    kind = forms.ChoiceField(
        choices=[(one.value, one.label.capitalize()) for one in EvidenceKind], widget=forms.RadioSelect
    )
    label = forms.CharField(label="What it is", max_length=160, help_text="In words that everybody may read.")
    given_by = forms.CharField(
        label="From whom",
        max_length=160,
        required=False,
        help_text="Leave it empty where the name itself is withheld.",
    )
    received_on = forms.DateField(label="Received on")
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        required=False,
        empty_label="No indicator",
        help_text="For a figure: it is kept as it stands published today.",
    )
    lines = forms.ModelMultipleChoiceField(
        queryset=LineOfEnquiry.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="For which lines of enquiry",
    )
    session = forms.ModelChoiceField(
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="No session",
        label="Heard at this session",
    )
    words = forms.CharField(label="What it says", max_length=20000, widget=_lines(10))

    conditional_fields = ("indicator",)

    def set_choices(self, review: ScrutinyReview) -> None:
        """The lines and sessions of this review, and every indicator."""
        self.fields["session"].queryset = review.group.meetings.not_cancelled()
        self.fields["lines"].queryset = review.lines.all()
        self.fields["indicator"].queryset = Indicator.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == EvidenceKind.DATA and not cleaned.get("indicator"):
            self.add_error("indicator", "Select the indicator whose figure is kept")
        return cleaned


class TakeEvidenceForm(AccessForm, EvidenceFields):
    """Evidence with its audience."""

    def __init__(self, *args: Any, review: ScrutinyReview, **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        self.set_choices(review)


class AlterEvidenceForm(SecondEditor):
    """Evidence put right: its label, whose it is, its lines, and its words for whoever may read them."""

    label = forms.CharField(label="What it is", max_length=160, help_text="In words that everybody may read.")
    given_by = forms.CharField(label="From whom", max_length=160, required=False)
    received_on = forms.DateField(label="Received on")
    lines = forms.ModelMultipleChoiceField(
        queryset=LineOfEnquiry.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="For which lines of enquiry",
    )
    words = forms.CharField(label="What it says", max_length=20000, widget=_lines(10))

    def __init__(self, *args: Any, evidence: Evidence, **kwargs: Any) -> None:
        fields = ("label", "given_by", "received_on", "words")
        kwargs["initial"] = {name: getattr(evidence, name) for name in fields} | {
            "lines": list(evidence.lines.all())
        }
        super().__init__(*args, **kwargs)
        self.watch(evidence)
        self.fields["lines"].queryset = evidence.review.lines.all()
        if evidence.is_withheld:
            del self.fields["words"]


class FindingFields(BaseForm):
    """What is concluded, on which line, from which evidence."""

    line = forms.ModelChoiceField(
        queryset=LineOfEnquiry.objects.none(), empty_label="Select one", label="Line of enquiry"
    )
    words = forms.CharField(label="What the review finds", max_length=10000, widget=_lines(6))
    evidence = forms.ModelMultipleChoiceField(
        queryset=Evidence.objects.none(), widget=forms.CheckboxSelectMultiple, label="From this evidence"
    )

    def set_choices(self, review: ScrutinyReview) -> None:
        """The lines and evidence of this review."""
        self.fields["line"].queryset = review.lines.all()
        self.fields["evidence"].queryset = review.evidence.all()
        self.fields["evidence"].label_from_instance = lambda one: f"{one.number}. {one.label}"


class ConcludeForm(AccessForm, FindingFields):
    """A finding with its audience."""

    def __init__(self, *args: Any, review: ScrutinyReview, **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        self.set_choices(review)


class RewriteFindingForm(FindingFields, SecondEditor):
    """A finding changed."""

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "line": finding.line,
            "words": finding.words,
            "evidence": list(finding.evidence.all()),
        }
        super().__init__(*args, **kwargs)
        self.set_choices(finding.review)
        self.watch(finding)
        if finding.is_withheld:
            del self.fields["words"]


class WitnessForm(BaseForm):
    """Whom to ask whether a finding is right, and by when."""

    witness = forms.ModelChoiceField(queryset=Person.objects.none(), empty_label="Select somebody")
    answer_by = forms.DateField(label="Answer wanted by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["witness"].queryset = Person.objects.filter(is_active=True)


class FactCheckForm(BaseForm):
    """A witness says whether a finding is right."""

    is_right = forms.ChoiceField(
        label="Is this right?",
        choices=[("yes", "Yes"), ("no", "No, something is wrong")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What is wrong, or what should be added", required=False, max_length=4000, widget=_lines(5)
    )

    conditional_fields = ("words",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_right") == "no" and not cleaned.get("words"):
            self.add_error("words", "Say what is wrong")
        return cleaned


class RecommendationFields(BaseForm):
    """What is asked, why, and what should be different by when."""

    label = forms.CharField(
        label="In one line",
        max_length=160,
        help_text="It stands in tables. Everybody may read it once the report is out.",
    )
    words = forms.CharField(label="The recommendation", max_length=4000, widget=_lines(5))
    reason = forms.CharField(label="Why", max_length=4000, widget=_lines(4))
    different = forms.CharField(
        label="What should be different",
        max_length=300,
        help_text="Something that can be seen. Everybody may read this line.",
    )
    different_by = forms.DateField(label="By when")
    indicator = forms.ModelChoiceField(
        queryset=Indicator.objects.none(),
        required=False,
        empty_label="No indicator",
        label="Seen by this indicator",
        help_text="Leave this and the stage empty where it is to be observed.",
    )
    stage = forms.ModelChoiceField(
        queryset=AgreedRating.objects.none(),
        required=False,
        empty_label="No stage",
        label="Or by this stage of a delivery chain",
        help_text="As it is agreed today; what later rounds agree is shown beside it.",
    )
    findings = forms.ModelMultipleChoiceField(
        queryset=Finding.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="From these findings",
    )

    def set_choices(self, review: ScrutinyReview, viewer: Person, on: date) -> None:
        """The findings of this review, every indicator, and the stages that the writer sees agreed."""
        self.fields["indicator"].queryset = Indicator.objects.all()
        stages = AgreedRating.objects.visible_to(viewer, on).standing(on).latest_round(on)
        stages = stages.select_related("stage", "review__outcome", "review__strategy", "review__body")
        self.fields["stage"].queryset = stages.order_by("review__body__name", "review", "stage__number")
        self.fields["stage"].label_from_instance = _stage_words
        self.fields["findings"].queryset = review.findings.all()
        self.fields["findings"].label_from_instance = lambda one: f"Finding {one.number}"

    def clean_stage(self) -> AgreedRating | None:
        """One way to see it is enough: two could disagree."""
        stage = self.cleaned_data["stage"]
        if stage and self.cleaned_data.get("indicator"):
            raise forms.ValidationError(SEEN_ONE_WAY)
        return stage


def _stage_words(rating: AgreedRating) -> str:
    """A stage among those of all chains: whose, of what, which, and how it is agreed."""
    review = rating.review
    return f"{review.body}, {review.short_title}: {rating.stage} ({rating.get_value_display().lower()})"


class RecommendForm(AccessForm, RecommendationFields):
    """A recommendation with its audience."""

    def __init__(self, *args: Any, review: ScrutinyReview, viewer: Person, on: date, **kwargs: Any) -> None:
        super().__init__(*args, review=review, on=on, **kwargs)
        self.set_choices(review, viewer, on)


class RewriteRecommendationForm(RecommendationFields, SecondEditor):
    """A recommendation changed."""

    def __init__(
        self, *args: Any, recommendation: Recommendation, viewer: Person, on: date, **kwargs: Any
    ) -> None:
        fields = ("label", "words", "reason", "different", "different_by", "indicator", "stage")
        kwargs["initial"] = {name: getattr(recommendation, name) for name in fields}
        kwargs["initial"]["findings"] = list(recommendation.findings.all())
        super().__init__(*args, **kwargs)
        self.set_choices(recommendation.review, viewer, on)
        if recommendation.stage_id:
            # Kept when a later round has taken its place: it was agreed like that when this was written.
            self.fields["stage"].queryset |= AgreedRating.objects.filter(pk=recommendation.stage_id)
        self.watch(recommendation)
        if recommendation.is_withheld:
            del self.fields["words"], self.fields["reason"]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row itself."""
        names = ("label", "different", "different_by", "indicator", "stage")
        return {name: self.cleaned_data[name] for name in names}


class MinorityForm(AccessForm):
    """The view of those who do not agree."""

    whose = forms.CharField(label="Whose view it is", max_length=200)
    words = forms.CharField(label="What they say", max_length=4000, widget=_lines(6))
