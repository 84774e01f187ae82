"""Who holds a duty on a day, or is expected somewhere: the other direction of standing, asked when somebody has to be told."""

from __future__ import annotations

from datetime import date

from partnerships.enums import BodyKind, MembershipRole
from partnerships.models import Meeting, Membership, Person
from partnerships.querysets import PersonQuerySet


def coordinators_on(day: date) -> PersonQuerySet:
    """The people who support the Board on that day and may sign in."""
    return _on_the_board(day, MembershipRole.SUPPORT)


def chairs_on(day: date) -> PersonQuerySet:
    """Whoever chairs the Board on that day and may sign in."""
    return _on_the_board(day, MembershipRole.CHAIR)


def members_at(meeting: Meeting) -> PersonQuerySet:
    """Who belongs in any role to the body on the day of its meeting and may sign in."""
    held = Membership.objects.believed().held_on(meeting.day).filter(body=meeting.body_id)
    return Person.objects.filter(is_active=True, memberships__in=held).distinct()


def presenters_at(meeting: Meeting) -> PersonQuerySet:
    """Who presents an item of a meeting, of the body or not, and may sign in."""
    return Person.objects.filter(is_active=True, pk__in=meeting.items.values("presenter")).distinct()


def _on_the_board(day: date, role: MembershipRole) -> PersonQuerySet:
    duties = Membership.objects.believed().held_on(day).filter(body__kind=BodyKind.BOARD, role=role)
    return Person.objects.filter(is_active=True, memberships__in=duties).distinct()
