from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dorset_lsp.common.constraints import in_order, one_of
from partnerships.enums import MoneyKind
from partnerships.reads.funding import AlignedMoneyQuerySet, AllocationQuerySet, StreamQuerySet


class FundingStream(models.Model):
    """Money that one organisation gives the partnership for a year, to be spent as capital or as revenue.

    ``allocated_pence`` is the running total of its allocations: kept by the changes alone, never above the amount.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=160)
    giver = models.ForeignKey("partnerships.Organisation", models.PROTECT, related_name="streams")
    kind = models.CharField(max_length=8, choices=MoneyKind)
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after its year.")
    amount_pence = models.PositiveBigIntegerField("amount")
    allocated_pence = models.PositiveBigIntegerField("allocated", default=0, editable=False)
    purpose = models.TextField(blank=True, help_text="What the giver wants done with it.")
    source = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = StreamQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "title"]
        constraints = [
            one_of("kind", MoneyKind),
            in_order("from_on", "to_on"),
            models.CheckConstraint(
                condition=Q(allocated_pence__lte=F("amount_pence")), name="stream_allocates_what_it_has"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("partnerships:stream-detail", args=[self.slug])

    @property
    def remainder_pence(self) -> int:
        """What is allocated to nothing and nobody yet."""
        return self.amount_pence - self.allocated_pence

    @property
    def year_label(self) -> str:
        """2008/09, or 2008 for a year that is a calendar year."""
        last = self.to_on.year if (self.to_on.month, self.to_on.day) > (1, 1) else self.to_on.year - 1
        first = self.from_on.year
        return f"{first}" if last == first else f"{first}/{last % 100:02d}"


class Allocation(models.Model):
    """A part of a stream, set aside for a purpose or for an organisation.

    ``committed_pence`` is the running total of what was offered to projects and not released: kept by the changes
    alone, never above the amount. Up to ``delegated_pence`` the co-ordinator decides an application alone.
    """

    stream = models.ForeignKey(FundingStream, models.PROTECT, related_name="allocations")
    title = models.CharField(max_length=160, help_text="What it is for, or for whom.")
    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, null=True, blank=True, related_name="allocations",
        help_text="Empty: for a purpose, not for one organisation.",
    )  # fmt: skip
    amount_pence = models.PositiveBigIntegerField("amount")
    committed_pence = models.PositiveBigIntegerField("committed", default=0, editable=False)
    delegated_pence = models.PositiveBigIntegerField(
        "decided by the co-ordinator alone, up to", default=0,
        help_text="Above it, an application is decided on the authority of a body.",
    )  # fmt: skip
    made_on = models.DateField()
    made_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["stream", "-amount_pence", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "title"], name="allocation_title_is_unique_in_its_stream"
            ),
            models.CheckConstraint(
                condition=Q(committed_pence__lte=F("amount_pence")), name="allocation_commits_what_it_has"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.stream.get_absolute_url()

    @property
    def remainder_pence(self) -> int:
        """What is offered to no project yet."""
        return self.amount_pence - self.committed_pence


class AlignedMoney(models.Model):
    """Money of a partner's own that it turns to the same end. Declared beside the streams, not controlled by anybody here."""

    organisation = models.ForeignKey(
        "partnerships.Organisation", models.PROTECT, related_name="aligned_money"
    )
    outcome = models.ForeignKey(
        "partnerships.Outcome", models.PROTECT, null=True, blank=True, related_name="aligned_money"
    )
    title = models.CharField(max_length=200, help_text="What the money does.")
    kind = models.CharField(max_length=8, choices=MoneyKind)
    from_on = models.DateField("from")
    to_on = models.DateField("until", help_text="The first day after its year.")
    amount_pence = models.PositiveBigIntegerField("amount")
    declared_on = models.DateField()
    declared_by = models.ForeignKey("partnerships.Person", models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    is_illustrative = models.BooleanField("illustrative", default=False)

    objects = AlignedMoneyQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "organisation__name", "title"]
        verbose_name = "aligned money"
        verbose_name_plural = "aligned money"
        constraints = [one_of("kind", MoneyKind), in_order("from_on", "to_on")]

    def __str__(self) -> str:
        return f"{self.title} ({self.organisation.label})"
