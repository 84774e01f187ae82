"""What the report of a review says to one audience, as plain data: findings, recommendations, the minority view.

The public's edition is composed as somebody without an account reads it; that for members adds the exempt texts.
Confidential ones stand in neither. Where a text is left out, its summary stands in its place, or a line that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from partnerships.posting import sender
from scrutiny.audience import as_members_read
from scrutiny.enums import Audience, ReportAudience
from scrutiny.models import Evidence, Finding, Passage, Recommendation, ScrutinyReview

Document = dict[str, Any]
Read = Callable[[QuerySet], QuerySet]


def document_for(review: ScrutinyReview, audience: str, on: date) -> Document:
    """The whole report for an audience. A fixed number of queries."""
    read = _reading(audience, on)
    scope = review.scopes.first()
    return {
        "partnership": sender(),
        "title": review.title,
        "form": review.get_form_display(),
        "audience": audience,
        "committee": review.committee.name,
        "group": review.group.name,
        "background": review.background,
        "mandated_on": _iso(review.mandated_on),
        "issued_on": _iso(review.issued_on),
        "is_illustrative": review.is_illustrative,
        "scope": scope.purpose if scope else "",
        "councils": [
            [one.organisation.name, one.get_role_display(), _iso(one.adopted_on)]
            for one in review.councils.select_related("organisation")
        ],
        "members": _members(review, on),
        "interests": [
            f"{one.person}: {one.interest}{' (stood aside)' if one.is_prejudicial else ''}"
            for one in review.interests.select_related("person")
        ],
        "lines": _lines(review, read),
        "recommendations": _recommendations(review, read),
        "minority_view": _minority_view(review, audience, on),
        "evidence": [
            [one.number, one.get_kind_display(), one.label, _given(one), _iso(one.received_on)]
            for one in review.evidence.order_by("number")
        ],
    }


def in_words(document: Document) -> Document:
    """The frozen data as paper shows it: days by their names."""
    words = dict(document)
    for name in ("mandated_on", "issued_on"):
        words[f"{name}_words"] = _day(document[name])
    words["councils"] = [[name, role, _day(day)] for name, role, day in document["councils"]]
    words["evidence"] = [
        [number, kind, label, by, _day(day)] for number, kind, label, by, day in document["evidence"]
    ]
    words["recommendations"] = [
        {**one, "different_by": _day(one["different_by"])} for one in document["recommendations"]
    ]
    return words


def _reading(audience: str, on: date) -> Read:
    if audience == ReportAudience.MEMBERS:
        return as_members_read
    return lambda rows: rows.visible_to(AnonymousUser(), on)  # type: ignore[attr-defined]


def _lines(review: ScrutinyReview, read: Read) -> list[Document]:
    findings = list(
        read(Finding.objects.filter(review=review)).prefetch_related("evidence").order_by("number")
    )
    passages = _passages(findings)
    return [
        {
            "number": line.number,
            "question": line.question,
            "findings": [
                {
                    "number": one.number,
                    **_text(one, passages),
                    "evidence": sorted(piece.number for piece in one.evidence.all()),
                }
                for one in findings
                if one.line_id == line.pk
            ],
        }
        for line in review.lines.order_by("number")
    ]


def _recommendations(review: ScrutinyReview, read: Read) -> list[Document]:
    rows = read(Recommendation.objects.filter(review=review).with_stage()).select_related("indicator")
    rows = rows.prefetch_related("findings", "asks__addressee__organisation", "asks__addressee__body")
    found = list(rows.order_by("number"))
    passages = _passages(found)
    return [
        {
            "number": one.number,
            "label": one.label,
            **_text(one, passages),
            "reason": one.reason,
            "different": one.different,
            "different_by": _iso(one.different_by),
            "measure": str(one.indicator or one.stage or ""),
            "findings": sorted(finding.number for finding in one.findings.all()),
            "addressees": [
                [str(ask.addressee), ask.get_basis_display(), _iso(ask.asked_for_on)]
                for ask in sorted(one.asks.all(), key=lambda ask: ask.addressee.position)
            ],
        }
        for one in found
    ]


def _minority_view(review: ScrutinyReview, audience: str, on: date) -> Document | None:
    if review.minority_view_id is None:
        return None
    rows = Passage.objects.filter(pk=review.minority_view_id).select_related("paragraph")
    is_public = audience == ReportAudience.PUBLIC
    passage = (rows.visible_to(AnonymousUser(), on) if is_public else as_members_read(rows, passage="")).get()
    left_out = _left_out(passage) if passage.is_withheld else ""
    return {"whose": review.minority_view_of, "words": passage.words, "left_out": left_out}


def _text(row: Any, passages: dict[int, Passage]) -> Document:
    """The words, and if they were left out, the line that says so."""
    return {"words": row.words, "left_out": _left_out(passages[row.passage_id]) if row.is_withheld else ""}


def _passages(rows: Iterable[Any]) -> dict[int, Passage]:
    wanted = [row.passage_id for row in rows]
    return {one.pk: one for one in Passage.objects.filter(pk__in=wanted).select_related("paragraph")}


def _left_out(passage: Passage) -> str:
    if passage.audience == Audience.CONFIDENTIAL:
        return "Left out here: confidential."
    until = f", until {_day(_iso(passage.until_on))}" if passage.until_on else ""
    return f"Left out here: exempt under {passage.paragraph}{until}."


def _members(review: ScrutinyReview, on: date) -> list[str]:
    rows = review.group.memberships.believed().held_on(on).seated().select_related("person__organisation")
    return [
        f"{one.person}{f', {one.person.organisation.label}' if one.person.organisation else ''}"
        f"{'' if one.role == 'member' else f' ({one.get_role_display()})'}"
        for one in rows
    ]


def _given(evidence: Evidence) -> str:
    return evidence.given_by or ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%-d %B %Y}" if iso else ""
