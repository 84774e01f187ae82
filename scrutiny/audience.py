"""Who may read which text: the one place where the words of a passage are laid bare.

A text is public; exempt, for the review's own members and for whoever it is addressed to, until its day comes; or
confidential, for the persons named on it. The named list beats every role, a superuser's included. What a reader may not
read never leaves the database: in its place comes the summary.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from partnerships.enums import SEATED_ROLES, BodyKind, MembershipRole
from partnerships.standing import NOBODY, Standing
from scrutiny.enums import BEFORE_ISSUE, AskState, Audience

if TYPE_CHECKING:
    from partnerships.models import Person
    from scrutiny.models import ScrutinyReview

Viewer: TypeAlias = "Person | AnonymousUser"
Rows = TypeVar("Rows", bound=models.QuerySet)

INSIDE = (*SEATED_ROLES, MembershipRole.SUPPORT)
"""Whoever sits on the group of a review, and the officer who supports it, knows its workings."""


def standing_of(viewer: Viewer, on: date) -> Standing:
    """The viewer's standing on the day; nobody's for somebody who is not signed in."""
    return viewer.standing(on) if viewer.is_authenticated else NOBODY


@dataclass(frozen=True, slots=True)
class Inside:
    """The groups whose reviews somebody knows from inside, and the scrutiny committees for which they act."""

    group_ids: frozenset[int]
    committee_ids: frozenset[int]

    def knows(self, review: ScrutinyReview) -> bool:
        """Whether this review's workings are open to them."""
        return review.group_id in self.group_ids or review.committee_id in self.committee_ids

    def rows(self, review: str = "review") -> Q:
        """The same of rows: those of the reviews that are open to them. ``review`` is the way to the review."""
        way = f"{review}__" if review else ""
        return Q(**{f"{way}group__in": self.group_ids}) | Q(**{f"{way}committee__in": self.committee_ids})


def inside(viewer: Viewer, on: date) -> Inside:
    """What somebody knows from inside, by the seats and duties held on the day."""
    standing = standing_of(viewer, on)
    return Inside(
        frozenset(held.body_id for held in standing.held if held.role in INSIDE),
        frozenset(
            held.body_id
            for held in standing.held
            if held.kind == BodyKind.SCRUTINY_COMMITTEE and held.body_id in standing.led_body_ids
        ),
    )


def open_rows(viewer: Viewer, on: date, review: str = "review") -> Q:
    """Rows of reviews that are issued, and of those that the viewer knows from inside."""
    way = f"{review}__" if review else ""
    return ~Q(**{f"{way}state__in": BEFORE_ISSUE}) | inside(viewer, on).rows(review)


def may_read(viewer: Viewer, on: date, *, passage: str = "passage", review: str = "review") -> Q:
    """The condition under which the words of a row's passage are for this viewer.

    ``passage`` and ``review`` are the ways from the row to them; "" for the passage itself.
    """
    way = f"{passage}__" if passage else ""
    key = f"{passage}_id" if passage else "pk"
    public = Q(**{f"{way}audience": Audience.PUBLIC}) | Q(
        **{f"{way}audience": Audience.EXEMPT, f"{way}until_on__lte": on}
    )
    if not viewer.is_authenticated:
        return public
    exempt = Q(**{f"{way}audience": Audience.EXEMPT})
    confidential = Q(**{f"{way}audience": Audience.CONFIDENTIAL})
    own = Q(_addressed_to(viewer, key)) | Q(_answered_by(viewer, key))
    return public | exempt & (inside(viewer, on).rows(review) | own) | confidential & Q(_named(viewer, key))


def laid_bare(
    rows: Rows, viewer: Viewer, on: date, *, passage: str = "passage", review: str = "review"
) -> Rows:
    """The rows with ``words``, ``reason`` and ``is_withheld``: the words for whoever may read them, else the summary."""
    way = f"{passage}__" if passage else ""
    return _with_words(rows, may_read(viewer, on, passage=passage, review=review), way)


def as_members_read(rows: Rows, *, passage: str = "passage") -> Rows:
    """The rows as the members' edition of a report has them: with exempt texts, never with a confidential one."""
    way = f"{passage}__" if passage else ""
    return _with_words(rows, ~Q(**{f"{way}audience": Audience.CONFIDENTIAL}), way)


def _with_words(rows: Rows, readable: Q, way: str) -> Rows:
    text = models.TextField()
    # The condition is worked out once and then called by its name: it is the costly part of every such question.
    rows = rows.annotate(is_withheld=Case(When(readable, then=Value(value=False)), default=Value(value=True)))
    is_open = Q(is_withheld=False)
    return rows.annotate(
        words=Case(
            When(is_open, then=F(f"{way}sealed__words")), default=F(f"{way}summary"), output_field=text
        ),
        reason=Case(When(is_open, then=F(f"{way}sealed__reason")), default=Value(""), output_field=text),
    )


def _named(viewer: Any, key: str) -> Exists:
    """Named on the passage."""
    named = apps.get_model("scrutiny", "Passage").readers.through
    return Exists(named.objects.filter(passage=OuterRef(key), person=viewer))


def _addressed_to(viewer: Any, key: str) -> Exists:
    """A recommendation that was sent to an addressee for whom the viewer answers, or the answer to one."""
    sent = apps.get_model("scrutiny", "Ask").objects.exclude(state=AskState.DRAFTED)
    theirs = sent.filter(addressee__responders__person=viewer)
    return Exists(
        theirs.filter(Q(recommendation__passage=OuterRef(key)) | Q(responses__passage=OuterRef(key)))
    )


def _answered_by(viewer: Any, key: str) -> Exists:
    """What the viewer answered as a witness."""
    checks = apps.get_model("scrutiny", "FactCheck").objects.filter(witness=viewer)
    return Exists(checks.filter(answer=OuterRef(key)))
