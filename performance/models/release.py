from __future__ import annotations

from django.db import models

from performance.querysets import ReleaseQuerySet


class Release(models.Model):
    """That an edition is out: until then it is shared with partners, from then on everybody reads what is final in it."""

    edition = models.OneToOneField("performance.Edition", models.PROTECT, related_name="release")
    released_on = models.DateField()
    released_by_name = models.CharField(max_length=200)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-edition"]

    def __str__(self) -> str:
        return f"Release of {self.edition}"
