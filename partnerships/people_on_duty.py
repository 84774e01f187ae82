"""Who holds a duty on a day: the other direction of standing, asked when somebody has to be told."""

from __future__ import annotations

from datetime import date

from partnerships.enums import BodyKind, MembershipRole
from partnerships.models import Membership, Person
from partnerships.querysets import PersonQuerySet


def coordinators_on(day: date) -> PersonQuerySet:
    """The people who support the Board on that day and may sign in."""
    return _on_the_board(day, MembershipRole.SUPPORT)


def chairs_on(day: date) -> PersonQuerySet:
    """Whoever chairs the Board on that day and may sign in."""
    return _on_the_board(day, MembershipRole.CHAIR)


def _on_the_board(day: date, role: MembershipRole) -> PersonQuerySet:
    duties = Membership.objects.believed().held_on(day).filter(body__kind=BodyKind.BOARD, role=role)
    return Person.objects.filter(is_active=True, memberships__in=duties).distinct()
