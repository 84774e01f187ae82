from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from performance.enums import EntryState, Frequency, Polarity, SourceStatus
from performance.querysets import CatalogueEntryQuerySet, CatalogueQuerySet


class Catalogue(models.Model):
    """A published set of indicators from which partnerships choose, such as a national one."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    publisher = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Where this copy of it is from.")
    note = models.CharField(max_length=500, blank=True, help_text="What to be careful about.")

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{reverse('performance:catalogue-list')}?catalogue={self.pk}"


class CatalogueEntry(models.Model):
    """One indicator of a catalogue, with how sure its wording is. The partnership's own indicator points at it."""

    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="entries")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    theme = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    polarity = models.CharField(max_length=10, choices=Polarity)
    frequency = models.CharField(max_length=12, choices=Frequency, blank=True)
    state = models.CharField(max_length=12, choices=EntryState, default=EntryState.DEFINED)
    source_status = models.CharField(max_length=14, choices=SourceStatus)
    source = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        ordering = ["catalogue", "position"]
        verbose_name_plural = "catalogue entries"
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "code"], name="code_is_in_a_catalogue_once"),
            one_of("polarity", Polarity),
            one_of("frequency", Frequency, or_nothing=True),
            one_of("state", EntryState),
            one_of("source_status", SourceStatus),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
