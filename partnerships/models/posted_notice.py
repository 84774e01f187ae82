from __future__ import annotations

from django.db import models
from django.db.models import Q

from dorset_lsp.common.constraints import one_of
from dorset_lsp.common.notices import ByMail
from dorset_lsp.common.references import Reference
from partnerships.reads.notices import PostedNoticeQuerySet


class PostedNotice(models.Model):
    """One thing that one person was told, as it stands in their list. Written once for its key (``posting``).

    ``about`` is the record that it tells of: whoever may not see that any more is shown none of the words, in the list
    as in the digest. A notice without one speaks of the reader's own work alone. ``settled_on`` is the day whose digest
    took it, or passed it over because it was read, switched off or not theirs to see any more.
    """

    key = models.CharField(max_length=200, unique=True, help_text="What, for whom, for which deadline.")
    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=30, help_text="The code of its kind.")
    subject = models.CharField(max_length=300)
    opening = models.TextField()
    path = models.CharField(max_length=300, help_text="The page where one acts, without the site’s address.")
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    by_mail = models.CharField("by e-mail", max_length=10, choices=ByMail)
    posted_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    objects = PostedNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            one_of("by_mail", ByMail),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id__isnull=True) | (~Q(about_kind="") & Q(about_id__isnull=False)),
                name="posted_notice_is_about_a_record_or_none",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_on__isnull=True), name="notices_not_read"),
            models.Index(
                fields=["person"],
                condition=Q(by_mail="digest", settled_on__isnull=True, read_on__isnull=True),
                name="notices_for_a_digest",
            ),
        ]

    def __str__(self) -> str:
        # What it says is its reader's alone, so it is not its name.
        return f"Notice {self.pk}"

    @property
    def about(self) -> Reference | None:
        """The record that it tells of, if it tells of one."""
        return Reference(self.about_kind, self.about_id) if self.about_id is not None else None


class NoticeChoice(models.Model):
    """How one person wants to hear by e-mail of one kind of notice. Without a row: at once."""

    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="notice_choices")
    kind = models.CharField(max_length=30, help_text="The code of the kind.")
    by_mail = models.CharField("by e-mail", max_length=10, choices=ByMail)

    class Meta:
        ordering = ["person", "kind"]
        constraints = [
            one_of("by_mail", ByMail),
            models.UniqueConstraint(fields=["person", "kind"], name="one_choice_of_a_person_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}: {self.get_by_mail_display()}"
