from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from partnerships.enums import SEATED_ROLES, Basis, BodyKind, Character, Layer, MembershipRole
from partnerships.querysets import BodyQuerySet, MembershipQuerySet, SeatQuerySet


class Body(models.Model):
    """A group that meets: the Board, the delivery group, a theme group, a task group, a district partnership."""

    is_stamped = True

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=24, choices=BodyKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="groups")
    area = models.ForeignKey("partnerships.Area", models.PROTECT, related_name="bodies")
    layer = models.CharField(max_length=12, choices=Layer)
    character = models.CharField(max_length=10, choices=Character, blank=True)
    purpose = models.TextField(blank=True, help_text="What it is for, in a sentence or two.")
    terms_of_reference = models.TextField(blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Seats that must be filled to decide."
    )
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    support_pence = models.PositiveBigIntegerField(
        "cost of support a year", null=True, blank=True, help_text="In pence: officers' time, rooms, papers."
    )
    from_on = models.DateField("exists from")
    to_on = models.DateField("exists until", null=True, blank=True, help_text="The first day after its life.")
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            one_of("kind", BodyKind),
            one_of("layer", Layer),
            one_of("character", Character, or_nothing=True),
            in_order("from_on", "to_on"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="body_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnerships:body-detail", args=[self.slug])


class Seat(models.Model):
    """A place on a body, for an organisation or for an independent person. At most one holder at any date."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField(help_text="Its order on the body's page.")
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="seats",
        help_text="Empty: an independent person's seat.",
    )  # fmt: skip
    title = models.CharField(max_length=120, blank=True, help_text="Such as 'independent chair'.")
    from_on = models.DateField("exists from")
    to_on = models.DateField("exists until", null=True, blank=True, help_text="The first day after its life.")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="seat_number_is_unique_on_its_body"),
            in_order("from_on", "to_on"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, seat {self.number}"


class Membership(models.Model):
    """A person in a seat with a role, or beside the seats, from a day until the first day after.

    Never overwritten by a correction: the wrong row is marked no longer believed from that day and the right one is
    added, so that composition can be asked for as known then and as known now.
    """

    is_stamped = True

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="memberships")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole)
    basis = models.CharField(max_length=12, choices=Basis, blank=True)
    from_on = models.DateField("from")
    to_on = models.DateField("until", null=True, blank=True, help_text="The first day after the membership.")
    end_reason = models.CharField(max_length=200, blank=True)
    known_from = models.DateField(help_text="The day this was recorded.")
    known_to = models.DateField(
        null=True, blank=True, help_text="The day it was found to be wrong, if it was."
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["body", "seat__number", "from_on"]
        indexes = [models.Index(fields=["person", "from_on"], name="membership_by_person")]
        constraints = [
            one_of("role", MembershipRole),
            one_of("basis", Basis, or_nothing=True),
            in_order("from_on", "to_on"),
            models.CheckConstraint(
                condition=models.Q(seat__isnull=False, role__in=SEATED_ROLES)
                | models.Q(seat__isnull=True) & ~models.Q(role__in=SEATED_ROLES),
                name="membership_sits_in_a_seat_by_role",
            ),
            models.CheckConstraint(
                condition=models.Q(known_to__isnull=True) | models.Q(known_to__gte=models.F("known_from")),
                name="membership_known_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} of {self.body}"
