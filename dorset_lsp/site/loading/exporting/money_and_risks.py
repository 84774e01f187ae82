"""What each layer bears, the streams of money, programmes with their benefits and posts, and districts' priorities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from dorset_lsp.site.loading.exporting.printing import Cells
from dorset_lsp.site.loading.exporting.whole import Whole
from partnerships.models import Benefit, DistrictPriority, FundedPost, FundingStream, Programme, RiskAppetite


def _appetites(whole: Whole) -> Iterator[Cells]:
    for one in RiskAppetite.objects.order_by("score", "layer"):
        yield {"layer": one.layer, "score": one.score, "words": one.words}


def _streams(whole: Whole) -> Iterator[Cells]:
    for stream in FundingStream.objects.select_related("giver").order_by("from_on", "slug"):
        yield {
            "slug": stream.slug,
            "title": stream.title,
            "giver": stream.giver.slug,
            "kind": stream.kind,
            "from": stream.from_on,
            "to": stream.to_on,
            "amount": stream.amount_pence,
            "purpose": stream.purpose,
            "source": stream.source,
            "illustrative": stream.is_illustrative,
        }


def _programmes(whole: Whole) -> Iterator[Cells]:
    for programme in Programme.objects.select_related("body").order_by("slug"):
        yield {
            "slug": programme.slug,
            "title": programme.title,
            "about": programme.about,
            "body": programme.body.slug,
            "from": programme.from_on,
            "to": programme.to_on,
            "source": programme.source,
            "note": programme.note,
        }


def _benefits(whole: Whole) -> Iterator[Cells]:
    rows = Benefit.objects.select_related("programme", "lead", "organisation", "outcome")
    for benefit in rows.prefetch_related("indicator_links__indicator").order_by("programme__slug", "number"):
        yield {
            "programme": benefit.programme.slug,
            "number": benefit.number,
            "title": benefit.title,
            "field": benefit.field,
            "will_be_noticed": benefit.will_be_noticed,
            "lead": benefit.lead.email,
            "organisation": benefit.organisation.slug,
            "outcome": benefit.outcome.slug if benefit.outcome else "",
            "indicators": tuple(link.indicator.code for link in benefit.indicator_links.all()),
            "illustrative": benefit.is_illustrative,
        }


def _posts(whole: Whole) -> Iterator[Cells]:
    rows = FundedPost.objects.select_related("programme", "employer", "holder")
    for post in rows.order_by("programme__slug", "title"):
        yield {
            "programme": post.programme.slug,
            "title": post.title,
            "purpose": post.purpose,
            "employer": post.employer.slug if post.employer else "",
            "holder": post.holder.email if post.holder else "",
            "years": post.years,
            "from": post.from_on,
            "to": post.to_on,
            "source": post.source,
            "note": post.note,
        }


def _priorities(whole: Whole) -> Iterator[Cells]:
    rows = DistrictPriority.objects.select_related("area", "outcome", "body")
    for priority in rows.order_by("area__slug", "number"):
        yield {
            "area": priority.area.slug,
            "number": priority.number,
            "title": priority.title,
            "outcome": priority.outcome.slug if priority.outcome else "",
            "body": priority.body.slug if priority.body else "",
            "source": priority.source,
            "illustrative": priority.is_illustrative,
        }


ROWS: Final[dict[str, Callable[[Whole], Iterator[Cells]]]] = {
    "appetites": _appetites,
    "streams": _streams,
    "programmes": _programmes,
    "benefits": _benefits,
    "posts": _posts,
    "priorities": _priorities,
}
