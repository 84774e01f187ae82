"""The change that works out what an edition says of every indicator, and keeps it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.db.models import QuerySet

from dorset_lsp.common.changes import Actor, change, record, require
from performance.asking import due_period_of
from performance.assessment import Assessment
from performance.derived import STORED_DECIMALS, headline_area
from performance.enums import Frequency, ReturnState, Status
from performance.facts import Case, cases_of
from performance.models import Edition, Indicator, Observation, Result, Return
from performance.periods import Period, available_on
from performance.quality import Quality, quality_of
from performance.rounding import rounded


@change
def compute(*, edition: Edition, by: Actor, on: date) -> int:
    """Work out and store the result of every measured indicator. Returns how many there are.

    Part of publishing; a fixed number of queries. ``worked_out`` gives the same again without storing it.
    """
    require(by, "performance.run_round", edition.round)
    results = worked_out(edition)
    Result.objects.bulk_create(results, batch_size=200)
    record("result.compute", edition, by=by, on=on, difference={"results": (None, len(results))})
    return len(results)


def worked_out(edition: Edition) -> list[Result]:
    """The results of an edition from the figures that it rests on, unsaved: what publishing stores, and its check."""
    indicators = list(Indicator.objects.measured().select_related("outcome", "owner_organisation"))
    cases = cases_of(indicators, on=edition.round.judged_on(edition.published_on), edition=edition)
    asked = {return_.indicator_id: return_ for return_ in edition.round.returns.select_related("saved_by")}
    statuses = _statuses_before(edition)
    said = {row.indicator_id: row for row in _results_of_the_edition_before(edition)}
    latest = {
        (row.indicator_id, row.period_to): row
        for row in Observation.objects.known_to(edition).filter(
            indicator__in=indicators, area=headline_area()
        )
    }
    return [
        _result(edition, indicator, cases[indicator.pk], asked.get(indicator.pk), statuses, said, latest)
        for indicator in indicators
    ]


def _statuses_before(edition: Edition) -> dict[int, str]:
    """Each indicator's status in the latest edition of the round before this one."""
    before = (
        Edition.objects.latest()
        .filter(round__period_to__lt=edition.round.period_to)
        .order_by("-round__period_to")
        .first()
    )
    return dict(before.results.values_list("indicator_id", "status")) if before else {}


def _results_of_the_edition_before(edition: Edition) -> QuerySet[Result]:
    """What the same round's edition before this one says; nothing for the first edition."""
    return Result.objects.filter(edition__round=edition.round, edition__number=edition.number - 1)


def period_and_due_date(
    indicator: Indicator, return_: Return | None, edition: Edition
) -> tuple[Period, date]:
    """Which period an edition judges, and by when its figure was owed.

    What the round asked for is judged. What it did not ask for is not due: the next period that can be known.
    """
    if return_ is not None:
        return return_.period, edition.round.due_on
    period = due_period_of(indicator, edition.round.due_on)
    if indicator.first_figure_on and indicator.first_figure_on > edition.round.due_on:
        return period, indicator.first_figure_on
    following = period.following(Frequency(indicator.frequency))
    return following, available_on(following, indicator.lag_days)


def _result(
    edition: Edition,
    indicator: Indicator,
    case: Case,
    return_: Return | None,
    statuses: dict[int, str],
    said: dict[int, Result],
    latest: dict[tuple[int, date], Observation],
) -> Result:
    period, due_on = period_and_due_date(indicator, return_, edition)
    found = case.assess(period, on=edition.published_on, due_on=due_on)
    ahead = case.outlook(by=period.to_on)
    figure = latest.get((indicator.pk, period.to_on)) if found.value is not None else None
    quality = _quality(indicator, case, figure, edition if return_ is not None else None)
    fields = assessed(found)
    fields["working"] = {
        **working_of(found),
        "quality": [list(line) for line in quality.lines] if quality else [],
    }
    return Result(
        edition=edition,
        indicator=indicator,
        code=indicator.code,
        title=indicator.title,
        outcome=indicator.outcome,
        owner_name=indicator.owner_organisation.label,
        previous_status=statuses.get(indicator.pk, ""),
        forecast=asdict(ahead) if ahead else {},
        is_provisional=bool(figure and figure.is_provisional),
        is_illustrative=indicator.has_illustrative_figures,
        received_on=figure.received_on if figure else None,
        **_commentary(return_, said.get(indicator.pk)),
        quality=quality.concerns if quality else "",
        **fields,
    )


def _quality(
    indicator: Indicator, case: Case, figure: Observation | None, edition: Edition | None
) -> Quality | None:
    """How far the judged figure can be relied on; None without one. What no edition asked for is history."""
    if figure is None:
        return None
    return quality_of(
        definition=case.definition_at(figure.period_from),
        source=figure.source,
        is_provisional=figure.is_provisional,
        revision=figure.revision,
        received_on=figure.received_on,
        due_on=edition.round.due_on if edition is not None else None,
        is_derived=indicator.is_derived,
    )


def _commentary(return_: Return | None, said: Result | None) -> dict[str, str]:
    """What was said of the figure: with a published return its own words; with one under correction those said before."""
    if return_ is None or return_.state != ReturnState.PUBLISHED:
        fields = ("commentary", "commentary_by_name", "direction_view")
        return {field: getattr(said, field) for field in fields} if said else {}
    by_name = return_.saved_by.name if return_.saved_by else ""
    return {
        "commentary": return_.commentary,
        "commentary_by_name": by_name,
        "direction_view": return_.direction_view,
    }


def assessed(found: Assessment) -> dict[str, object]:
    """What is stored of an assessment, as the fields of a result."""
    shown_value, shown_period = found.shown_value, found.period
    # What is not due shows the figure before it; what is missing shows that it is missing.
    if found.value is None and found.last is not None and found.status != Status.NO_DATA:
        shown_value, shown_period = found.last.shown, found.last.period
    return {
        "status": found.status,
        "mark": found.mark,
        "period_label": shown_period.label if shown_value or found.status == Status.NO_DATA else "",
        "absence": found.absence if found.absence and found.status == Status.NO_DATA else "",
        "direction": found.direction,
        "moved": found.arrow,
        "value": None if found.value is None else rounded(found.value, STORED_DECIMALS),
        "shown_value": shown_value,
        "shown_milestone": found.shown_milestone,
        "sentence": found.brief_sentence,
        "streak": found.streak,
        "variation": found.variation or "",
        "assurance": found.assurance or "",
        "signal": found.signal or "",
        "signal_side": found.signal_side,
        "points": found.points,
        "spark": found.sparkline.line,
        "spark_milestone": found.sparkline.milestone_line,
        "working": working_of(found),
    }


def working_of(found: Assessment) -> dict[str, object]:
    """The answer to "how was this worked out?" as it is stored: the period, and the lines of status and of direction."""
    return {
        "period": found.period.label,
        "sentence": found.sentence,
        "status": [list(line) for line in found.working],
        "direction": [list(line) for line in found.direction_working],
        "points": found.points,
        "variation": found.variation_words,
        "assurance": found.assurance_words,
        "limits": list(found.limits) if found.limits else [],
        "reason": found.reason,
    }
