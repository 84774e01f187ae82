from __future__ import annotations

from django.db import models

from dorset_lsp.common.models.audit import AppendOnly


class Invitation(AppendOnly):
    """That one person was told of one revision of a meeting by e-mail; the row keeps it to once.

    A calendar takes the messages of one meeting in the order of their revisions: the invitation, what changed, and that
    it is cancelled.
    """

    meeting = models.ForeignKey("partnerships.Meeting", models.PROTECT, related_name="invitations")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    is_cancellation = models.BooleanField(default=False)
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "revision"], name="one_invitation_a_person_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"


class CalendarKey(models.Model):
    """The key by which a person's calendar program reads their meetings without signing in.

    Only its SHA-256 is kept: the address is shown once, when the key is made, and a new key makes the old one void.
    """

    person = models.OneToOneField("partnerships.Person", models.PROTECT, related_name="calendar_key")
    sha256 = models.CharField("SHA-256", max_length=64)
    made_on = models.DateField()

    class Meta:
        ordering = ["person"]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
