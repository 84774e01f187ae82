"""Changes to returns: saved, submitted, taken back, sent back, verified, opened again, reminded of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dorset_lsp.common import states
from dorset_lsp.common.changes import (
    Actor,
    Refused,
    SomebodyWasFaster,
    change,
    nothing_to_change,
    record,
    require,
)
from partnerships.models import Person
from performance import emails
from performance.answers import Answer, Earlier, answer_of
from performance.derived import with_derived
from performance.enums import RETURN_MOVES, ReturnState
from performance.locks import lock_of
from performance.models import ReopenRequest, Return, ReturnFigure, ReturnReminder
from performance.preview import faults_of


@change
def save(*, return_: Return, version: int, answer: Answer, by: Actor, on: date) -> None:
    """Keep a draft. ``version`` is the one the form was drawn from.

    Raises Refused when the return is locked or a figure is impossible, SomebodyWasFaster when another person has saved
    since.
    """
    _require_or_explain(
        by, "performance.save_return", return_, "save_draft", whatever_its_state="performance.answer_return"
    )
    _refuse_if_locked(return_, on)
    impossible = [fault.sentence for fault in faults_of(return_, answer, on=on) if fault.is_impossible]
    if impossible:
        raise Refused(" ".join(impossible))
    _keep(return_, version, answer, by, on)


@change
def submit(
    *, return_: Return, by: Person, on: date, version: int | None = None, answer: Answer | None = None
) -> None:
    """Send a return for checking, with the answer given now or the one saved before.

    Raises Refused, with every reason at once, when the answer is not complete: no figure and no reason for none, a
    surprise that nobody confirmed, no commentary where one is due.
    """
    _require_or_explain(
        by, "performance.submit_return", return_, "submit", whatever_its_state="performance.answer_return"
    )
    _refuse_if_locked(return_, on)
    if answer is not None:
        _keep(return_, return_.version if version is None else version, answer, by, on)
    faults = faults_of(return_, answer or answer_of(return_), on=on)
    if faults:
        raise Refused(" ".join(fault.sentence for fault in faults))
    states.move(
        return_, "submit", RETURN_MOVES, by=by, on=on, expecting={"version": return_.version},
        submitted_on=on, submitted_by=by, sent_back_on=None, sent_back_reason="",
    )  # fmt: skip


@change
def restore(*, return_: Return, version: int, earlier: Earlier, by: Person, on: date) -> None:
    """Put a return back to where it stood before an upload. ``version`` is the one that the upload left.

    Raises SomebodyWasFaster when anybody has changed, taken back, sent back or verified it since.
    """
    verb = "restore_draft" if earlier.state == ReturnState.DRAFT else "restore_not_started"
    _require_or_explain(
        by, "performance.restore_return", return_, verb, whatever_its_state="performance.answer_return"
    )
    answer = earlier.answer
    states.move(
        return_, verb, RETURN_MOVES, by=by, on=on, expecting={"version": version},
        difference=_differences(answer_of(return_), answer), version=version + 1,
        is_provisional=answer.is_provisional, commentary=answer.commentary, direction_view=answer.direction_view,
        is_surprise_confirmed=answer.is_surprise_confirmed, saved_on=earlier.saved_on,
        saved_by_id=earlier.saved_by_id, submitted_on=None, submitted_by=None,
        sent_back_on=earlier.sent_back_on, sent_back_reason=earlier.sent_back_reason,
    )  # fmt: skip
    _write_figures(return_, answer)


@change
def withdraw(*, return_: Return, by: Person, on: date) -> None:
    """The owner takes back what nobody has verified yet."""
    require(by, "performance.withdraw_return", return_)
    states.move(return_, "withdraw", RETURN_MOVES, by=by, on=on, submitted_on=None, submitted_by=None)


@change
def send_back(*, return_: Return, reason: str, by: Person, on: date) -> None:
    """The lead asks for something to be put right. Raises Refused without a reason. The owner is told by e-mail."""
    _require_or_explain(
        by,
        "performance.send_back_return",
        return_,
        "send_back",
        whatever_its_state="performance.check_return",
    )
    if not reason.strip():
        raise Refused("Say what should be put right.")
    moved = states.move(
        return_, "send_back", RETURN_MOVES, by=by, on=on, why=reason, expecting={"version": return_.version},
        submitted_on=None, submitted_by=None, sent_back_on=on, sent_back_reason=reason,
    )  # fmt: skip
    if moved:
        emails.tell_owner_of_sending_back(return_, reason=reason, by=by, on=on)


@change
def verify(*, return_: Return, by: Person, on: date) -> None:
    """The lead vouches for a figure, in the version that ``return_`` bears. Nobody verifies their own.

    Raises SomebodyWasFaster for the second of two at once, and when the figure has changed since that version.
    """
    _require_or_explain(
        by, "performance.verify_return", return_, "verify", whatever_its_state="performance.check_return"
    )
    states.move(
        return_, "verify", RETURN_MOVES, by=by, on=on, expecting={"version": return_.version},
        verified_on=on, verified_by=by,
    )  # fmt: skip


@change
def reopen(*, return_: Return, reason: str, by: Person, on: date, open_until: date | None = None) -> None:
    """The co-ordinator opens a verified or published return again, with a reason; who answers for it is told.

    After publication it leads to the next edition, and the published figure stands meanwhile. ``open_until`` is the
    first day on which the return's own window is shut again.
    """
    require(by, "performance.reopen_return", return_)
    if _reopen(return_, reason=reason, open_until=open_until, by=by, on=on):
        emails.tell_owners_of_reopening(return_, reason=reason, by=by, on=on)


@change
def ask_to_reopen(*, return_: Return, reason: str, by: Person, on: date) -> ReopenRequest:
    """Ask that a locked return be opened again. One request waits at a time; asking again adds nothing.

    Raises Refused without a reason, or for a return that is not locked.
    """
    require(by, "performance.ask_to_reopen_return", return_)
    if lock_of(return_, on) is None:
        raise Refused(f"{return_} is not locked, so it needs no opening.")
    if not reason.strip():
        raise Refused("Say why it should be opened again.")
    waiting = return_.reopen_requests.filter(answered_on__isnull=True).first()
    if waiting is not None:
        nothing_to_change()
        return waiting
    request = ReopenRequest.objects.create(of_return=return_, reason=reason, asked_on=on, asked_by=by)
    record("return.ask_to_reopen", return_, by=by, on=on, why=reason)
    emails.tell_coordinators_of_request(request)
    return request


@change
def answer_reopen_request(
    *,
    request: ReopenRequest,
    is_granted: bool,
    answer: str,
    by: Person,
    on: date,
    open_until: date | None = None,
) -> None:
    """The co-ordinator grants or declines a request. A granted one opens the return until the given day."""
    require(by, "performance.answer_reopen_request", request.of_return)
    # Held while it is answered, so that of two who answer at once the second finds an answer.
    request = ReopenRequest.objects.select_for_update().get(pk=request.pk)
    if request.answered_on is not None:
        raise SomebodyWasFaster(f"{request.answered_by} has answered this request already.")
    request.answered_on, request.answered_by, request.is_granted, request.answer = on, by, is_granted, answer
    request.save(update_fields=["answered_on", "answered_by", "is_granted", "answer"])
    record(
        "return.answer_reopen_request",
        request.of_return,
        by=by,
        on=on,
        difference={"granted": (None, is_granted)},
        why=answer,
    )
    if is_granted:
        _open_again(request.of_return, reason=request.reason, open_until=open_until, by=by, on=on)
        emails.tell_owners_of_reopening(
            request.of_return, reason=request.reason, by=by, on=on, but_not=request.asked_by
        )
    emails.tell_asker_of_answer(request)


@change
def remind(*, return_: Return, by: Actor, on: date) -> list[Person]:
    """Remind whoever owes this return, once a person a day. Returns who was reminded now."""
    require(by, "performance.remind_of_return", return_)
    reminded = []
    for person in emails.who_answers_for(return_.indicator):
        _, is_new = ReturnReminder.objects.get_or_create(of_return=return_, person=person, sent_on=on)
        if is_new:
            emails.remind_of_return(return_, person=person, on=on)
            reminded.append(person)
    if reminded:
        names = ", ".join(person.name for person in reminded)
        record("return.remind", return_, by=by, on=on, difference={"reminded": (None, names)})
    else:
        nothing_to_change()
    return reminded


def _refuse_if_locked(return_: Return, on: date) -> None:
    lock = lock_of(return_, on)
    if lock is not None:
        raise Refused(lock.sentence)


def _require_or_explain(
    by: Actor, permission: str, return_: Return, verb: str, *, whatever_its_state: str
) -> None:
    """Refuse by right first; somebody with the right who comes late is told who was faster by the state door."""
    if return_.state in RETURN_MOVES[verb][0] or not by.may(whatever_its_state, return_):
        require(by, permission, return_)


def _keep(return_: Return, version: int, answer: Answer, by: Actor, on: date) -> None:
    answer = replace(answer, figures=with_derived(return_.indicator, answer.figures))
    difference = _differences(answer_of(return_), answer)
    states.move(
        return_, "save_draft", RETURN_MOVES, by=by, on=on, expecting={"version": version}, difference=difference,
        version=version + 1, is_provisional=answer.is_provisional, commentary=answer.commentary,
        direction_view=answer.direction_view, is_surprise_confirmed=answer.is_surprise_confirmed,
        saved_on=on, saved_by_id=by.pk,
    )  # fmt: skip
    _write_figures(return_, answer)


def _write_figures(return_: Return, answer: Answer) -> None:
    return_.figures.all().delete()
    ReturnFigure.objects.bulk_create(
        ReturnFigure(
            of_return=return_, area_id=area_id, value=figure.value, numerator=figure.numerator,
            denominator=figure.denominator, absence=figure.absence, absence_reason=figure.absence_reason,
        )
        for area_id, figure in answer.figures.items()
        if figure.is_given
    )  # fmt: skip
    # Figures that were prefetched are not those of now.
    getattr(return_, "_prefetched_objects_cache", {}).pop("figures", None)


def _differences(before: Answer, after: Answer) -> dict[str, tuple[object, object]]:
    """What the audit event tells of a save: each figure and text that changed."""
    areas = before.figures.keys() | after.figures.keys()
    figures = {
        f"figure {area_id}": (str(before.figures.get(area_id, "")), str(after.figures.get(area_id, "")))
        for area_id in sorted(areas)
        if before.figures.get(area_id) != after.figures.get(area_id)
    }
    fields = ("is_provisional", "commentary", "direction_view", "is_surprise_confirmed")
    texts = {
        name: (getattr(before, name), getattr(after, name))
        for name in fields
        if getattr(before, name) != getattr(after, name)
    }
    return figures | texts


def _reopen(return_: Return, *, reason: str, open_until: date | None, by: Person, on: date) -> bool:
    """Move a verified or published return back to draft. Whether it moved."""
    if not reason.strip():
        raise Refused("Say why it is opened again.")
    was_published = return_.state == ReturnState.PUBLISHED
    return states.move(
        return_, "reopen_published" if was_published else "reopen", RETURN_MOVES, by=by, on=on, why=reason,
        submitted_on=None, submitted_by=None, verified_on=None, verified_by=None, open_until=open_until,
        is_correction=return_.is_correction or was_published,
        correction_reason=reason if was_published else return_.correction_reason,
    )  # fmt: skip


def _open_again(return_: Return, *, reason: str, open_until: date | None, by: Person, on: date) -> None:
    """Open by the state door what is verified or published; for a shut window, only give the return its own window."""
    if return_.state in (ReturnState.VERIFIED, ReturnState.PUBLISHED):
        require(by, "performance.reopen_return", return_)
        _reopen(return_, reason=reason, open_until=open_until, by=by, on=on)
        return
    before = return_.open_until
    return_.open_until = open_until
    return_.save(update_fields=["open_until"])
    record(
        "return.extend_window",
        return_,
        by=by,
        on=on,
        difference={"open until": (before, open_until)},
        why=reason,
    )
