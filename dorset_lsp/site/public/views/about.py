"""Pages about the open site itself: the data and what it means, and the feeds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.site.public.data import FIGURES, TABLES
from dorset_lsp.site.public.news import FEEDS
from dorset_lsp.site.public.pages import open_page


@open_page
def data(request: HttpRequest) -> HttpResponse:
    """Every table as a file, and what each column means."""
    return render(request, "public/data.html", {"tables": TABLES, "figures": FIGURES})


@open_page
def feeds(request: HttpRequest) -> HttpResponse:
    """The feeds by their names."""
    titles = [(name, title) for name, (title, _) in FEEDS.items()]
    return render(request, "public/feeds.html", {"feeds": titles})
