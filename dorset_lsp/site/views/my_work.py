"""My work: everything that waits for the person who looks, each with its one next step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.views.generic import TemplateView

from dorset_lsp.common.today import today
from dorset_lsp.site.changed import changed_pages
from dorset_lsp.site.work import by_urgency, summary, work_items
from performance.workbook.offers import offers_to


class KindFilter(forms.Form):
    """Which kind of work to show."""

    kind = forms.ChoiceField(required=False, label="Show")

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *((kind, kind) for kind in kinds)]


class MyWork(TemplateView):
    """Returns, checks, actions and rounds that wait for the viewer, by due date, and the workbooks to fill in."""

    template_name = "site/my_work.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = work_items(self.request.user, today())
        form = KindFilter(self.request.GET, kinds=sorted({item.kind for item in items}))
        wanted = form.cleaned_data["kind"] if form.is_valid() else ""
        shown = [item for item in items if not wanted or item.kind == wanted]
        return super().get_context_data(
            items=items,
            shown=shown,
            form=form,
            groups=by_urgency(shown, today()),
            summary=summary(items, today()),
            changed_pages=changed_pages(self.request.user, today()),
            workbooks=offers_to(self.request.user, today()),
            **kwargs,
        )
