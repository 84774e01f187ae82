"""The forms about a review as a whole: setting it up, its groups, closing and repeating it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from delivery_chain.enums import IndividualMode, Subject
from delivery_chain.models import FrameworkVersion, Review
from dorset_lsp.common.forms import BaseForm
from partnerships.forms.actions import with_organisation
from partnerships.models import Body, Outcome, Person, Strategy


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, each with whose staff they are."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: Person) -> str:
        return with_organisation(person)


class DetailsForm(BaseForm):
    """Who facilitates, when, and how individuals rate: what may be changed until the review is opened."""

    facilitator = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="Who facilitates",
        help_text="Opens it, writes down what is agreed, and closes it.",
    )
    workshop_on = forms.DateField(label="Day of the workshop", required=False)
    sheets_due_on = forms.DateField(
        label="Sheets wanted by", required=False, help_text="Whoever has not handed in is reminded around it."
    )
    individual_mode = forms.ChoiceField(
        label="Does each participant rate alone first?",
        choices=IndividualMode.choices,
        initial=IndividualMode.NONE,
        widget=forms.RadioSelect,
        help_text="Anonymous means that no page, file or record anywhere names who rated how.",
    )
    why_now = forms.CharField(
        label="Why now", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facilitator = self.fields["facilitator"]
        facilitator.queryset = Person.objects.filter(is_active=True).select_related("organisation")
        facilitator.label_from_instance = with_organisation


class SetUpForm(DetailsForm):
    """What is reviewed, by which framework, and how."""

    version = forms.ModelChoiceField(
        queryset=FrameworkVersion.objects.none(), label="Framework", empty_label="Select one"
    )
    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.none(), required=False, empty_label="No outcome",
        help_text="For a framework that assesses an outcome.",
    )  # fmt: skip
    assessor = forms.CharField(
        label="Outside assessor", required=False, max_length=160,
        help_text="Leave empty where the group assesses itself.",
    )  # fmt: skip
    field_order = ["version", "outcome"]
    conditional_fields = ("outcome",)

    def __init__(self, *args: Any, body: Body, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = FrameworkVersion.objects.in_use(on).select_related("framework")
        self.fields["version"].queryset = versions.order_by("framework__position", "framework__title")
        lineage = Q(body=body) | Q(body=body.parent_id) | Q(body__parent=body)
        self.fields["outcome"].queryset = Outcome.objects.filter(lineage)
        self.body = body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        version, outcome = cleaned.get("version"), cleaned.get("outcome")
        if version is None:
            return cleaned
        wants_outcome = version.framework.subject == Subject.OUTCOME
        if wants_outcome and outcome is None and "outcome" not in self.errors:
            self.add_error("outcome", f"Choose the outcome that {version.framework.short_title} is to assess")
        elif outcome is not None and not wants_outcome:
            self.add_error(
                "outcome", f"{version.framework.short_title} does not assess an outcome: choose “No outcome”"
            )
        elif self._under_way(version, outcome):
            self.add_error(None, "Such a review is under way already. Finish it before you set up another.")
        return cleaned

    def _under_way(self, version: FrameworkVersion, outcome: Outcome | None) -> bool:
        same = Review.objects.filter(body=self.body, outcome=outcome, version__framework=version.framework)
        return same.under_way().exists()

    @property
    def values(self) -> dict[str, Any]:
        """What the change wants; a framework about the strategy is given the one in force."""
        values = dict(self.cleaned_data)
        if values["version"].framework.subject == Subject.STRATEGY:
            values["strategy"] = Strategy.objects.order_by("-from_on").first()
        return values


class RepeatForm(DetailsForm):
    """The next round: when, and who facilitates. Groups and people are carried over."""


class GroupForm(BaseForm):
    """One group: its name and its people."""

    name = forms.CharField(max_length=80, label="Name of the group")
    people = PeopleField(
        queryset=Person.objects.none(), label="Who takes part in it",
        help_text="Members of the body, and whoever takes part already. Each takes part in one group only.",
        required=False,
    )  # fmt: skip
    other = forms.ModelChoiceField(
        queryset=Person.objects.none(), label="Somebody else", required=False, empty_label="Nobody else",
        help_text="From outside the body; save once for each.",
    )  # fmt: skip
    conditional_fields = ("people",)

    def __init__(self, *args: Any, review: Review, number: int, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elsewhere = review.people.exclude(group__number=number).values("person")
        of_body = review.body.memberships.believed().held_on(on).values("person")
        within = review.people.values("person")
        people = Person.objects.filter(is_active=True).filter(Q(pk__in=of_body) | Q(pk__in=within))
        self.fields["people"].queryset = people.exclude(pk__in=elsewhere).select_related("organisation")
        others = Person.objects.filter(is_active=True).exclude(pk__in=people.values("pk"))
        self.fields["other"].queryset = others.select_related("organisation")
        self.fields["other"].label_from_instance = with_organisation

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.everybody and "people" not in self.errors:
            self.add_error("people", "Choose at least one person who takes part")
        return cleaned

    @property
    def everybody(self) -> list[Person]:
        """Those ticked, and the one from outside."""
        other = self.cleaned_data.get("other")
        return [*(self.cleaned_data.get("people") or []), *([other] if other else [])]


class CloseForm(BaseForm):
    """When it is to be repeated."""

    next_round_on = forms.DateField(
        label="Next round", help_text="Those who lead the group are told when that day comes."
    )


class AbandonForm(BaseForm):
    """Why a review is given up."""

    why = forms.CharField(
        label="Why you abandon it", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who takes part in it reads this.",
    )  # fmt: skip


class LeaveOutForm(BaseForm):
    """Why the groups are compared without one of them."""

    reason = forms.CharField(
        label="Why you compare without it", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody who reads the comparison reads this.",
    )  # fmt: skip
