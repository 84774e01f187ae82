"""What every page needs: whose site it is, what day it is, who is looking, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dorset_lsp.common.stamps import kept
from dorset_lsp.common.today import stated, today
from partnerships.models import Partnership


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the section bar."""

    label: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. A fixed number of queries, and none for a page that draws no frame."""
    viewer = getattr(request, "user", None)
    signed_in = viewer is not None and viewer.is_authenticated
    return {
        "partnership": kept("partnership", Partnership.objects.first, of_kinds=(Partnership,)),
        "today": today(),
        "today_is_stated": stated() is not None,
        "viewer": viewer,
        "viewer_role": role_of(request) if signed_in else "",
        "sections": sections_for(request) if signed_in else [],
        "footer_links": footer_links(signed_in=signed_in),
        "search_url": "",
    }


def sections_for(request: HttpRequest) -> list[Section]:
    """The sections that the viewer may open; the one that the page belongs to is current."""
    standing = request.user.standing(today())
    entries = [
        ("Dashboard", reverse("site:dashboard"), standing.is_member_of_any_body),
        ("My work", reverse("site:my-work"), True),
        ("Performance", reverse("performance:index"), True),
        ("Partnership", reverse("partnerships:structure"), True),
        ("Administration", reverse("admin:index"), request.user.is_staff),
    ]
    return [Section(label, url, request.path.startswith(url)) for label, url, is_open in entries if is_open]


def role_of(request: HttpRequest) -> str:
    """What the person is here, in a word or two: the duty that matters most today, else their organisation."""
    standing = request.user.standing(today())
    if standing.is_chair:
        return "chair of the Board"
    if standing.is_coordinator:
        return "co-ordinator"
    led = [held for held in standing.held if held.role in ("chair", "vice_chair")]
    if led:
        return f"{led[0].role.replace('_', ' ')}, {led[0].body_name}"
    return request.user.organisation.label if request.user.organisation_id else ""


def footer_links(*, signed_in: bool) -> list[tuple[str, str]]:
    """Links at the foot of each page: (address, label)."""
    if not signed_in:
        return []
    links = [(reverse("site:judging"), "How figures are judged"), (reverse("site:gallery"), "Components")]
    if settings.DEMO:
        links.append((reverse("site:mail"), "E-mail sent by this demonstration"))
    return links
