from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.models.audit import AppendOnly
from dorset_lsp.site.querysets import PackFileQuerySet, PackQuerySet


class Pack(AppendOnly):
    """What the members of a body read before a meeting, frozen when it was sent out. A later one is another edition.

    ``canonical`` is all that it says, as canonical JSON; its file is drawn from this text and from nothing else.
    """

    meeting = models.ForeignKey("partnerships.Meeting", models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField("edition")
    canonical = models.TextField()
    sent_on = models.DateField()
    sent_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")

    objects = PackQuerySet.as_manager()  # type: ignore[misc]  # the same, with phrases more

    class Meta:
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="pack_edition_is_unique_for_its_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"Pack for {self.meeting}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("site:meeting-pack", args=[self.meeting_id])


class PackFile(AppendOnly):
    """The PDF of a pack. The bytes lie in the storage, under a name that bears their hash; the row says which hash."""

    pack = models.OneToOneField(Pack, models.PROTECT, related_name="file")
    name = models.CharField(max_length=160, unique=True, help_text="As it is called when it is downloaded.")
    path = models.CharField(max_length=200, help_text="Where the storage keeps it.")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(help_text="In bytes.")

    objects = PackFileQuerySet.as_manager()  # type: ignore[misc]  # the same, with a phrase more

    class Meta:
        ordering = ["pack"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("site:meeting-pack-file", args=[self.pack.meeting_id, self.pack.number])
