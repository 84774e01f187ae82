from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from dorset_lsp.common.constraints import in_order
from dorset_lsp.common.days import in_full
from partnerships.querysets import PreElectionPeriodQuerySet


class PreElectionPeriod(models.Model):
    """The weeks before an election, in which nothing new is brought out to the public."""

    is_stamped = True

    election = models.CharField(
        max_length=160, help_text="Such as: the county council elections of 4 June 2009."
    )
    from_on = models.DateField("from", help_text="The day of the notice of election.")
    to_on = models.DateField("until", help_text="The first day on which things go out again.")

    objects = PreElectionPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            in_order("from_on", "to_on"),
            models.UniqueConstraint(
                fields=["from_on", "election"], name="pre_election_period_is_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Before {self.election}"

    @property
    def last_day(self) -> date:
        return self.to_on - timedelta(days=1)

    @property
    def sentence(self) -> str:
        """What the public and partners are told."""
        return (
            f"Before {self.election} nothing new goes out to the public from {in_full(self.from_on)} "
            f"to {in_full(self.last_day)}; what was out before stays."
        )
