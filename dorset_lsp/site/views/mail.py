"""The e-mails that a demonstration would have sent. Anywhere else there is no such page."""

from __future__ import annotations

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.views.generic import DetailView

from dorset_lsp.common.models import SentMail
from dorset_lsp.common.registers import Register
from dorset_lsp.common.tables import BaseTable


class MailTable(BaseTable):
    """E-mails, newest first. They are kept with the real time, whatever day the demonstration states."""

    subject = tables.Column()
    to = tables.Column()
    sent_at = tables.Column(verbose_name="Sent")

    caption = "E-mails"
    empty_title = "No e-mail"
    empty_words = "What the site would send stands here: invitations, reminders, links to set a password."

    class Meta(BaseTable.Meta):
        model = SentMail
        fields = ("subject", "to", "sent_at")

    def render_subject(self, value: str, record: SentMail) -> SafeString:
        """The subject leads to the e-mail."""
        return format_html('<a href="{}">{}</a>', reverse("site:mail-detail", args=[record.pk]), value)

    def render_sent_at(self, value: Any) -> str:
        """20 Nov 2026, 14:05."""
        return f"{localtime(value):%-d %b %Y, %H:%M}"

    def value_subject(self, value: str) -> str:
        """The subject alone."""
        return value

    def value_sent_at(self, value: Any) -> str:
        """2026-11-20 14:05, in local time."""
        return f"{localtime(value):%Y-%m-%d %H:%M}"


class MailFilter(filters.FilterSet):
    """Whose e-mails, and about what."""

    to = filters.CharFilter(
        label="Receiver", lookup_expr="icontains", widget=forms.TextInput(attrs={"size": 24})
    )
    subject = filters.CharFilter(lookup_expr="icontains", widget=forms.TextInput(attrs={"size": 24}))

    class Meta:
        model = SentMail
        fields = ("to", "subject")


class DemoOnly:
    """404 unless this is the demonstration: nowhere else is mail kept, and its links open accounts."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not settings.DEMO:
            raise Http404


class MailList(DemoOnly, Register):
    """Every e-mail, newest first."""

    model = SentMail
    template_name = "site/mail.html"
    table_class = MailTable
    filterset_class = MailFilter
    file_name = "mail"
    download_url_name = "site:mail-download"


SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What a browser may do with an e-mail's HTML: draw it with its own styles. No script, no picture, no form."""


class MailHtml(DemoOnly, DetailView):
    """The HTML of one e-mail as a page of its own, in a sandbox: it is of no origin and can run and fetch nothing."""

    model = SentMail

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The HTML as it would have gone out; 404 when the e-mail has none."""
        if not self.object.html:
            raise Http404
        return HttpResponse(self.object.html, headers={"Content-Security-Policy": SANDBOX})


class MailDetail(DemoOnly, DetailView):
    """One e-mail as it would have gone out: headers and text. Its HTML has a page of its own, and is source here."""

    model = SentMail
    template_name = "site/mail_detail.html"
