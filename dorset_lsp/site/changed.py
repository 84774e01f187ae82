"""What changed since somebody last looked, out of the history: for one page, and for all that they look at.

For each kind of page stands here whose events are told on it and in which words; an event that is not in the list is not told.
Each record is asked for through its own ``visible_to``, and what somebody did themselves is not told to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Q

from delivery_chain.models import AgreedRating, ReviewGroup, StageAction
from delivery_chain.models import Review as ChainReview
from dorset_lsp.common.models import AuditEvent
from dorset_lsp.common.references import Reference
from dorset_lsp.site.looks import Before
from dorset_lsp.site.models import LastLook
from dorset_lsp.site.seeing import seen_by, visible
from partnerships.models import (
    Action,
    Body,
    Decision,
    Finding,
    Meeting,
    Membership,
    Outcome,
    Paper,
    Person,
    Risk,
)
from performance.models import Edition, Indicator, Return
from scrutiny.models import Evidence, Recommendation, Response, ScrutinyReview

LINES: Final = 6
"""So many changes are told on a page; more are counted."""
READ: Final = 200
"""Events read for one answer."""
PAGES: Final = 30
"""Of so many pages that somebody looked at last, the list in their work tells what changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records whose events belong to a page: their model, the path from them to the page's record ("" for that itself),
    and what is told of each event. ``is_as_open_as_the_page`` is for records that are parts of the page's own.
    """

    model: type[models.Model]
    to: str
    tells: Mapping[str, str]
    is_as_open_as_the_page: bool = False

    @property
    def kind(self) -> str:
        return self.model._meta.label_lower

    def rows(self, viewer: Person, on: date, pages: Iterable[int]) -> models.QuerySet:
        """The records of these pages that somebody may see."""
        rows = (
            self.model._default_manager.all()
            if self.is_as_open_as_the_page
            else seen_by(self.model, viewer, on)
        )
        return rows.filter(**{f"{self.to or 'pk'}__in": list(pages)}).order_by()


ACTION: Final = {
    "action.propose": "was proposed", "action.agree": "was taken on", "action.complete": "is done",
    "action.drop": "was dropped", "action.reopen": "was opened again", "action.alter": "was changed",
    "action.note": "has news of its progress",
}  # fmt: skip
RISK: Final = {
    "risk.raise": "was raised", "risk.assess": "was judged anew", "risk.alter": "was changed",
    "risk.close": "was closed", "risk.reopen": "was opened again",
}  # fmt: skip
MEETING: Final = {
    "meeting.schedule": "was scheduled", "meeting.alter": "was changed", "meeting.cancel": "was cancelled",
    "meeting.hold": "was held", "meeting.draft": "has draft minutes", "meeting.agree": "has agreed minutes",
}  # fmt: skip
AGENDA: Final = {
    "agenda.add": "has a new item on its agenda", "agenda.alter": "has a changed item on its agenda",
    "agenda.remove": "has an item less on its agenda", "agenda.move": "has its agenda in another order",
}  # fmt: skip
FIGURES: Final = {"result.compute": "was published"}
RETURN: Final = {
    "return.submit": "was submitted", "return.verify": "was verified", "return.send_back": "was sent back",
    "return.reopen": "was opened again", "return.reopen_published": "was opened again for a correction",
}  # fmt: skip
CHAIN: Final = {
    "review.set_up": "was set up", "review.open": "was opened for assessment", "review.compare": "can be compared",
    "review.agree": "was agreed", "review.plan": "is being planned",
    "review.abandon": "was abandoned", "review.close": "was closed",
}  # fmt: skip
FINDING: Final = {
    "finding.raise": "was raised", "finding.consider": "was considered", "finding.adopt": "was adopted",
    "finding.decline": "was declined", "finding.answer": "was answered to the community",
}  # fmt: skip

PAGES_TELL: Final[dict[type[models.Model], tuple[Part, ...]]] = {
    Outcome: (
        Part(Outcome, "", {"outcome.change": "was changed"}),
        Part(Edition, "results__outcome", FIGURES),
        Part(Action, "outcome", ACTION),
        Part(Risk, "outcome", RISK),
        Part(Finding, "outcome", FINDING),
        Part(ChainReview, "outcome", CHAIN),
    ),
    Indicator: (
        Part(
            Indicator, "",
            {
                "indicator.change": "was changed", "indicator.rebase": "has a new usual range",
                "indicator.take_back_rebase": "has its former usual range again",
            },
        ),
        Part(Edition, "results__indicator", FIGURES),
        Part(Return, "indicator", RETURN),
    ),
    Action: (Part(Action, "", ACTION),),
    Body: (
        Part(Body, "", {"body.describe": "was described anew", "body.change": "was changed"}),
        Part(
            Membership, "body",
            {"membership.appoint": "was appointed", "membership.end": "has an end"},
            is_as_open_as_the_page=True,
        ),
        Part(Action, "body", ACTION),
        Part(Risk, "body", RISK),
        Part(Meeting, "body", MEETING),
    ),
    Meeting: (
        Part(Meeting, "", MEETING | AGENDA),
        Part(Paper, "meeting", {"paper.add": "was added", "paper.withdraw": "was withdrawn"}),
        Part(Decision, "meeting", {"decision.record": "was recorded", "decision.reword": "was worded anew"}),
    ),
    ChainReview: (
        Part(ChainReview, "", CHAIN | {"review.alter": "was changed"}),
        Part(ReviewGroup, "review", {"reviewgroup.submit": "handed its sheet in", "reviewgroup.withdraw": "took its sheet back"}),
        Part(AgreedRating, "review", {"agreed_rating.settle": "was settled"}),
        Part(StageAction, "rating__review", {"stage_action.add": "was planned"}),
    ),
    ScrutinyReview: (
        Part(
            ScrutinyReview, "",
            {
                "review.scope_version": "has another scope", "scrutinyreview.issue": "was issued",
                "scrutinyreview.monitor": "is being followed up", "scrutinyreview.close": "was closed",
            },
        ),
        Part(Evidence, "review", {"evidence.take": "was taken", "evidence.alter": "was changed"}),
        Part(
            Recommendation, "review",
            {"recommendation.recommend": "was written", "recommendation.rewrite": "was worded anew",
             "recommendation.judge": "was judged by members"},
        ),
        Part(Response, "ask__recommendation__review", {"response.publish": "was published"}),
    ),
}  # fmt: skip
"""What each kind of page tells of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One change: which thing, what became of it, and on which day of the partnership."""

    name: str
    told: str
    on: date


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a day; the newest first, the same thing told once. ``more`` are not told."""

    on: date
    lines: list[Line]
    more: int = 0

    @property
    def number(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that somebody has looked at, on which something is new to them."""

    title: str
    path: str
    since: Since


def since(viewer: Person, record: Any, before: Before | None, on: date) -> Since | None:
    """What changed on a page since the visit before this one. None when there was none, or nothing is new. One query."""
    if before is None:
        return None
    parts = PAGES_TELL[type(record)]
    events = _events(viewer, [(part, part.rows(viewer, on, [record.pk])) for part in parts], before.up_to)
    told = _lines(events, {part.kind: part.tells for part in parts})
    return _shortened(before.on, told)


def changed_pages(viewer: Person, on: date) -> list[ChangedPage]:
    """The pages that somebody looked at last on which something is new to them, the newest change first.

    A query for the looks and one for the events; then one for each kind of record that changed, and of page.
    """
    looks = list(LastLook.objects.filter(person=viewer)[:PAGES])
    if not looks:
        return []
    by_kind: dict[str, dict[int, LastLook]] = defaultdict(dict)
    for one in looks:
        by_kind[one.kind][one.record_id] = one
    asked = [
        (part, by_kind[model._meta.label_lower])
        for model, parts in PAGES_TELL.items()
        if model._meta.label_lower in by_kind
        for part in parts
    ]
    rows = [(part, part.rows(viewer, on, pages)) for part, pages in asked]
    events = _events(viewer, rows, min(one.up_to for one in looks))
    new: dict[LastLook, _New] = defaultdict(_New)
    for part, pages in asked:
        for page, event in _news(part, pages, events, viewer, on):
            new[page].take(event, part)
    open_still = visible((Reference(one.kind, one.record_id) for one in new), viewer, on)
    return [
        ChangedPage(one.title, one.path, _shortened(one.looked_on, found.lines) or Since(one.looked_on, []))
        for one, found in sorted(new.items(), key=lambda pair: -pair[1].newest)
        if Reference(one.kind, one.record_id) in open_still
    ]


@dataclass(slots=True)
class _New:
    """What is new on one page, as it is found."""

    lines: list[Line] = field(default_factory=list)
    newest: int = 0

    def take(self, event: AuditEvent, part: Part) -> None:
        line = Line(event.record_name, part.tells[event.what], event.on)
        if all((line.name, line.told) != (one.name, one.told) for one in self.lines):
            self.lines.append(line)
        self.newest = max(self.newest, event.pk)


def _news(
    part: Part, pages: Mapping[int, LastLook], events: Iterable[AuditEvent], viewer: Person, on: date
) -> Iterator[tuple[LastLook, AuditEvent]]:
    """Each event of one part that is newer than somebody's last look at a page that it belongs to. One query, or none."""
    mine = [event for event in events if event.kind == part.kind and event.what in part.tells]
    if not mine:
        return
    rows = part.rows(viewer, on, pages).filter(pk__in=[event.record_id for event in mine])
    belongs: dict[int, set[int]] = defaultdict(set)
    for pk, page in rows.values_list("pk", part.to or "pk").distinct():
        belongs[pk].add(page)
    for event in mine:
        for page in belongs[event.record_id]:
            # A path to many may lead to pages that were not asked about.
            if page in pages and event.pk > pages[page].up_to:
                yield pages[page], event


def _events(viewer: Person, rows: Iterable[tuple[Part, models.QuerySet]], after: int) -> list[AuditEvent]:
    """The newest events of some records since an event, those of the viewer's own left out. One query."""
    about = Q(pk__in=[])
    for part, some in rows:
        about |= Q(kind=part.kind, what__in=list(part.tells), record_id__in=some.values("pk"))
    found = AuditEvent.objects.filter(about, pk__gt=after).exclude(by_id=viewer.pk)
    return list(found.order_by("-pk")[:READ])


def _lines(events: Iterable[AuditEvent], tells: Mapping[str, Mapping[str, str]]) -> list[Line]:
    """Each thing and what became of it, once, at its newest."""
    told: dict[tuple[str, str], Line] = {}
    for event in events:
        line = Line(event.record_name, tells[event.kind][event.what], event.on)
        told.setdefault((line.name, line.told), line)
    return list(told.values())


def _shortened(day: date, lines: list[Line]) -> Since | None:
    return Since(day, lines[:LINES], max(0, len(lines) - LINES)) if lines else None
