"""The forms about projects and claims."""

from __future__ import annotations

from typing import Any

from django import forms

from dorset_lsp.common.forms import BaseForm
from dorset_lsp.common.money import PoundsField, in_pounds
from partnerships.forms.editing import SeenForm
from partnerships.models import Area, Outcome, Project


class ApplicationForm(BaseForm):
    """What an organisation wants to do, where, and what it asks for."""

    title = forms.CharField(label="Project", max_length=160)
    description = forms.CharField(
        label="What will be done", widget=forms.Textarea(attrs={"rows": 6}), max_length=10_000,
        help_text="Who will do what for whom, by when, and how you will know that it worked.",
    )  # fmt: skip
    area = forms.ModelChoiceField(
        queryset=Area.objects.all(), required=False, empty_label="The whole area", label="Where"
    )
    outcome = forms.ModelChoiceField(
        queryset=Outcome.objects.all(),
        required=False,
        empty_label="No single outcome",
        label="Which outcome it serves",
    )
    asked_pence = PoundsField(label="Asked for, in pounds")
    own_pence = PoundsField(
        label="Brought by yourselves and others, in pounds",
        required=False,
        help_text="Other grants, fees, gifts.",
    )


class AlterApplicationForm(SeenForm, ApplicationForm):
    """A draft worded anew."""

    edited = ("title", "description", "area", "outcome", "asked_pence", "own_pence")

    @property
    def values(self) -> dict[str, Any]:
        """As typed; an empty box for money of others is nothing."""
        return super().values | {"own_pence": self.cleaned_data["own_pence"] or 0}


class OfferForm(BaseForm):
    """How much is offered, why and on what conditions, and the two days that bind."""

    amount_pence = PoundsField(label="Offered, in pounds")
    decision = forms.CharField(
        label="Reasons and conditions", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text="The organisation, and later everybody, reads this.",
    )  # fmt: skip
    authority = forms.CharField(
        label="Decided by", required=False, max_length=200,
        help_text="The body, the day and the number of its decision. Needed where you may not decide alone.",
    )  # fmt: skip
    claim_by_on = forms.DateField(label="Last day for a claim")
    report_due_on = forms.DateField(label="Report of benefits due")
    conditional_fields = ("authority",)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allocation = project.allocation
        self.fields["amount_pence"].help_text = (
            f"{in_pounds(project.asked_pence)} is asked for; {allocation} has {in_pounds(allocation.remainder_pence)} "
            "left to offer."
        )


class RefuseForm(BaseForm):
    """Why an application is refused."""

    decision = forms.CharField(
        label="Why it is refused", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text="The organisation reads this.",
    )  # fmt: skip
    authority = forms.CharField(
        label="Decided by", required=False, max_length=200, help_text="The body, if one decided."
    )


class WithdrawForm(BaseForm):
    """Why a project is given up."""

    reason = forms.CharField(
        label="Why it is given up", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class ExtendForm(BaseForm):
    """More time for a project."""

    claim_by_on = forms.DateField(label="Last day for a claim")
    report_due_on = forms.DateField(label="Report of benefits due")
    why = forms.CharField(
        label="Why it is given more time", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class ReportForm(BaseForm):
    """What a project brought."""

    what_changed = forms.CharField(
        label="What has changed", widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000,
        help_text="For the people it was meant for. Everybody reads this.",
    )  # fmt: skip
    people_helped = forms.IntegerField(
        label="People helped",
        required=False,
        min_value=0,
        help_text="Leave it empty if it cannot be counted.",
    )
    lesson = forms.CharField(
        label="What others should know", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000,
        help_text="Before they try the same.",
    )  # fmt: skip


class ClaimForm(BaseForm):
    """Money claimed for what was spent."""

    amount_pence = PoundsField(label="Claimed, in pounds")
    spent_on_what = forms.CharField(
        label="What it was spent on", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text="Keep the invoices: the co-ordinator may ask for them.",
    )  # fmt: skip

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "amount_pence"
        ].help_text = f"{in_pounds(project.open_pence)} of the offer is left to claim."


class RefuseClaimForm(BaseForm):
    """Why a claim is refused."""

    reason = forms.CharField(
        label="Why it is refused", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )
