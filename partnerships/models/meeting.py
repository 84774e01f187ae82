from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone

from dorset_lsp.common.constraints import in_order, one_of
from dorset_lsp.common.days import in_full
from dorset_lsp.common.references import Reference
from partnerships.enums import ATTENDING, BodyKind, ItemKind, MeetingState, PaperAudience, Presence
from partnerships.item_titles import LONGEST
from partnerships.querysets import (
    AgendaItemQuerySet,
    AttendanceQuerySet,
    DecisionQuerySet,
    MeetingQuerySet,
    PaperQuerySet,
)


class Meeting(models.Model):
    """A body meets: when and where, with its agenda, papers, attendance, decisions and minutes.

    State moves through ``changes.meetings`` and ``changes.minutes``. ``revision`` counts what those invited must hear
    of, as a calendar's SEQUENCE does. ``quorum_needed`` is copied when the meeting is held, because a body's quorum may
    change later.
    """

    body = models.ForeignKey("partnerships.Body", models.PROTECT, related_name="meetings")
    title = models.CharField(
        max_length=160,
        blank=True,
        help_text="Only when it is not an ordinary one, such as an annual meeting.",
    )
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.SCHEDULED)
    cancel_reason = models.CharField("why it was cancelled", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    calendar_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quorum_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True, help_text="What was said that stands under no item of the agenda.")
    agreed_on = models.DateField("minutes agreed on", null=True, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["body", "starts_at"], name="meeting_by_body")]
        constraints = [
            one_of("state", MeetingState),
            in_order("starts_at", "ends_at"),
            models.UniqueConstraint(
                fields=["body", "starts_at"],
                condition=~models.Q(state=MeetingState.CANCELLED),
                name="body_meets_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MeetingState.CANCELLED) | ~models.Q(cancel_reason=""),
                name="meeting_is_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(state=MeetingState.AGREED, agreed_on__isnull=False)
                | ~models.Q(state=MeetingState.AGREED) & models.Q(agreed_on__isnull=True),
                name="meeting_has_a_day_when_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.body}, {in_full(self.day)}"

    def get_absolute_url(self) -> str:
        return reverse("site:meeting-detail", args=[self.pk])

    @property
    def day(self) -> date:
        """The day on which it begins, by the clock of this place."""
        return timezone.localtime(self.starts_at).date()

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.state == MeetingState.SCHEDULED

    @property
    def is_settled(self) -> bool:
        """Whether its minutes are agreed, after which nothing that it decided changes."""
        return self.state == MeetingState.AGREED


class StandingItem(models.Model):
    """A line of the agenda with which every meeting of one kind of body begins, before anything else is put on it."""

    body_kind = models.CharField(max_length=24, choices=BodyKind)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ItemKind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["body_kind", "position"]
        constraints = [
            one_of("body_kind", BodyKind),
            one_of("kind", ItemKind),
            models.UniqueConstraint(
                fields=["body_kind", "position"], name="standing_item_has_a_place_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"


class AgendaItem(models.Model):
    """What a meeting is to decide, discuss or note, and what was said of it.

    ``about_kind`` and ``about_id`` point at any record by typed reference, and are set together or not at all.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=ItemKind)
    title = models.CharField(max_length=LONGEST)
    text = models.TextField(blank=True, help_text="What the meeting needs to know about it.")
    presenter = models.ForeignKey(
        "partnerships.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True, help_text="What was said.")

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position", "id"]
        constraints = [
            one_of("kind", ItemKind),
            models.CheckConstraint(
                condition=models.Q(about_kind="", about_id__isnull=True)
                | ~models.Q(about_kind="") & models.Q(about_id__isnull=False),
                name="agendaitem_points_by_kind_and_id",
            ),
            models.UniqueConstraint(
                fields=["meeting", "about_kind", "about_id"],
                condition=models.Q(about_id__isnull=False),
                name="record_stands_once_on_an_agenda",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Reference | None:
        """The record that it is about, if it is about one."""
        return Reference(self.about_kind, self.about_id) if self.about_id is not None else None


class Paper(models.Model):
    """A file for a meeting, kept under a name of our own. Its type is what its content says, whatever it was called."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="papers")
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=6, choices=PaperAudience, default=PaperAudience.OPEN)
    path = models.CharField(max_length=200, unique=True, help_text="Where the storage keeps it.")
    file_name = models.CharField(max_length=160, help_text="As it is called when it is downloaded.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdraw_reason = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "item__position", "id"]
        constraints = [
            one_of("audience", PaperAudience),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | ~models.Q(withdraw_reason=""),
                name="paper_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:paper-file", args=[self.meeting_id, self.pk, self.file_name])


class Attendance(models.Model):
    """How one person was at a meeting. ``seat`` is the one they sat for, as its holder or as a substitute for them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(
        "partnerships.Seat", models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    presence = models.CharField(max_length=10, choices=Presence)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "seat__number", "person__name"]
        constraints = [
            one_of("presence", Presence),
            models.UniqueConstraint(fields=["meeting", "person"], name="person_is_at_a_meeting_once"),
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=models.Q(presence__in=ATTENDING),
                name="seat_is_filled_once_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=~models.Q(presence=Presence.SUBSTITUTE) | models.Q(seat__isnull=False),
                name="substitute_sits_for_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_presence_display()}: {self.meeting}"


class Decision(models.Model):
    """What a meeting decided: numbered within it, worded, and fixed from the day on which its minutes were agreed.

    ``fixed_on`` is that day. From then on the database itself refuses to change the row.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    wording = models.TextField()
    fixed_on = models.DateField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="decision_number_is_unique_in_its_meeting"
            ),
            models.CheckConstraint(condition=~models.Q(wording=""), name="decision_is_worded"),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#decision-{self.number}"


class DecisionAction(models.Model):
    """That an action comes from a decision: one decision may ask for several, and an action comes from one at most."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="action_links")
    action = models.OneToOneField("partnerships.Action", models.PROTECT, related_name="decision_link")

    class Meta:
        ordering = ["decision", "action"]

    def __str__(self) -> str:
        return f"{self.action} from {self.decision}"
