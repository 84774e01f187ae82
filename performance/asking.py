"""What a round asks for: of each indicator the latest period that can be known and has no published figure."""

from __future__ import annotations

from datetime import date

from performance.models import Indicator, Observation
from performance.periods import Period, due_period


def due_period_of(indicator: Indicator, due_on: date) -> Period:
    """The latest period of an indicator that has ended, and whose lag has passed, by a due date."""
    return due_period(
        indicator.frequency,
        due_on,
        lag_days=indicator.lag_days,
        year_start_month=indicator.year_start_month,
        anchor_year=indicator.first_year,
    )


def what_is_owed(*, due_on: date, again: bool = False) -> list[tuple[Indicator, Period]]:
    """Each measured indicator that owes a figure by the due date, with the period that it owes.

    One whose first figure is expected later owes nothing yet. With ``again``, for practice, a figure that is published
    is asked for once more. Two queries.
    """
    measured = list(Indicator.objects.measured())
    periods = {indicator.pk: due_period_of(indicator, due_on) for indicator in measured}
    published = set(
        Observation.objects.latest()
        .filter(
            indicator__in=measured,
            period_to__gte=min((one.to_on for one in periods.values()), default=due_on),
        )
        .values_list("indicator_id", "period_from", "period_to")
    )
    return [
        (indicator, periods[indicator.pk])
        for indicator in measured
        if not (indicator.first_figure_on and indicator.first_figure_on > due_on)
        and (
            again
            or (indicator.pk, periods[indicator.pk].from_on, periods[indicator.pk].to_on) not in published
        )
    ]
