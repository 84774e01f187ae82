from __future__ import annotations

from django.db import models
from django.urls import reverse

from dorset_lsp.common.constraints import one_of
from partnerships.enums import OrganisationKind
from partnerships.querysets import OrganisationQuerySet


class Organisation(models.Model):
    """A public body, business or charity that works in the partnership and answers for figures and actions."""

    is_stamped = True

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(
        max_length=60, blank=True, help_text="For tight places, such as a table's column."
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    area = models.ForeignKey(
        "partnerships.Area", models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    is_illustrative = models.BooleanField(
        "illustrative", default=False, help_text="Invented for a demonstration, and labelled so."
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [one_of("kind", OrganisationKind)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("site:organisation-detail", args=[self.slug])

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name
