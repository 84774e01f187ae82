from __future__ import annotations

from django.db import models

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.models.audit import AppendOnly
from partnerships.enums import NoticeKind


class Notice(AppendOnly):
    """That one person was told of one thing with a view to one day; the row keeps the timetable to once.

    ``about_kind`` and ``about_id`` point at the membership, body, meeting or action. ``due_on`` is the day in question:
    the last of a term, the next of a series, the day of a meeting; for an action the day on which a reminder fell due.
    """

    kind = models.CharField(max_length=12, choices=NoticeKind)
    about_kind = models.CharField(max_length=80)
    about_id = models.BigIntegerField()
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    due_on = models.DateField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("kind", NoticeKind),
            models.UniqueConstraint(
                fields=["kind", "about_kind", "about_id", "person", "due_on"],
                name="one_notice_of_a_thing_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
