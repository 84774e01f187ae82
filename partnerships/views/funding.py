"""Money: where it goes, one stream, and the deeds of the co-ordinator and of partners who bring their own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView, TemplateView

from dorset_lsp.common.money import pounds
from dorset_lsp.common.registers import WRITERS
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import funding
from partnerships.forms.funding import (
    AllocateForm,
    ChangeAllocationForm,
    DeclareForm,
    StreamForm,
    WithdrawDeclarationForm,
)
from partnerships.history import history_of
from partnerships.models import AlignedMoney, Allocation, FundingStream, Organisation, Partnership
from partnerships.money import money_of, pictures, summary
from partnerships.reads.funding import StreamQuerySet
from partnerships.views.deeds import Deed, Trail


class Funding(TemplateView):
    """The streams of the newest year with all their parts, what was unspent when, and what partners bring beside."""

    template_name = "partnerships/funding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer, on = self.request.user, today()
        streams = list(FundingStream.objects.visible_to(viewer).newest_year(on).select_related("giver"))
        monies = money_of(streams, on)
        aligned: Any = AlignedMoney.objects.visible_to(viewer).none()
        if streams:
            aligned = AlignedMoney.objects.visible_to(viewer).standing()
            aligned = aligned.overlapping(streams[0].from_on, max(stream.to_on for stream in streams))
        others = FundingStream.objects.visible_to(viewer).exclude(pk__in=[stream.pk for stream in streams])
        declared = list(aligned.select_related("organisation", "outcome"))
        return super().get_context_data(
            monies=[(money, pictures(money)) for money in monies],
            just_monies=monies,
            summary=summary(monies),
            year=streams[0].year_label if streams else "",
            aligned=declared,
            aligned_total=sum(one.amount_pence for one in declared),
            others=others.select_related("giver"),
            exports=[
                (kind.upper(), reverse("partnerships:funding-download", args=[kind])) for kind in WRITERS
            ],
            may_run=viewer.has_perm("partnerships.run_funding", FundingStream),
            may_declare=_may_declare_for(viewer).exists(),
            may_withdraw={
                one.pk for one in declared if viewer.has_perm("partnerships.withdraw_aligned", one)
            },
            **kwargs,
        )


HEADER = [
    "Stream",
    "Year",
    "Given by",
    "Kind",
    "Part",
    "Amount",
    "Offered",
    "Claimed",
    "Not offered yet",
    "Unspent",
]


def download(request: HttpRequest, file_type: str) -> HttpResponse:
    """Every part of every stream, the remainders among them, as CSV or XLSX."""
    write = WRITERS.get(file_type)
    if write is None:
        raise Http404
    streams = FundingStream.objects.visible_to(request.user).select_related("giver")
    rows = []
    for money in money_of(streams, today()):
        stream = money.stream
        head = [stream.title, stream.year_label, stream.giver.name, stream.get_kind_display()]
        for part in money.parts:
            known = () if part.is_remainder else (part.committed, part.claimed, part.to_offer, part.unspent)
            figures: list[Any] = [pounds(pence) for pence in known] or ["not known"] * 4
            rows.append([*head, part.title, pounds(part.amount), *figures])
    return write("funding", HEADER, rows)


class StreamDetail(DetailView):
    """One stream: who gives it, for what, and every part of it."""

    template_name = "partnerships/stream_detail.html"
    context_object_name = "stream"

    def get_queryset(self) -> StreamQuerySet:
        return FundingStream.objects.visible_to(self.request.user).select_related("giver")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        viewer = self.request.user
        [money] = money_of([self.object], today())
        allocations = [part.allocation for part in money.parts if part.allocation]
        return super().get_context_data(
            money=money,
            pictures=pictures(money),
            summary=summary([money]),
            allocations=allocations,
            may_run=viewer.has_perm("partnerships.run_funding", self.object),
            may_apply=[one for one in allocations if viewer.has_perm("partnerships.begin_project", one)],
            happenings=history_of(self.object),
            **kwargs,
        )


class AboutMoney(Deed):
    """One deed about money; every such page stands under "Funding"."""

    def trail(self) -> Trail:
        return [("Funding", reverse("partnerships:funding"))]

    def back_url(self) -> str:
        return reverse("partnerships:funding")


class OpenStream(AboutMoney):
    """Enter money that is given for a year."""

    heading = "Enter a stream of money"
    button = "Enter it"
    form_class = StreamForm
    said = "Entered. Nothing of it is allocated yet."
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        if not self.request.user.has_perm("partnerships.run_funding", FundingStream):
            raise PermissionDenied
        return Partnership

    def make(self, form: StreamForm) -> FundingStream:
        said = {name: value for name, value in form.cleaned_data.items() if name != "last_day"}
        return funding.open_stream(slug=form.slug, to_on=form.to_on, **said, by=self.request.user, on=today())

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class Allocate(AboutMoney):
    """Set a part of a stream aside."""

    heading = "Allocate money"
    button = "Allocate it"
    form_class = AllocateForm
    said = "Allocated."
    follows = (
        "What is left of the stream stays visible as not itemised.",
        "Organisations can apply for it at once.",
    )
    record: FundingStream

    def find(self) -> FundingStream:
        rows = FundingStream.objects.visible_to(self.request.user)
        return object_or_404(rows, self.request, "partnerships.run_funding", slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"stream": self.record}

    def back_url(self) -> str:
        return self.record.get_absolute_url()

    def trail(self) -> Trail:
        return [*super().trail(), (self.record.title, self.back_url())]

    def make(self, form: AllocateForm) -> Allocation:
        said = form.cleaned_data | {"delegated_pence": form.cleaned_data["delegated_pence"] or 0}
        return funding.allocate(stream=self.record, **said, by=self.request.user, on=today())


class ChangeAllocation(AboutMoney):
    """Make an allocation larger or smaller."""

    heading = "Change the allocation"
    form_class = ChangeAllocationForm
    said = "Changed."
    record: Allocation

    def find(self) -> Allocation:
        rows = Allocation.objects.visible_to(self.request.user).select_related("stream")
        return object_or_404(rows, self.request, "partnerships.run_funding", pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return {"amount_pence": self.record.amount_pence}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"allocation": self.record}

    def back_url(self) -> str:
        return self.record.stream.get_absolute_url()

    def trail(self) -> Trail:
        return [*super().trail(), (self.record.stream.title, self.back_url())]

    def lede_words(self) -> str:
        return f"“{self.record}”, out of {self.record.stream}."

    def make(self, form: ChangeAllocationForm) -> None:
        funding.change_allocation(
            allocation=self.record, **form.cleaned_data, by=self.request.user, on=today()
        )


def _may_declare_for(viewer: Any) -> Any:
    """The organisations that somebody may declare money for: all of them for the co-ordinator, else one's own."""
    rows = Organisation.objects.visible_to(viewer)
    if viewer.has_perm("partnerships.run_funding", FundingStream):
        return rows
    own = rows.filter(pk=viewer.organisation_id) if viewer.organisation_id else rows.none()
    return own if viewer.standing(today()).is_member_of_any_body else rows.none()


class Declare(AboutMoney):
    """Declare money of one's own organisation beside the streams."""

    heading = "Declare aligned money"
    button = "Declare it"
    form_class = DeclareForm
    said = "Declared."
    follows = ("It stands beside the streams. Nobody here controls or allocates it.",)
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        if not _may_declare_for(self.request.user).exists():
            raise PermissionDenied
        return Partnership

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"organisations": _may_declare_for(self.request.user)}

    def make(self, form: DeclareForm) -> AlignedMoney:
        said = {name: value for name, value in form.cleaned_data.items() if name != "last_day"}
        return funding.declare(to_on=form.to_on, **said, by=self.request.user, on=today())


class WithdrawDeclaration(AboutMoney):
    """Take a declaration back."""

    heading = "Take the declaration back?"
    button = "Take it back"
    is_grave = True
    form_class = WithdrawDeclarationForm
    said = "Taken back."
    record: AlignedMoney

    def find(self) -> AlignedMoney:
        rows = AlignedMoney.objects.visible_to(self.request.user).standing().select_related("organisation")
        return object_or_404(rows, self.request, "partnerships.withdraw_aligned", pk=self.kwargs["pk"])

    def lede_words(self) -> str:
        return f"“{self.record.title}”, declared for {self.record.organisation}."

    def make(self, form: WithdrawDeclarationForm) -> None:
        funding.withdraw_declaration(
            money=self.record, reason=form.cleaned_data["reason"], by=self.request.user, on=today()
        )
