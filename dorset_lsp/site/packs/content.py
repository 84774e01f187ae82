"""What a pack says, as plain data: agenda, exceptions, report, chain matrix, scrutiny tracker, money.

It is composed as its least trusted reader would read it: somebody who belongs to the body that meets and has no other
seat, duty or employer. What such a reader would not find on the pages never gets into the text, so no blind sheet, no
confidential word and no draft can be frozen in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from types import MethodType
from typing import Any, Final

from django.db.models import F

from delivery_chain.matrix import Matrix
from delivery_chain.models import Framework, FrameworkVersion
from dorset_lsp.common.attention import WORDS, Concern
from dorset_lsp.common.colours import mark_for, word_of
from dorset_lsp.common.days import in_full
from dorset_lsp.common.money import in_pounds
from dorset_lsp.site.attention import Attention, attention
from partnerships.emails import sender, when_in_words
from partnerships.enums import MembershipRole
from partnerships.models import Body, Meeting, Paper, Person
from partnerships.money import StreamMoney
from partnerships.standing import Held, Standing
from performance.enums import Direction, Status
from performance.models import Result
from scrutiny.models import Ask
from scrutiny.tables import no_day, stands

Document = dict[str, Any]
LONGEST_TRACKER: Final = 60
"""So many asks stand in a pack, what waits longest first; the tracker on the site holds the others."""


def a_reader_of(body: Body) -> Person:
    """Somebody who belongs to the body, beside its seats, and is nobody else. Never saved."""
    held = (Held(body.pk, body.name, body.kind, MembershipRole.ADVISER),)
    reader = Person(pk=0, name="a member")
    standing = Standing(person_id=0, organisation_id=None, held=held)
    reader.standing = MethodType(lambda self, on: standing, reader)  # type: ignore[method-assign]
    return reader


def canonical_of(meeting: Meeting, on: date) -> str:
    """The whole pack as canonical JSON: the same content is the same text, byte for byte."""
    return json.dumps(document_of(meeting, on), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def document_of(meeting: Meeting, on: date) -> Document:
    """The whole pack. A fixed number of queries for each framework that is in use."""
    reader = a_reader_of(meeting.body)
    found = attention(reader, on)
    return {
        "partnership": sender(),
        "title": f"Pack for {meeting}",
        "when": when_in_words(meeting),
        "place": meeting.place,
        "made_on": on.isoformat(),
        "as_at": in_full(on),
        "is_illustrative": meeting.is_illustrative or bool(found.figures and found.figures.is_illustrative),
        "agenda": _agenda(meeting, reader, on),
        "exceptions": [_exception(one) for one in found.concerns if one.is_for_the_top],
        "report": _report(found),
        "matrices": [
            one for framework in _frameworks(on) if (one := _matrix(framework, reader, on))["lines"]
        ],
        "tracker": _tracker(reader, on),
        "streams": [_stream(one) for one in found.partnership.monies],
    }


def _agenda(meeting: Meeting, reader: Person, on: date) -> list[Document]:
    papers = list(Paper.objects.visible_to(reader, on).current().filter(meeting=meeting))
    return [
        {
            "title": item.title,
            "kind": item.get_kind_display(),
            "presenter": item.presenter.name if item.presenter else "",
            "text": item.text,
            "papers": [paper.title for paper in papers if paper.item_id == item.pk],
        }
        for item in meeting.items.select_related("presenter")
    ]


def _exception(one: Concern) -> Document:
    return {
        "title": one.title,
        "status": word_of(one.marks[0]) if one.marks else "",
        "style": mark_for(one.marks[0]).css if one.marks else "",
        "sentence": one.sentence,
        "why": WORDS[one.grade],
        "detail": one.detail,
        "steps": [f"{step.title} ({step.lead}, due {in_full(step.due_on)})" for step in one.steps],
    }


def _report(found: Attention) -> Document | None:
    if found.edition is None or found.figures is None:
        return None
    figures = found.figures
    green, judged = figures.on_target
    return {
        "round": found.edition.round.title,
        "edition": found.edition.number,
        "published": in_full(found.edition.published_on),
        "lede": f"{green} of the {judged} indicators that can be judged are on target.{figures.summary}",
        "counts": [[Status(code).label, count] for code, count in figures.totals],
        "outcomes": [
            {
                "title": row.outcome.title,
                "lines": [_line(one) for one in figures.results if one.outcome_id == row.outcome.pk],
            }
            for row in figures.by_outcome
        ],
    }


def _line(one: Result) -> Document:
    return {
        "code": one.code,
        "title": one.title,
        "figure": one.shown_value or "–",
        "period": one.period_label,
        "milestone": one.shown_milestone or "–",
        "status": word_of(one.mark),
        "style": mark_for(one.mark).css,
        "direction": Direction(one.direction).label,
    }


def _frameworks(on: date) -> Iterable[Framework]:
    versions = FrameworkVersion.objects.in_use(on).values("framework")
    return Framework.objects.filter(pk__in=versions).order_by("pk")


def _matrix(framework: Framework, reader: Person, on: date) -> Document:
    matrix = Matrix(framework, reader, on, on)
    return {
        "title": framework.title,
        "lede": matrix.lede,
        "stages": [[stage.number, stage.short_name] for stage in matrix.stages],
        "lines": [
            {
                "who": line.body.name,
                "subject": line.subject,
                "agreed": in_full(line.agreed.agreed_on) if line.agreed and line.agreed.agreed_on else "",
                "cells": [
                    {
                        "word": word_of(cell.rating.value),
                        "style": mark_for(cell.rating.value).css,
                        "moved": cell.words,
                    }
                    if cell
                    else {"word": "–", "style": "", "moved": "not asked"}
                    for cell in line.cells
                ],
            }
            for line in matrix.lines
            if line.agreed
        ],
    }


def _tracker(reader: Person, on: date) -> Document:
    rows = Ask.objects.visible_to(reader, on).with_standing(reader, on).with_everything()
    asks = list(rows.order_by(F("ended_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"))
    return {
        "count": len(asks),
        "late": sum(bool(ask.days_late(on)) for ask in asks),
        "lines": [
            [
                f"{ask.recommendation.number}. {ask.recommendation.label}",
                ask.addressee.label,
                f"{ask.due_on:%-d %b %Y}" if ask.due_on else no_day(ask),
                word_of(getattr(ask, "answered", "") or "no_response"),
                "Late" if ask.days_late(on) else stands(ask),
            ]
            for ask in asks[:LONGEST_TRACKER]
        ],
    }


def _stream(money: StreamMoney) -> Document:
    return {
        "title": f"{money.stream.title}, {money.stream.year_label}",
        "given": in_pounds(money.stream.amount_pence),
        "parts": [
            [
                part.title,
                in_pounds(part.amount),
                "" if part.is_remainder else in_pounds(part.committed),
                "" if part.is_remainder else in_pounds(part.claimed),
                "not itemised" if part.is_remainder else part.unspent_words,
            ]
            for part in money.parts
        ],
    }
