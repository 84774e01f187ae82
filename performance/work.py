"""What waits for somebody in performance: figures to return, figures to check, rounds to open and publish."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from dorset_lsp.common.days import in_year
from dorset_lsp.common.work import WorkItem
from partnerships.models import Person
from performance.enums import RefreshState, ReturnState, RoundState
from performance.models import Edition, Refresh, ReopenRequest, Result, Return, Round, Source
from performance.querysets import ReturnQuerySet, SourceQuerySet


def work_items(person: Person, on: date) -> list[WorkItem]:
    """Everything that waits for this person, in no order. A fixed number of queries."""
    items = [*_returns(person, on), *_checks(person, on)]
    if person.standing(on).is_coordinator:
        items += [*_requests(), *_rounds(on)]
    return [*items, *_set_aside(person, on), *_refreshes(person, on)]


def _refreshes(person: Person, on: date) -> list[WorkItem]:
    rows = _changes_of_targets(person, on).select_related("agreement", "begun_by")
    return [_refresh_item(row) for row in rows]


def _refresh_item(refresh: Refresh) -> WorkItem:
    steps = {RefreshState.PROPOSED: "Decide", RefreshState.REFUSED: "Put it right"}
    return WorkItem(
        due_on=None,
        kind="Targets",
        title=refresh.title,
        url=refresh.get_absolute_url(),
        detail=f"{refresh.get_state_display().capitalize()}. {refresh.begun_by}, {in_year(refresh.begun_on)}: “{refresh.reason}”",
        step_label=steps.get(RefreshState(refresh.state), "Finish"),
        step_url=refresh.get_absolute_url(),
    )


def work_rows(person: Person, on: date) -> list[QuerySet]:
    """The records behind these items, one for each item, so that they can be counted in one question."""
    rows: list[QuerySet] = [
        _owed(person, on),
        _to_check(person, on),
        _with_rows_set_aside(person, on),
        _changes_of_targets(person, on),
    ]
    if person.standing(on).is_coordinator:
        rows += [_asked_for(), _to_open(on), _to_publish(on)]
    return rows


def _owed(person: Person, on: date) -> ReturnQuerySet:
    return Return.objects.owed_by(person).to_be_answered().not_over(on)


def _to_check(person: Person, on: date) -> ReturnQuerySet:
    return Return.objects.waiting_for(person, on).not_over(on)


def _with_rows_set_aside(person: Person, on: date) -> SourceQuerySet:
    return Source.objects.visible_to(person, on).to_settle(person, on)


def _changes_of_targets(person: Person, on: date) -> QuerySet:
    """Those that the chair decides, and one's own that were refused or never proposed."""
    own = Q(begun_by=person, state__in=[RefreshState.DRAFT, RefreshState.REFUSED])
    decides = Q(state=RefreshState.PROPOSED) if person.standing(on).is_chair else Q(pk__in=[])
    return Refresh.objects.visible_to(person, on).filter(own | decides & ~Q(begun_by=person))


def _asked_for() -> QuerySet:
    return ReopenRequest.objects.filter(answered_on__isnull=True)


def _to_open(on: date) -> QuerySet:
    return Round.objects.filter(state=RoundState.PLANNED, opens_on__lte=on)


def _to_publish(on: date) -> QuerySet:
    return Round.objects.open().in_earnest().filter(closes_on__lte=on)


def _returns(person: Person, on: date) -> list[WorkItem]:
    rows = list(_owed(person, on).with_everything())
    last = _last_figures([row.indicator_id for row in rows])
    return [_return_item(row, last.get(row.indicator_id, "")) for row in rows]


def _return_item(row: Return, last: str) -> WorkItem:
    sent_back = row.sent_back_on is not None and row.state == ReturnState.DRAFT
    if sent_back:
        detail = f"“{row.sent_back_reason}” {row.period.label}"
        step = "Answer and resubmit"
    else:
        detail = f"{row.period.label}, {row.get_state_display()}." + (f" Last: {last}" if last else "")
        step = "Finish draft" if row.state == ReturnState.DRAFT else "Enter figure"
    url = reverse("performance:return-edit", args=[row.pk])
    return WorkItem(
        due_on=row.last_day,
        kind="Practice" if row.round.is_practice else "Sent back" if sent_back else "Return",
        title=str(row.indicator),
        url=row.indicator.get_absolute_url(),
        detail=detail,
        step_label=step,
        step_url=url,
    )


def _last_figures(indicator_ids: list[int]) -> dict[int, str]:
    """The figure that the latest edition shows of some indicators, with its period."""
    edition = Edition.objects.latest().first()
    if edition is None or not indicator_ids:
        return {}
    rows = Result.objects.in_edition(edition).filter(indicator__in=indicator_ids).exclude(shown_value="")
    return {row.indicator_id: f"{row.shown_value} in {row.period_label}" for row in rows}


def _checks(person: Person, on: date) -> list[WorkItem]:
    return [
        WorkItem(
            due_on=row.round.closes_on,
            kind="Practice" if row.round.is_practice else "Check",
            title=str(row.indicator),
            url=row.indicator.get_absolute_url(),
            detail=f"{row.period.label}, submitted {in_year(row.submitted_on)} by {row.submitted_by}",
            step_label="Check",
            step_url=row.get_absolute_url(),
        )
        for row in _to_check(person, on).with_everything().select_related("submitted_by")
    ]


def _requests() -> list[WorkItem]:
    waiting = _asked_for()
    return [
        WorkItem(
            due_on=request.of_return.round.closes_on,
            kind="Request",
            title=f"Open {request.of_return.indicator.code} for {request.of_return.period.label} again",
            url=request.of_return.get_absolute_url(),
            detail=f"“{request.reason}” {request.asked_by}, {in_year(request.asked_on)}",
            step_label="Answer",
            step_url=request.of_return.get_absolute_url(),
        )
        for request in waiting.select_related("of_return__round", "of_return__indicator", "asked_by")
    ]


def _set_aside(person: Person, on: date) -> list[WorkItem]:
    """Partners' files of which rows wait for whoever may decide about them."""
    return [
        WorkItem(
            due_on=None,
            kind="Set aside",
            title=str(source),
            url=source.get_absolute_url(),
            detail=f"{source.waiting_count} {'row' if source.waiting_count == 1 else 'rows'} of this file did not fit",
            step_label="Look at them",
            step_url=source.get_absolute_url(),
        )
        for source in _with_rows_set_aside(person, on).with_waiting()
    ]


def _rounds(on: date) -> list[WorkItem]:
    return [_round_item(row, row.opens_on, "Open the round") for row in _to_open(on)] + [
        _round_item(row, row.closes_on, "Publish") for row in _to_publish(on)
    ]


def _round_item(round_: Round, due_on: date, step: str) -> WorkItem:
    return WorkItem(
        due_on=due_on,
        kind="Round",
        title=str(round_),
        url=round_.get_absolute_url(),
        detail=round_.period.long_label,
        step_label=step,
        step_url=round_.get_absolute_url(),
    )
