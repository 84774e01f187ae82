"""Deadlines around risks, findings and projects that somebody is told of by the timetable, once each.

For each kind one function says what is due by a date, whom to tell, and which day it is about. What was told already has
a row (``Notice``), and is left out. The finders are thin over it; the job looks again before it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from dorset_lsp.common.changes import NamedJob
from dorset_lsp.common.periodic import Item
from partnerships.changes import telling
from partnerships.enums import LEADING_ROLES, BodyKind, NoticeKind, ProjectState
from partnerships.models import Body, Finding, Membership, Notice, Person, Project, Risk
from partnerships.people_on_duty import coordinators_on
from partnerships.waiting import ANSWER_WITHIN

TELLER: Final = NamedJob("telling people of deadlines")
BEFORE: Final = timedelta(days=14)
"""The last claim and the report of a project are spoken of so long before their day, the report once more when late."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody is to be told that a day came: what kind of thing, which record, the day, whom."""

    what: NoticeKind
    record: Any
    deadline_on: date
    person: Person

    @property
    def key(self) -> tuple[str, int, date, int]:
        return self.what.value, self.record.pk, self.deadline_on, self.person.pk


def due(what: NoticeKind, on: date) -> list[Due]:
    """What of a kind is due by a day, and was not told to that person for that deadline. Writes nothing."""
    found = list(_FINDS[what](on))
    rows = Notice.objects.filter(kind=what, about_id__in=[one.record.pk for one in found])
    told = set(rows.values_list("kind", "about_id", "due_on", "person"))
    return [one for one in found if one.key not in told and one.person.is_active]


def _risk_reviews(on: date) -> Iterator[Due]:
    """The owner of each open risk whose review has come."""
    for risk in (
        Risk.objects.open().filter(review_on__lte=on).select_related("owner", "body").order_by("review_on")
    ):
        yield Due(NoticeKind.RISK_REVIEW, risk, risk.review_on, risk.owner)


def _findings_unanswered(on: date) -> Iterator[Due]:
    """Whoever leads a bridging group, for each finding that was settled 28 days ago and is not answered."""
    rows = Finding.objects.unanswered().filter(settled_on__lte=on - ANSWER_WITHIN).select_related("area")
    leads = list(_leads_of_bridging_groups(on))
    for finding in rows.order_by("settled_on", "id"):
        for person in leads:
            yield Due(NoticeKind.UNANSWERED, finding, finding.settled_day + ANSWER_WITHIN, person)


def _claims(on: date) -> Iterator[Due]:
    """Whoever applied, for each project that can still claim, 14 days before the last day for it."""
    rows = Project.objects.claimable().filter(claim_by_on__gte=on, claim_by_on__lte=on + BEFORE)
    for project in rows.select_related("applied_by").order_by("claim_by_on", "id"):
        yield Due(NoticeKind.CLAIM_DUE, project, project.last_claim_on - BEFORE, project.applicant)


def _reports(on: date) -> Iterator[Due]:
    """Whoever applied, 14 days before a report is due and the day after; that day the co-ordinator hears too."""
    rows = Project.objects.filter(state=ProjectState.ACCEPTED, report_due_on__lte=on + BEFORE)
    for project in rows.select_related("applied_by").order_by("report_due_on", "id"):
        if on <= project.report_on:
            yield Due(NoticeKind.REPORT_DUE, project, project.report_on - BEFORE, project.applicant)
            continue
        for person in dict.fromkeys([project.applicant, *coordinators_on(on)]):
            yield Due(NoticeKind.REPORT_DUE, project, project.report_on + DAY, person)


def _leads_of_bridging_groups(on: date) -> Iterable[Person]:
    groups = Body.objects.existing_on(on).filter(kind=BodyKind.BRIDGING_GROUP)
    duties = Membership.objects.believed().held_on(on).filter(body__in=groups, role__in=LEADING_ROLES)
    return Person.objects.filter(is_active=True, memberships__in=duties).distinct().order_by("pk")


_FINDS: Final[dict[NoticeKind, Callable[[date], Iterator[Due]]]] = {
    NoticeKind.RISK_REVIEW: _risk_reviews,
    NoticeKind.UNANSWERED: _findings_unanswered,
    NoticeKind.CLAIM_DUE: _claims,
    NoticeKind.REPORT_DUE: _reports,
}

KINDS: Final = tuple(_FINDS)
"""What this module knows of; other things that the timetable tells of are in ``due``."""


# --- finders and the job ------------------------------------------------------------------------------------


def risks_to_review(on: date) -> list[Item]:
    """Owners of risks whose review has come."""
    return _items(NoticeKind.RISK_REVIEW, on)


def findings_to_answer(on: date) -> list[Item]:
    """Leads of the bridging group, of findings that are not answered."""
    return _items(NoticeKind.UNANSWERED, on)


def claims_to_make(on: date) -> list[Item]:
    """Applicants whose last day for a claim is near."""
    return _items(NoticeKind.CLAIM_DUE, on)


def reports_to_file(on: date) -> list[Item]:
    """Applicants whose report is due soon or late."""
    return _items(NoticeKind.REPORT_DUE, on)


def tell(*, what: str, record_id: int, deadline: str, person_id: int, on: str) -> None:
    """Tell one person of one deadline, if it still holds and they were not told meanwhile."""
    day, wanted = date.fromisoformat(on), (what, record_id, date.fromisoformat(deadline), person_id)
    for one in due(NoticeKind(what), day):
        if one.key == wanted:
            telling.tell(
                what=one.what,
                about=one.record,
                due_on=one.deadline_on,
                person=one.person,
                by=TELLER,
                on=day,
            )


def _items(what: NoticeKind, on: date) -> list[Item]:
    return [
        Item(
            key=f"{what.value}:{one.record.pk}:{one.deadline_on}:{one.person.pk}",
            words=f"Tell {one.person}: {one.record}, {NoticeKind(what).label}",
            arguments={
                "what": what.value,
                "record_id": one.record.pk,
                "deadline": f"{one.deadline_on}",
                "person_id": one.person.pk,
                "on": f"{on}",
            },
        )
        for one in due(what, on)
    ]
