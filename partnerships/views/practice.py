"""Shared practice: the register, one note, and writing, correcting and copying it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView

from dorset_lsp.common.registers import Register
from dorset_lsp.common.today import today
from dorset_lsp.common.views import object_or_404
from partnerships.changes import practice
from partnerships.forms.practice import AlterPracticeForm, CopyForm, PracticeForm
from partnerships.history import history_of
from partnerships.lists.practice import PracticeFilter, PracticeTable
from partnerships.models import Partnership, PracticeNote
from partnerships.reads.practice import PracticeQuerySet
from partnerships.views.deeds import Deed, Trail


class PracticeList(Register):
    """Every note."""

    template_name = "partnerships/practice_list.html"
    table_class = PracticeTable
    filterset_class = PracticeFilter
    file_name = "practice"
    download_url_name = "partnerships:practice-download"

    def get_queryset(self) -> PracticeQuerySet:
        rows = PracticeNote.objects.visible_to(self.request.user, today()).with_copies()
        return rows.select_related("area", "challenge", "organisation", "contact")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_write = self.request.user.has_perm("partnerships.write_practice", Partnership)
        return super().get_context_data(may_write=may_write, **kwargs)


class PracticeDetail(DetailView):
    """One note, and who does the same."""

    template_name = "partnerships/practice_detail.html"
    context_object_name = "note"

    def get_queryset(self) -> PracticeQuerySet:
        rows = PracticeNote.objects.visible_to(self.request.user, today())
        return rows.select_related("area", "challenge", "organisation", "contact__organisation", "written_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note, viewer = self.object, self.request.user
        copies = list(note.copies.select_related("organisation", "area", "copied_by"))
        is_copied = any(copy.organisation_id == viewer.organisation_id for copy in copies)
        return super().get_context_data(
            copies=copies,
            happenings=history_of(note),
            may_edit=viewer.has_perm("partnerships.edit_practice", note),
            may_copy=not is_copied and viewer.has_perm("partnerships.copy_practice", note),
            **kwargs,
        )


class Write(Deed):
    """Write down what was tried."""

    heading = "Share what you tried"
    button = "Share it"
    form_class = PracticeForm
    said = "Shared."
    follows = ("Everybody who is signed in can find it, and ask the person that you name.",)
    record: type[Partnership]

    def find(self) -> type[Partnership]:
        if not self.request.user.has_perm("partnerships.write_practice", Partnership):
            raise PermissionDenied
        return Partnership

    def get_initial(self) -> dict[str, Any]:
        return {"organisation": self.request.user.organisation_id, "contact": self.request.user.pk}

    def trail(self) -> Trail:
        return [("Shared practice", self.back_url())]

    def back_url(self) -> str:
        return reverse("partnerships:practice-list")

    def make(self, form: PracticeForm) -> PracticeNote:
        return practice.write(**form.cleaned_data, by=self.request.user, on=today())

    def answer(self, made: Any) -> HttpResponse:
        return redirect(made)


class AboutANote(Deed):
    """One deed with one note."""

    permission = "partnerships.edit_practice"
    record: PracticeNote

    def find(self) -> PracticeNote:
        rows = PracticeNote.objects.visible_to(self.request.user, today()).select_related(
            "area", "organisation"
        )
        return object_or_404(rows, self.request, self.permission, pk=self.kwargs["pk"])

    def trail(self) -> Trail:
        return [
            ("Shared practice", reverse("partnerships:practice-list")),
            (self.record.title, self.back_url()),
        ]


class Alter(AboutANote):
    """Correct a note, or say how it went on."""

    heading = "Correct the note"
    form_class = AlterPracticeForm
    said = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.record}

    def make(self, form: AlterPracticeForm) -> None:
        practice.alter(note=self.record, values=form.values, by=self.request.user, on=today())


class Copy(AboutANote):
    """Say that one's own organisation does the same."""

    permission = "partnerships.copy_practice"
    heading = "We do the same"
    button = "Add us"
    form_class = CopyForm
    said = "Added."

    def lede_words(self) -> str:
        return f"“{self.record.title}”, copied by {self.request.user.organisation}."

    def make(self, form: CopyForm) -> object:
        return practice.copy(note=self.record, **form.cleaned_data, by=self.request.user, on=today())
