"""One's own notices: the list, what was read, and how each kind comes by e-mail."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import ListView

from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.tables import ROWS_A_PAGE
from dorset_lsp.common.today import today
from dorset_lsp.site.forms import NoticeFilter, NoticeForm
from dorset_lsp.site.notices import HEADS, KINDS, choices_of, shown
from partnerships.changes import notice_choices
from partnerships.models import Person, PostedNotice
from partnerships.reading_notices import mark_read
from partnerships.views.verbs import ChangeForm


class NoticeList(ListView):
    """What somebody was told, the newest first. A notice whose thing they may not see any more is there without words."""

    template_name = "site/notices.html"
    paginate_by = ROWS_A_PAGE

    def get_queryset(self) -> Any:
        own = PostedNotice.objects.visible_to(self.request.user)
        told_of = set(own.order_by().values_list("kind", flat=True).distinct())
        self.form = NoticeFilter(
            self.request.GET, kinds=[one for one in KINDS.values() if one.code in told_of]
        )
        wanted = self.form.cleaned_data if self.form.is_valid() else {}
        if wanted.get("kind"):
            own = own.filter(kind=wanted["kind"])
        return own.unread() if wanted.get("show") == "unread" else own

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        own = PostedNotice.objects.visible_to(self.request.user)
        return context | {
            "form": self.form,
            "rows": shown(context["page_obj"], self.request.user, today()),
            "total": own.count(),
            "unread": own.unread().count(),
        }


@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read."""
    notice = get_object_or_404(PostedNotice.objects.visible_to(request.user), pk=pk)
    mark_read(request.user, on=today(), pks=[notice.pk])
    return redirect("site:notices")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice as read."""
    number = mark_read(request.user, on=today())
    messages.success(request, f"{number} notice{'' if number == 1 else 's'} marked as read.")
    return redirect("site:notices")


class ChooseNotices(ChangeForm):
    """How each kind of notice comes by e-mail: at once, once a day together, or not at all."""

    template_name = "site/notice_choices.html"
    form_class = NoticeForm
    said = "Saved. It holds from the next notice on."
    record: Person

    def find(self) -> Person:
        return Person.objects.visible_to(self.request.user).get(pk=self.request.user.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"heads": HEADS, "choices": choices_of(self.record)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Each as chosen; or, by one of two buttons, all of them alike."""
        way = request.POST.get("all")
        if way in (ByMail.AT_ONCE, ByMail.DIGEST):
            self._choose({kind: ByMail(way) for kind in KINDS.values()})
            messages.success(request, self.said)
            return self.answer(None)
        return super().post(request, *args, **kwargs)

    def make(self, form: NoticeForm) -> None:
        self._choose(form.chosen)

    def answer(self, made: object) -> HttpResponse:
        return redirect("site:notice-choices")

    def _choose(self, choices: Any) -> None:
        notice_choices.choose(person=self.record, choices=choices, by=self.request.user, on=today())
