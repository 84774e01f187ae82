"""Short guides, one for each role: what comes to you, what you do, where. They are written as pages of the site."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

GUIDES: Final = {
    "owner": "If you return figures or lead actions",
    "lead": "If you chair or support a group",
    "co-ordinator": "If you co-ordinate the partnership",
    "chair": "If you chair the Board",
    "member": "If you sit on a body",
    "administrator": "If you administer the site",
}
"""The guides by the last part of their address, each with its title."""


def help_index(request: HttpRequest) -> HttpResponse:
    """The list of the guides."""
    return render(request, "site/help/index.html", {"guides": GUIDES})


def guide(request: HttpRequest, role: str) -> HttpResponse:
    """One guide."""
    if role not in GUIDES:
        raise Http404
    return render(request, f"site/help/{role}.html", {"heading": GUIDES[role]})
