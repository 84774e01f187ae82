"""Reads of the partnership as phrases that chain aloud. Each takes the viewer and the day it needs as arguments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, Subquery, When

from partnerships.enums import SEATED_ROLES, ActionState, MeetingState, PaperAudience

if TYPE_CHECKING:
    from partnerships.models import Person


class LivedQuerySet(models.QuerySet):
    """Things with a life from a day until the first day after."""

    def existing_on(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Who works in the partnership is open to everybody."""
        return self


class PersonQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Signed-in people see colleagues in full; anyone else sees only those who hold or held a seat."""
        if viewer.is_authenticated:
            return self
        return self.filter(memberships__seat__isnull=False).distinct()


class BodyQuerySet(LivedQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """Bodies and their seats are open to everybody."""
        return self


class SeatQuerySet(LivedQuerySet):
    def with_holder(self, day: date, *, as_known_on: date | None = None) -> Self:
        """Adds ``held``: a list with the one membership that fills the seat on the day, if any does."""
        model = apps.get_model("partnerships", "Membership")
        memberships = model.objects.held_on(day).select_related("person__organisation")
        memberships = memberships.as_known_on(as_known_on) if as_known_on else memberships.believed()
        return self.prefetch_related(Prefetch("memberships", queryset=memberships, to_attr="held"))


class MembershipQuerySet(models.QuerySet):
    def believed(self) -> Self:
        """What is held to be true now: rows not found to be wrong."""
        return self.filter(known_to__isnull=True)

    def as_known_on(self, day: date) -> Self:
        """What was held to be true on an earlier day."""
        return self.filter(Q(known_to__isnull=True) | Q(known_to__gt=day), known_from__lte=day)

    def held_on(self, day: date) -> Self:
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gt=day), from_on__lte=day)

    def seated(self) -> Self:
        return self.filter(role__in=SEATED_ROLES)

    def overlapping(self, from_on: date, to_on: date | None) -> Self:
        """Rows whose half-open span shares a day with [from_on, to_on)."""
        rows = self.filter(Q(to_on__isnull=True) | Q(to_on__gt=from_on))
        return rows.filter(from_on__lt=to_on) if to_on else rows

    def ending_within(self, days: int, on: date) -> Self:
        """Rows whose last day falls in the coming ``days``."""
        return self.filter(to_on__gt=on, to_on__lte=date.fromordinal(on.toordinal() + days))


class OutcomeQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """What the partnership promises is open to everybody."""
        return self


class ActionQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Members of any body see every action; the person or organisation that leads one sees its own."""
        if not viewer.is_authenticated:
            return self.none()
        standing = viewer.standing(on)
        if standing.is_member_of_any_body:
            return self
        return self.filter(
            Q(lead=viewer) | Q(organisation_id=standing.organisation_id, organisation__isnull=False)
        )

    def live(self) -> Self:
        return self.filter(state__in=[ActionState.PROPOSED, ActionState.OPEN])

    def overdue(self, on: date) -> Self:
        return self.live().filter(due_on__lt=on)

    def counted_by(self, key: str, name: str, on: date) -> models.QuerySet:
        """How many there are by a key: to be done, of them late, done, dropped. The most late first."""
        live = Q(state__in=[ActionState.PROPOSED, ActionState.OPEN])
        return (
            self.order_by()
            .values(key, name=F(name))
            .annotate(
                live=Count("pk", filter=live),
                late=Count("pk", filter=live & Q(due_on__lt=on)),
                done=Count("pk", filter=Q(state=ActionState.DONE)),
                dropped=Count("pk", filter=Q(state=ActionState.DROPPED)),
            )
            .order_by("-late", "-live", "name")
        )

    def order_by_need(self) -> Self:
        """Live ones first, then by due date."""
        return self.order_by(F("ended_on").asc(nulls_first=True), "due_on", "id")


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """That a body meets is open to all who are signed in; anyone else sees meetings whose minutes are agreed."""
        return self if viewer.is_authenticated else self.filter(state=MeetingState.AGREED)

    def not_cancelled(self) -> Self:
        return self.exclude(state=MeetingState.CANCELLED)

    def one_for_each_name(self) -> Self:
        """Those with a title of their own; of those that bear their body's name, its next one, or else its last."""
        meetings = apps.get_model("partnerships", "Meeting").objects
        same = meetings.filter(body=OuterRef("body"), title="").order_by_nearness()
        return self.filter(~Q(title="") | Q(pk=Subquery(same.values("pk")[:1])))

    def ahead(self) -> Self:
        """Those still to be held, the next one first."""
        return self.filter(state=MeetingState.SCHEDULED).order_by("starts_at", "id")

    def ending_on_or_after(self, day: date) -> Self:
        """Those that end on that day or later, by the clock of this place."""
        return self.filter(ends_at__date__gte=day)

    def order_by_nearness(self) -> Self:
        """Those ahead first, the next one at the top; then those that were, the latest at the top."""
        ahead = Case(When(state=MeetingState.SCHEDULED, then=F("starts_at")))
        return self.order_by(ahead.asc(nulls_last=True), "-starts_at", "-id")


class OfAMeetingQuerySet(models.QuerySet):
    """What belongs to a meeting: as open as the meeting's notes, or for the body alone."""

    def told_to(self, viewer: Person | AnonymousUser, on: date) -> Q:
        """The condition under which the viewer may read what a meeting noted: agreed, or of one's own body."""
        agreed = Q(meeting__state=MeetingState.AGREED)
        return agreed | self.inside(viewer, on)

    def inside(self, viewer: Person | AnonymousUser, on: date) -> Q:
        """The condition that the viewer is of the body that meets, or the co-ordinator."""
        if not viewer.is_authenticated:
            return Q(pk__in=[])
        standing = viewer.standing(on)
        return ~Q(pk__in=[]) if standing.is_coordinator else Q(meeting__body__in=standing.body_ids)


class AgendaItemQuerySet(OfAMeetingQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """An agenda is as open as its meeting. What was said under an item is for those told of the minutes."""
        return self if viewer.is_authenticated else self.filter(meeting__state=MeetingState.AGREED)


class PaperQuerySet(OfAMeetingQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Open papers are open to everybody; those marked for the body to its members and the co-ordinator."""
        return self.filter(Q(audience=PaperAudience.OPEN) | self.inside(viewer, on))

    def current(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)


class AttendanceQuerySet(OfAMeetingQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Open to everybody once the minutes are agreed; before that to the body and the co-ordinator."""
        return self.filter(self.told_to(viewer, on))


class DecisionQuerySet(OfAMeetingQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Open to everybody once the minutes are agreed; before that to the body and the co-ordinator."""
        return self.filter(self.told_to(viewer, on))

    def with_actions(self) -> Self:
        """Reads the actions that each decision led to, in two queries for all of them."""
        links = apps.get_model("partnerships", "DecisionAction").objects.select_related("action__lead")
        return self.prefetch_related(Prefetch("action_links", queryset=links))


class InterestQuerySet(LivedQuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """Members of any body see what anybody declared; everybody sees their own."""
        if not viewer.is_authenticated:
            return self.none()
        return self if viewer.standing(on).is_member_of_any_body else self.filter(person=viewer)


class TrainingQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """The co-ordinator sees everybody's, anyone else their own."""
        if not viewer.is_authenticated:
            return self.none()
        return self if viewer.standing(on).is_coordinator else self.filter(person=viewer)


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser, on: date) -> Self:
        """One's organisation's; the co-ordinator and the administrator see all."""
        if not viewer.is_authenticated:
            return self.none()
        if viewer.is_staff or viewer.standing(on).is_coordinator:
            return self
        return self.filter(organisation=viewer.organisation_id, organisation__isnull=False)


class PreElectionPeriodQuerySet(models.QuerySet):
    def visible_to(self, viewer: Person | AnonymousUser) -> Self:
        """When the public's pages stand still is told to everybody."""
        return self

    def in_force_on(self, day: date) -> Self:
        return self.filter(from_on__lte=day, to_on__gt=day)
