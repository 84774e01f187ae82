"""The administration: what all its pages share, and the pages about audit, jobs and e-mail.

Nothing here writes by itself. Set-up records are saved by ``setup.put`` and removed by ``removal.remove``; whatever
moves by a state door, or is published, can be looked at and no more. Everything leaves an audit event, and a record's
"History" shows its events. Who may use it is one question to the policy: ``common.set_up``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import allauth.account.admin  # noqa: F401 it registers addresses, which are taken away below
import django.contrib.auth.admin  # noqa: F401 it registers groups, which are taken away below
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.forms import BaseModelForm, BaseModelFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dorset_lsp.common import removal, setup
from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import (
    AuditCheck,
    AuditEvent,
    AuditSeal,
    Clock,
    Job,
    PeriodicRun,
    SentMail,
    Stamp,
    StateChange,
)
from dorset_lsp.common.today import today

# Roles follow from seats, never from groups; and an address is a person's own, changed by nobody behind their back.
admin.site.unregister(Group)
admin.site.unregister(EmailAddress)
# One way to sign in, with its limits on attempts: the administration has no form of its own.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

EVENTS_A_PAGE = 50


class Administered(admin.ModelAdmin):
    """What every page of the administration shares: the one permission, our own history, no bulk actions."""

    actions = None
    list_per_page = 50
    is_content_private = False
    """Whether its texts and figures are for those concerned only. The administration then shows that they exist."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("common.set_up", self.model))

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm("common.set_up", self.model))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("common.set_up", self.model))

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm("common.set_up", self.model))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nothing hangs on it. Without a record, which is how links are decided, the page itself asks again."""
        if not request.user.has_perm("common.set_up", self.model):
            return False
        return obj is None or not removal.hangs_on(obj)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """As ever; a change that is refused says why, and leads back to the record."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The audit events of one record, newest first."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        # A record whose key is a text is none that people change, so no event names it.
        number = record.pk if isinstance(record.pk, int) else None
        events = AuditEvent.objects.filter(kind=self.opts.label_lower, record_id=number)
        page = Paginator(events, EVENTS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "subtitle": None,
            "opts": self.opts,
            "record": record,
            "page": page,
            "rows": [(event, reason_of(event), difference_lines(event)) for event in page],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/audit_history.html", context)

    # Django's own log would be a second, weaker history beside the audit.
    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """The change has written its audit event."""

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> None:
        """The change has written its audit event."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The change has written its audit event."""


class ViewOnly(Administered):
    """Records that nobody edits here: published, moved by a state door, or written once."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class SetUp(Administered):
    """Set-up records: each is saved and removed by a change of its own."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: BaseModelForm, change: bool) -> None:  # noqa: FBT001 Django calls it so
        _put(obj, form, request)

    def save_formset(
        self,
        request: HttpRequest,
        form: BaseModelForm,
        formset: BaseModelFormSet,
        change: bool,  # noqa: FBT001 Django calls it so
    ) -> None:
        formset.save(commit=False)
        for gone in formset.deleted_objects:
            removal.remove(target=gone, by=request.user, on=today())
        changed = [one for one, _ in formset.changed_objects]
        for inline in formset.forms:
            if any(inline.instance is one for one in [*formset.new_objects, *changed]):
                _put(inline.instance, inline, request, **{formset.fk.name: formset.instance})

    def save_related(
        self,
        request: HttpRequest,
        form: BaseModelForm,
        formsets: Iterable[BaseModelFormSet],
        change: bool,  # noqa: FBT001 Django calls it so
    ) -> None:
        """The inlines. What the form itself points at in numbers was saved with the record."""
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        removal.remove(target=obj, by=request.user, on=today())


class SetUpInline(admin.TabularInline):
    """Set-up records on the page of the one they belong to. Whoever may see that page may see them."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.has_perm("common.set_up", self.model))

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_view_permission(request, obj)


class ViewOnlyInline(SetUpInline):
    """Rows to be looked at on the page of the record they belong to."""

    can_delete = False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def _put(target: models.Model, form: BaseModelForm, request: HttpRequest, **given: Any) -> None:
    """Save what a form says by the set-up change, and give the form's own object the key that it got."""
    manys = {field.name for field in target._meta.many_to_many}
    own = {field.name for field in target._meta.concrete_fields if not field.primary_key}
    is_new = target.pk is None
    names = form.cleaned_data if is_new else form.changed_data
    saved, _ = setup.put(
        model=type(target),
        key={"pk": target.pk},
        values={name: form.cleaned_data[name] for name in names if name in own} | (given if is_new else {}),
        many={name: form.cleaned_data[name] for name in names if name in manys},
        by=request.user,
        on=today(),
    )
    target.pk = saved.pk


# Audit, jobs, e-mail and the day ----------------------------------------------------------------------


NOT_SHOWN: Final = "not shown here"
"""What stands in the place of what is for those concerned only."""


def difference_lines(event: AuditEvent) -> list[tuple[str, str, str]]:
    """Each difference as (field, before, after). What is for those concerned only is named and not told."""
    is_private = event.kind in private_kinds()
    return [
        (name, NOT_SHOWN if is_private else before, NOT_SHOWN if is_private else after)
        for name, (before, after) in event.difference.items()
    ]


def name_of(event: AuditEvent) -> str:
    """The record that an event is about: its name then; for what is for those concerned only, its kind and number."""
    if event.kind not in private_kinds():
        return event.record_name
    return f"{apps.get_model(event.kind)._meta.verbose_name} {event.record_id}"


def reason_of(event: AuditEvent) -> str:
    """Why it was done, as it was said; not of what is for those concerned only."""
    return NOT_SHOWN if event.why and event.kind in private_kinds() else event.why


def private_kinds() -> frozenset[str]:
    """The kinds of records whose content the administration does not show."""
    return frozenset(
        model._meta.label_lower
        for model in apps.get_models()
        if admin.site.is_registered(model)
        and getattr(admin.site.get_model_admin(model), "is_content_private", False)
    )


@admin.register(AuditEvent)
class AuditEventAdmin(ViewOnly):
    """Who changed what, when and why."""

    list_display = ("what", "record", "by_name", "on", "at")
    list_filter = ("kind", "what", "on")
    # Not by name or reason: a search that finds what is not shown would tell it.
    search_fields = ("by_name", "what")
    date_hierarchy = "on"
    fields = ("what", "kind", "record_id", "record", "by_name", "on", "at", "reason", "differences")
    readonly_fields = ("record", "reason", "differences")

    @admin.display(description="Record")
    def record(self, event: AuditEvent) -> str:
        """Its name, where that may be told."""
        return name_of(event)

    @admin.display(description="Why")
    def reason(self, event: AuditEvent) -> str:
        """What was said, where that may be told."""
        return reason_of(event)

    @admin.display(description="What differs")
    def differences(self, event: AuditEvent) -> SafeString | str:
        """One line for each field: before and after."""
        lines = difference_lines(event)
        return format_html_join("", "<div>{}: {} → {}</div>", lines) or "nothing"


@admin.register(StateChange)
class StateChangeAdmin(ViewOnly):
    """Every move of a record from a state to another."""

    list_display = ("verb", "kind", "record_id", "from_state", "to_state", "by_name", "on")
    list_filter = ("kind", "verb", "on")
    search_fields = ("by_name", "why")
    date_hierarchy = "on"


@admin.register(AuditCheck)
class AuditCheckAdmin(ViewOnly):
    """Each time that the history was compared with its seals, and what came of it."""

    list_display = ("checked_at", "links", "waiting", "fault_count")
    list_filter = ("on",)
    search_fields = ("faults",)
    date_hierarchy = "on"


@admin.register(AuditSeal)
class AuditSealAdmin(ViewOnly):
    """The chain that makes tampering with the history show. ``manage.py verify_audit`` reckons it anew."""

    list_display = ("history", "number", "rows", "sealed_at", "chain")
    list_filter = ("history",)
    search_fields = ("chain",)
    date_hierarchy = "sealed_at"


@admin.register(Job)
class JobAdmin(ViewOnly):
    """Work outside requests, and whether it was done. What a job was given may be private, and is left out."""

    list_display = ("name", "key", "state", "attempts", "queued_at", "finished_at")
    list_filter = ("state", "name")
    search_fields = ("key", "error")
    date_hierarchy = "queued_at"
    exclude = ("arguments",)


@admin.register(PeriodicRun)
class PeriodicRunAdmin(ViewOnly):
    """When each periodic job ran, for which day, and what it found."""

    list_display = ("name", "on", "started_at", "finished_at", "found", "enqueued")
    list_filter = ("name",)
    search_fields = ("name", "error")
    date_hierarchy = "started_at"


@admin.register(SentMail)
class SentMailAdmin(ViewOnly):
    """E-mails that a demonstration keeps instead of sending them."""

    list_display = ("subject", "to", "sent_at")
    search_fields = ("subject", "to", "text")
    date_hierarchy = "sent_at"


@admin.register(Clock)
class ClockAdmin(ViewOnly):
    """The day that the partnership states. ``manage.py set_today`` moves it."""

    list_display = ("stated_on",)
    search_fields = ("stated_on",)


@admin.register(Stamp)
class StampAdmin(ViewOnly):
    """When what is kept of a kind of record was last written. The site keeps these for itself."""

    list_display = ("kind", "version")
    search_fields = ("kind",)
