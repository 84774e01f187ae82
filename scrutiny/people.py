"""Whom scrutiny tells: those who run a review, those who answer for an addressee, and all elected members."""

from __future__ import annotations

from datetime import date

from partnerships.enums import EXECUTIVE_KINDS, LEADING_ROLES, SCRUTINY_KINDS, SEATED_ROLES
from partnerships.models import Body, Membership, Person
from partnerships.querysets import PersonQuerySet
from scrutiny.models import Addressee, ScrutinyReview

ELECTED_BODIES = (*SCRUTINY_KINDS, *EXECUTIVE_KINDS)
"""Whoever holds a seat on one of these is an elected member."""


def leaders_of(body: Body, on: date) -> PersonQuerySet:
    """Chair, vice chair and support of a body who may sign in."""
    rows = Membership.objects.believed().held_on(on).filter(body=body, role__in=LEADING_ROLES)
    return Person.objects.filter(is_active=True, memberships__in=rows).distinct()


def elected_members(on: date) -> PersonQuerySet:
    """Everybody who holds a seat on a scrutiny committee, a task and finish group or a council executive."""
    rows = (
        Membership.objects.believed().held_on(on).filter(body__kind__in=ELECTED_BODIES, role__in=SEATED_ROLES)
    )
    return Person.objects.filter(is_active=True, memberships__in=rows).distinct()


def responders_of(addressee: Addressee) -> PersonQuerySet:
    """Those named for an addressee who may sign in."""
    return Person.objects.filter(is_active=True, answers_for__addressee=addressee).distinct()


def who_may_be_named(review: ScrutinyReview, on: date) -> PersonQuerySet:
    """Those who may be named on a confidential text: whoever sits on the group, or leads it or the committee."""
    rows = Membership.objects.believed().held_on(on)
    seated = rows.filter(body=review.group, role__in=(*SEATED_ROLES, *LEADING_ROLES))
    leading = rows.filter(body=review.committee, role__in=LEADING_ROLES)
    return Person.objects.filter(memberships__in=seated | leading).distinct().order_by("name")
