"""The history for administrators: who did what to which record, when and why; and whether it is as it was sealed."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.apps import apps
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from dorset_lsp.common import sealing, verifying
from dorset_lsp.common.admin import difference_lines, name_of, private_kinds, reason_of
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.registers import Register
from dorset_lsp.common.tables import BaseTable, DateColumn
from dorset_lsp.common.today import real_time, today


class AuditTable(BaseTable):
    """Events, the newest first. What is for those concerned only is named by kind and number, and not told."""

    at = tables.Column(verbose_name="When", order_by="pk")
    on = DateColumn(verbose_name="For the day")
    by_name = tables.Column(verbose_name="Who")
    what = tables.Column()
    record = tables.Column(verbose_name="Record", accessor="record_name", orderable=False)
    differs = tables.Column(verbose_name="What differs", empty_values=(), orderable=False)
    reason = tables.Column(verbose_name="Why", accessor="why", empty_values=(), orderable=False)

    caption = "The history"
    empty_title = "No event"

    class Meta(BaseTable.Meta):
        model = AuditEvent
        fields = ("at", "on", "by_name", "what", "record", "differs", "reason")

    def render_at(self, value: Any) -> str:
        """20 Nov 2026, 14:05:09."""
        return f"{localtime(value):%-d %b %Y, %H:%M:%S}"

    def value_at(self, value: Any) -> str:
        """2026-11-20 14:05:09, in local time."""
        return f"{localtime(value):%Y-%m-%d %H:%M:%S}"

    def render_record(self, record: AuditEvent) -> SafeString:
        """The name, and under it the kind and number by which one finds all about it."""
        query = f"?kind={record.kind}&record={record.record_id}"
        return format_html(
            '<a href="{}">{}</a><span class="small">{} {}</span>',
            query,
            name_of(record),
            record.kind,
            record.record_id,
        )

    def value_record(self, record: AuditEvent) -> str:
        """The name, kind and number."""
        return f"{name_of(record)} ({record.kind} {record.record_id})"

    def render_differs(self, record: AuditEvent) -> SafeString:
        """A line for each field: before and after."""
        return format_html_join("", "<div>{}: {} → {}</div>", _told(record))

    def value_differs(self, record: AuditEvent) -> str:
        """The same in one line."""
        return "; ".join(f"{name}: {before} → {after}" for name, before, after in _told(record))

    def render_reason(self, record: AuditEvent) -> str:
        """What was said."""
        return reason_of(record)


class AuditFilter(filters.FilterSet):
    """Who, what, which kind and which record, from a day to a day (both of them included)."""

    who = filters.CharFilter(
        label="Who", field_name="by_name", lookup_expr="icontains", widget=forms.TextInput(attrs={"size": 18})
    )
    what = filters.CharFilter(
        label="What", lookup_expr="icontains", widget=forms.TextInput(attrs={"size": 16})
    )
    kind = filters.ChoiceFilter(empty_label="Any")
    name = filters.CharFilter(
        label="Name", method="by_name_of_record", widget=forms.TextInput(attrs={"size": 18})
    )
    record = filters.NumberFilter(
        field_name="record_id",
        label="Number",
        widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric"}),
    )
    since = filters.DateFilter(
        field_name="on", lookup_expr="gte", label="From", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = filters.DateFilter(
        field_name="on", lookup_expr="lte", label="To", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = AuditEvent
        fields = ("who", "what", "kind", "name", "record", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = _kinds()

    def by_name_of_record(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Names that are not shown are not searched either: what is found would tell them."""
        return rows.filter(record_name__icontains=value).exclude(kind__in=private_kinds())


class AdministratorsOnly:
    """404 for anybody else."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        _require_administrator(request)


class Audit(AdministratorsOnly, Register):
    """The history, and the last comparison with its seals."""

    model = AuditEvent
    template_name = "site/audit.html"
    table_class = AuditTable
    filterset_class = AuditFilter
    file_name = "audit"
    download_url_name = "site:audit-download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "check": verifying.latest(),
            "newest_seal": sealing.newest(),
        }


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Have the history compared with its seals now."""
    _require_administrator(request)
    verifying.ask(on=today(), now=real_time())
    messages.success(request, "It is being checked. Load this page again in a minute.")
    return redirect("site:audit")


def _require_administrator(request: HttpRequest) -> None:
    if request.user.is_authenticated and not request.user.has_perm("common.set_up", AuditEvent):
        raise Http404


def _told(event: AuditEvent) -> list[tuple[str, str, str]]:
    return [
        (name, *("nothing" if value in (None, "") else value for value in (before, after)))
        for name, before, after in difference_lines(event)
    ]


def _kinds() -> list[tuple[str, str]]:
    """Every kind of record that can have events, by app and name."""
    apps_of_ours = ("partnerships", "performance", "delivery_chain", "scrutiny", "common", "site")
    return [
        (model._meta.label_lower, f"{model._meta.app_label.replace('_', ' ')}: {model._meta.verbose_name}")
        for label in apps_of_ours
        for model in sorted(
            apps.get_app_config(label).get_models(), key=lambda one: str(one._meta.verbose_name)
        )
    ]
