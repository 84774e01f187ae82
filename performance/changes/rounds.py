"""Changes to reporting rounds: planned, opened, extended, published, corrected by a next edition."""

from __future__ import annotations

from datetime import date, timedelta

from dorset_lsp.common import states
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.days import in_full
from partnerships.models import Person
from performance import emails
from performance.asking import what_is_owed
from performance.changes import observations, releases, reports, results
from performance.enums import RETURN_MOVES, ROUND_MOVES, ReturnState
from performance.models import Edition, Return, Round
from performance.periods import Period


@change
def plan(
    *,
    slug: str,
    title: str,
    period: Period,
    opens_on: date,
    due_on: date,
    closes_on: date,
    is_practice: bool = False,
    by: Actor,
    on: date,
) -> Round:
    """Put a round on the calendar. The same round again is one; Refused when its dates are out of order.

    A practice round is a rehearsal: it asks, takes and checks figures, and none of them is ever published.
    """
    require(by, "performance.plan_round", Round)
    if not opens_on < due_on < closes_on:
        raise Refused("A round opens, then is due, then closes.")
    values = {
        "title": title, "period_from": period.from_on, "period_to": period.to_on,
        "opens_on": opens_on, "due_on": due_on, "closes_on": closes_on,
        "is_practice": is_practice,
    }  # fmt: skip
    round_, is_new = Round.objects.get_or_create(slug=slug, defaults=values)
    if is_new:
        record("round.plan", round_, by=by, on=on, difference={"due": (None, due_on)})
    else:
        nothing_to_change()
    return round_


@change
def open_(*, round_: Round, by: Actor, on: date) -> int:
    """Open a round: ask every indicator for what it owes and tell the owners. Returns how many returns it asks for.

    Raises Refused before its opening day.
    """
    require(by, "performance.run_round", round_)
    if on < round_.opens_on:
        raise Refused(f"{round_} opens on {in_full(round_.opens_on)}.")
    if not states.move(round_, "open", ROUND_MOVES, by=by, on=on):
        return round_.returns.count()
    asked = [
        Return(round=round_, indicator=indicator, period_from=period.from_on, period_to=period.to_on)
        for indicator, period in what_is_owed(due_on=round_.due_on, again=round_.is_practice)
    ]
    Return.objects.bulk_create(asked)
    record("round.ask", round_, by=by, on=on, difference={"returns": (0, len(asked))})
    emails.tell_owners_of_opening(round_)
    return len(asked)


@change
def extend(*, round_: Round, due_on: date, closes_on: date, reason: str, by: Actor, on: date) -> None:
    """Give everybody longer, with a reason. Raises Refused without one or when the dates are out of order."""
    require(by, "performance.alter_round", round_)
    if (round_.due_on, round_.closes_on) == (due_on, closes_on):
        nothing_to_change()
        return
    if not reason.strip():
        raise Refused("Say why the round's dates change.")
    if not round_.opens_on < due_on < closes_on:
        raise Refused("A round opens, then is due, then closes.")
    before = {"due": (round_.due_on, due_on), "closes": (round_.closes_on, closes_on)}
    round_.due_on, round_.closes_on = due_on, closes_on
    round_.save(update_fields=["due_on", "closes_on"])
    record("round.extend", round_, by=by, on=on, difference=before, why=reason)


@change
def set_release(*, round_: Round, release_on: date | None, reason: str, by: Actor, on: date) -> None:
    """Set the day from which everybody may read a round's editions, or move it. None: as soon as they are published.

    A day that was announced is moved with a reason, which is announced with the new one. Raises Refused without it, for a
    day gone by, and when everything that is published is out already.
    """
    require(by, "performance.set_release", round_)
    before = round_.release_on
    if before == release_on:
        nothing_to_change()
        return
    editions = round_.editions.all()
    if editions.exists() and not editions.filter(release__isnull=True).exists():
        raise Refused(f"{round_} is open to everybody already.")
    if release_on is not None and release_on < on:
        raise Refused("A day that has gone by cannot be set.")
    if before is not None and not reason.strip():
        raise Refused("Say why the day is moved. It was announced, and the reason is announced too.")
    values: dict[str, object] = {"release_on": release_on}
    if before is not None:
        values |= {"release_moved_from": before, "release_reason": reason}
    record("round.set_release", round_, by=by, on=on, difference=save_fields(round_, values), why=reason)


@change
def publish(
    *, round_: Round, by: Person, on: date, note: str = "", release_on: date | None = None
) -> Edition:
    """Publish a round: verified figures become observations, and every indicator's status is worked out and kept.

    Partners have it at once; everybody from ``release_on`` on, which is at once when it is None or gone by.

    Returns that are not verified stay out and are shown as late. Of two people who publish at once, one does and the
    other is told. Raises Refused when nothing is verified.
    """
    require(by, "performance.run_round", round_)
    if round_.is_practice:
        raise Refused(f"{round_} is for practice, so nothing of it is published.")
    if not states.move(round_, "publish", ROUND_MOVES, by=by, on=on):
        return round_.editions.get(number=1)
    if not round_.returns.filter(state=ReturnState.VERIFIED).exists():
        raise Refused("Nothing has been verified yet, so there is nothing to publish.")
    if release_on is not None and release_on != round_.release_on:
        difference = save_fields(round_, {"release_on": release_on})
        record("round.set_release", round_, by=by, on=on, difference=difference)
    return _bring_out(round_, number=1, note=note, by=by, on=on)


@change
def publish_correction(*, round_: Round, note: str, by: Person, on: date) -> Edition:
    """Publish the next edition of a round with what was corrected since. Raises Refused without a note, or nothing new."""
    require(by, "performance.correct_round", round_)
    if not note.strip():
        raise Refused("Say what this edition corrects.")
    # The door holds the round's row: the second of two corrections at once waits here and finds nothing left to publish.
    states.move(round_, "publish_correction", ROUND_MOVES, by=by, on=on, why=note)
    if not round_.returns.filter(state=ReturnState.VERIFIED).exists():
        raise Refused("No corrected figure has been verified, so there is nothing to publish.")
    number = round_.editions.count() + 1
    return _bring_out(round_, number=number, note=note, by=by, on=on)


def _bring_out(round_: Round, *, number: int, note: str, by: Person, on: date) -> Edition:
    edition = Edition.objects.create(round=round_, number=number, note=note, published_on=on, published_by=by)
    verified = list(
        round_.returns.filter(state=ReturnState.VERIFIED)
        .select_related("indicator", "submitted_by")
        .prefetch_related("figures")
    )
    for return_ in verified:
        return_.round = round_
    observations.publish(returns=verified, edition=edition, by=by, on=on)
    states.move_many(verified, "publish", RETURN_MOVES, by=by, on=on)
    results.compute(edition=edition, by=by, on=on)
    reports.freeze(edition=edition, by=by, on=on)
    releases.release_if_due(edition=edition, by=by, on=on)
    return edition


def usual_dates(period: Period) -> tuple[date, date, date]:
    """Sensible first dates for a round on a period: opens the day after it ends, due on day 30, closes on day 45."""
    opens_on = period.to_on
    return opens_on, opens_on + timedelta(days=29), opens_on + timedelta(days=44)
