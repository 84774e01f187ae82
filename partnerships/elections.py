"""Whether public changes are held on a day, because an election is near."""

from __future__ import annotations

from datetime import date

from partnerships.models import PreElectionPeriod


def held_on(day: date) -> PreElectionPeriod | None:
    """The pre-election period that the day falls into, if any."""
    return PreElectionPeriod.objects.in_force_on(day).first()
