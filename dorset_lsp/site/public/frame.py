"""The frame of an open page: the same for everybody, so that one copy serves all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dorset_lsp.common.today import stated, today
from dorset_lsp.site.public.pages import ANYBODY
from partnerships.elections import held_on
from partnerships.models import Partnership

ABOUT = "Organisations that agree outcomes, measure them, find out why an outcome is stuck, act on it, and answer for it."
SECTIONS = (
    ("What we aim for", "public:outcomes"),
    ("Figures", "public:indicators"),
    ("Reports", "public:reports"),
    ("Decisions", "public:decisions"),
    ("Money", "public:money"),
    ("Scrutiny", "public:scrutiny"),
    ("You said, we did", "public:said"),
    ("Who we are", "public:partnership"),
)
FOOT = (
    ("public:achievements", "Achievements of the quarter"),
    ("public:calendar", "What comes out when"),
    ("public:data", "Open data"),
    ("api-docs", "The API"),
    ("public:feeds", "Feeds"),
    ("site:judging", "How figures are judged"),
    ("public:accessibility", "Accessibility"),
    ("public:privacy", "Privacy"),
    ("public:cookies", "Cookies"),
)


def open_frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every open page; nothing in it depends on who looks."""
    partnership = Partnership.objects.first()
    return {
        "partnership": partnership,
        "about_us": partnership.about if partnership and partnership.about else ABOUT,
        "people_note": partnership.people_note if partnership else "",
        "today": today(),
        "today_is_stated": stated() is not None,
        "viewer": ANYBODY,
        "viewer_role": "",
        "sections": [
            {"label": label, "url": reverse(name), "current": request.path.startswith(reverse(name))}
            for label, name in SECTIONS
        ],
        "footer_links": [(reverse(name), label) for name, label in FOOT],
        "search_url": "",
        "messages": (),
        "held": held_on(today()),
        "address": f"{settings.PUBLIC_URL}{request.path}",
        "site_address": settings.PUBLIC_URL,
        "licence": {"name": settings.DATA_LICENCE_NAME, "url": settings.DATA_LICENCE_URL},
    }
