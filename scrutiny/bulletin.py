"""What a bulletin says: what was asked, what changed and what is late, all of it open to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser

from scrutiny.clocks import months_after
from scrutiny.enums import BulletinKind, ClaimVerdict
from scrutiny.models import Ask, Claim, Recommendation, Response, ScrutinyReview

QUARTER = 3
YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """A quarter or a year that has ended, half-open."""

    kind: str
    from_on: date
    to_on: date

    @property
    def title(self) -> str:
        """April to June 2009."""
        last = months_after(self.to_on, 0).toordinal() - 1
        return f"{self.from_on:%B %Y} to {date.fromordinal(last):%B %Y}"


def last_quarter(on: date) -> Span:
    """The last calendar quarter that has ended by a day."""
    to_on = date(on.year, (on.month - 1) // QUARTER * QUARTER + 1, 1)
    return Span(BulletinKind.QUARTER, months_after(to_on, -QUARTER), to_on)


def last_year(on: date, first_month: int) -> Span:
    """The last year that has ended by a day; years begin in this month."""
    to_on = date(on.year if on.month >= first_month else on.year - 1, first_month, 1)
    return Span(BulletinKind.YEAR, months_after(to_on, -YEAR), to_on)


def content_of(span: Span) -> dict[str, Any]:
    """What it says, as somebody without an account may read it. A fixed number of queries."""
    nobody, last = AnonymousUser(), date.fromordinal(span.to_on.toordinal() - 1)
    issued = ScrutinyReview.objects.visible_to(nobody, last).filter(
        issued_on__gte=span.from_on, issued_on__lt=span.to_on
    )
    answers = (
        Response.objects.visible_to(nobody, last)
        .filter(published_on__gte=span.from_on, published_on__lt=span.to_on)
        .select_related("ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body")
    )
    claims = (
        Claim.objects.visible_to(nobody, last)
        .filter(verdict=ClaimVerdict.ACCEPTED, decided_on__gte=span.from_on, decided_on__lt=span.to_on)
        .select_related("ask__recommendation__review", "ask__addressee__organisation", "ask__addressee__body")
    )
    judged = Recommendation.objects.visible_to(nobody, last).filter(
        made_on__gte=span.from_on, made_on__lt=span.to_on
    )
    late = Ask.objects.visible_to(nobody, last).overdue(span.to_on).with_everything().order_by_need()
    changed = [
        _line(one.ask, one.get_progress_display(), one.decided_on) for one in claims.order_by("decided_on")
    ]
    changed += [_judged(one) for one in judged.select_related("review").order_by("made_on")]
    published = answers.order_by("published_on")
    document = {
        "title": span.title,
        "asked": [_issued(one) for one in issued.prefetch_related("recommendations").order_by("issued_on")],
        "answered": [_line(one.ask, one.get_verdict_display(), one.published_on) for one in published],
        "changed": changed,
        "late": [_line(one, f"was due {_day(one.due_on)}", one.due_on) for one in late],
    }
    return document | {"summary": _summary(document)}


def _issued(review: ScrutinyReview) -> dict[str, str]:
    count = len(review.recommendations.all())
    what = f"{count} recommendation{'' if count == 1 else 's'}"
    return {
        "where": str(review),
        "what": what,
        "url": review.get_absolute_url(),
        "on": _iso(review.issued_on),
    }


def _judged(one: Recommendation) -> dict[str, str]:
    what = f"{one.number}. {one.label}: {one.get_made_display()}"
    return {"where": str(one.review), "what": what, "url": one.get_absolute_url(), "on": _iso(one.made_on)}


def _line(ask: Ask, what: str, day: date | None) -> dict[str, str]:
    return {
        "where": f"{ask.addressee}",
        "what": f"{ask.recommendation.number}. {ask.recommendation.label}: {what}",
        "url": ask.get_absolute_url(),
        "on": _iso(day),
    }


def _summary(document: dict[str, Any]) -> str:
    counts = [
        (len(document["asked"]), "report was issued", "reports were issued"),
        (len(document["answered"]), "answer was published", "answers were published"),
        (len(document["changed"]), "thing changed", "things changed"),
        (len(document["late"]), "answer is late", "answers are late"),
    ]
    return ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in counts) + "."


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""
