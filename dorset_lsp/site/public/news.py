"""What is new on the open site, as the front page and the feeds tell it: newest first, each with its own address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from dorset_lsp.site.public.holding import out_before
from dorset_lsp.site.public.pages import ANYBODY
from partnerships.models import Decision, Finding
from performance.models import Edition
from scrutiny.models import ReportEdition, Response

MOST: Final = 30
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news: what it is in a word, its title, where it stands, the day, and a sentence or two."""

    kind: str
    title: str
    path: str
    day: date
    text: str


def reports(on: date) -> Iterator[Item]:
    """Editions of the performance report."""
    rows = Edition.objects.visible_to(ANYBODY).select_related("round", "release")
    rows = rows.order_by("-release__released_on", "-pk")
    for one in rows[:MOST]:
        said = one.note or f"How every indicator stood in {one.round.period.long_label}."
        path = reverse("public:report", args=[one.round.slug]) + f"#v{one.number}"
        again = f", edition {one.number}" if one.number > 1 else ""
        yield Item("Report", f"{one.round.title}{again}", path, one.release.released_on, said)


def decisions(on: date) -> Iterator[Item]:
    """Decisions whose minutes are agreed."""
    rows = out_before(Decision.objects.visible_to(ANYBODY, on), "meeting__agreed_on", on)
    rows = rows.select_related("meeting__body")
    for one in rows.order_by("-meeting__agreed_on", "-pk")[:MOST]:
        path = reverse("public:meeting", args=[one.meeting_id]) + f"#decision-{one.number}"
        day = one.meeting.agreed_on or one.meeting.day
        yield Item("Decision", f"{one.meeting.body}: decision {one.number}", path, day, one.wording)


def scrutiny(on: date) -> Iterator[Item]:
    """Reports of scrutiny, and answers to them that are published."""
    issued = out_before(ReportEdition.objects.visible_to(ANYBODY, on), "frozen_on", on).select_related(
        "review"
    )
    for one in issued.order_by("-frozen_on", "-pk")[:MOST]:
        path = reverse("public:review", args=[one.review.slug])
        yield Item("Scrutiny report", one.review.title, path, one.frozen_on, "The report is out.")
    answers = out_before(Response.objects.visible_to(ANYBODY, on), "published_on", on).select_related(
        "ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body"
    )
    for answer in answers.filter(published_on__isnull=False).order_by("-published_on", "-pk")[:MOST]:
        review = answer.ask.recommendation.review
        path = reverse("public:review", args=[review.slug]) + f"#r{answer.ask.recommendation.number}"
        said = f"{answer.get_verdict_display()}: {answer.ask.recommendation.label}"
        title = f"{answer.ask.addressee.label} answers “{review.title}”"
        yield Item("Answer", title, path, answer.published_on or answer.answered_on, said)


def said(on: date) -> Iterator[Item]:
    """What communities said and were told."""
    rows = out_before(Finding.objects.visible_to(ANYBODY, on), "answered_on", on)
    rows = rows.filter(answered_on__isnull=False).select_related("area")
    for one in rows.order_by("-answered_on", "-pk")[:MOST]:
        path = reverse("public:community", args=[one.area.slug]) + f"#f{one.pk}"
        yield Item(
            "You said, we did",
            f"{one.area}: {one.title}",
            path,
            one.answered_on or one.open_since,
            one.answer,
        )


FEEDS: Final[dict[str, tuple[str, tuple[Callable[[date], Iterator[Item]], ...]]]] = {
    "all": ("Everything new", (reports, decisions, scrutiny, said)),
    "reports": ("Reports", (reports,)),
    "decisions": ("Decisions", (decisions,)),
    "scrutiny": ("Scrutiny reports and answers", (scrutiny,)),
    "said": ("You said, we did", (said,)),
}
"""The feeds by the last part of their address: title, and what is in them."""


def news(on: date, name: str = "all") -> list[Item]:
    """The newest items of a feed. Raises KeyError for a name that is none."""
    items = [item for source in FEEDS[name][1] for item in source(on)]
    return sorted(items, key=lambda item: item.day, reverse=True)[:MOST]
