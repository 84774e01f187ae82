from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from dorset_lsp.common.constraints import in_order, one_of
from partnerships.enums import InterestKind
from partnerships.querysets import InterestQuerySet


class Interest(models.Model):
    """An interest that somebody declares, from a day until the first day after. It ends; it is never rubbed out."""

    person = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=12, choices=InterestKind)
    text = models.CharField("what it is", max_length=300)
    from_on = models.DateField("from")
    to_on = models.DateField("until", null=True, blank=True, help_text="The first day after.")
    declared_on = models.DateField()
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "from_on", "id"]
        constraints = [one_of("kind", InterestKind), in_order("from_on", "to_on")]

    @property
    def last_day(self) -> date | None:
        """The last day on which it was one."""
        return self.to_on and self.to_on - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.person}: {self.text}"
