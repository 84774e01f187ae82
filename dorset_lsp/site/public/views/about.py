"""Pages about the open site itself: the data and what it means, and the feeds."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dorset_lsp.common.today import today
from dorset_lsp.site.public.data import FIGURES, TABLES
from dorset_lsp.site.public.law import COOKIES
from dorset_lsp.site.public.news import FEEDS
from dorset_lsp.site.public.pages import ANYBODY, open_page
from dorset_lsp.site.retention import KINDS, NOTICE
from partnerships.models import PreElectionPeriod
from partnerships.posting import sender
from performance.models import Edition
from performance.releasing import AT, announced


@open_page
def data(request: HttpRequest) -> HttpResponse:
    """Every table as a file, and what each column means."""
    return render(request, "public/data.html", {"tables": TABLES, "figures": FIGURES})


@open_page
def calendar(request: HttpRequest) -> HttpResponse:
    """When reports come out, and when an election holds everything."""
    editions = Edition.objects.visible_to(ANYBODY).select_related("round", "release")
    context = {
        "planned": announced(today()),
        "elections": PreElectionPeriod.objects.visible_to(ANYBODY).filter(to_on__gt=today()),
        "out": editions.order_by("-release__released_on", "-pk")[:10],
        "at": AT,
    }
    return render(request, "public/calendar.html", context)


@open_page
def feeds(request: HttpRequest) -> HttpResponse:
    """The feeds by their names."""
    titles = [(name, title) for name, (title, _) in FEEDS.items()]
    return render(request, "public/feeds.html", {"feeds": titles})


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "public/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@open_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, why and for how long."""
    context = {"kept": KINDS, "notice": NOTICE.days, "whose": sender(), "contact": settings.CONTACT_EMAIL}
    return render(request, "public/privacy.html", context)


@open_page
def cookies(request: HttpRequest) -> HttpResponse:
    """The cookies, all of which are needed."""
    return render(request, "public/cookies.html", {"cookies": COOKIES})
