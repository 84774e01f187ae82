"""Feeds for readers of news, and the map of the site for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from xml.etree import ElementTree

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.views.decorators.http import require_safe

from dorset_lsp.common.shortening import shortened
from dorset_lsp.common.today import today
from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.news import FEEDS, LONGEST, news
from dorset_lsp.site.public.pages import ANYBODY, open_page
from partnerships.models import Area, Body, Finding, Meeting, Outcome
from performance.models import Edition, Indicator
from scrutiny.models import ScrutinyReview

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@open_page
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """One feed as Atom. An entry's id is its address, which stays."""
    if name not in FEEDS:
        raise Http404
    items, site = news(today(), name), settings.PUBLIC_URL
    made = Atom1Feed(
        title=FEEDS[name][0],
        link=f"{site}{reverse('public:front')}",
        description="",
        feed_url=f"{site}{request.path}",
        language="en-gb",
    )
    for item in items:
        address = f"{site}{item.path}"
        day = make_aware(datetime.combine(item.day, time(9)))
        made.add_item(
            title=f"{item.kind}: {item.title}", link=address, description=shortened(item.text, LONGEST), unique_id=address,
            pubdate=day, updateddate=day,
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@open_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page of the open site."""
    root = ElementTree.Element("urlset", xmlns=SITEMAP)
    for path in _paths():
        ElementTree.SubElement(
            ElementTree.SubElement(root, "url"), "loc"
        ).text = f"{settings.PUBLIC_URL}{path}"
    text = ElementTree.tostring(root, encoding="unicode")
    return HttpResponse(f'<?xml version="1.0" encoding="utf-8"?>\n{text}', content_type="application/xml")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines are asked to look at: the open site and nothing else."""
    text = (
        "User-agent: *\nAllow: /$\nAllow: /public/\nAllow: /static/\nAllow: /judging/\nDisallow: /\n"
        f"Sitemap: {settings.PUBLIC_URL}{reverse('public:sitemap')}\n"
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


LISTS = (
    "front", "partnership", "outcomes", "indicators", "data", "reports", "decisions", "money", "scrutiny", "said",
    "achievements", "feeds",
)  # fmt: skip


def _paths() -> Iterator[str]:
    on = today()
    for name in LISTS:
        yield reverse(f"public:{name}")
    areas = Finding.objects.visible_to(ANYBODY, on).values("area")
    by_slug = {
        "body": Body.objects.visible_to(ANYBODY).existing_on(on),
        "outcome": Outcome.objects.visible_to(ANYBODY),
        "indicator": Indicator.objects.visible_to(ANYBODY),
        "review": ScrutinyReview.objects.visible_to(ANYBODY, on),
        "community": Area.objects.visible_to(ANYBODY).filter(pk__in=areas),
    }
    for name, rows in by_slug.items():
        for slug in rows.order_by("slug").values_list("slug", flat=True):
            yield reverse(f"public:{name}", args=[slug])
    slugs = Edition.objects.visible_to(ANYBODY).order_by("round__slug").values_list("round__slug", flat=True)
    for slug in slugs.distinct():
        yield reverse("public:report", args=[slug])
    meetings = out_before(Meeting.objects.visible_to(ANYBODY), "agreed_on", on)
    for pk in meetings.order_by("pk").values_list("pk", flat=True):
        yield reverse("public:meeting", args=[pk])
