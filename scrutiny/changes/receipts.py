"""Changes to receipts: what an addressee received and when, and every deadline that hangs on it worked out anew."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from scrutiny.deadlines import worked_out
from scrutiny.enums import TIMED
from scrutiny.models import Addressee, Ask


@change
def receive(
    *,
    addressee: Addressee,
    report_received_on: date | None,
    notice_received_on: date | None,
    reason: str = "",
    by: Actor,
    on: date,
) -> list[Ask]:
    """Record or correct what was received, and work out every deadline that hangs on it. Returns the asks that moved.

    Each moved deadline has its own event in the history. Raises Refused for a day to come, for one before the report was
    issued, and for a correction without a reason.
    """
    require(by, "scrutiny.record_receipt", addressee)
    # Held while it is corrected, so that of two corrections the second counts from what the first has left.
    addressee = (
        Addressee.objects.select_for_update(of=("self",)).select_related("review").get(pk=addressee.pk)
    )
    received = {"report_received_on": report_received_on, "notice_received_on": notice_received_on}
    _refuse_impossible(addressee, received, reason, on)
    difference = save_fields(addressee, received)
    if not difference:
        nothing_to_change()
        return []
    record("addressee.receive", addressee, by=by, on=on, difference=difference, why=reason)
    return _work_out_anew(addressee, reason, by, on)


def _work_out_anew(addressee: Addressee, reason: str, by: Actor, on: date) -> list[Ask]:
    moved = []
    rows = addressee.asks.filter(basis__in=TIMED).select_for_update(of=("self",))
    for ask in rows.select_related("recommendation__review"):
        ask.addressee = addressee
        difference = save_fields(ask, {"due_on": worked_out(ask).due_on})
        if difference:
            record("ask.work_out", ask, by=by, on=on, difference={"due": difference["due_on"]}, why=reason)
            moved.append(ask)
    return moved


def _refuse_impossible(addressee: Addressee, received: dict[str, date | None], reason: str, on: date) -> None:
    issued_on = addressee.review.issued_on
    for day in received.values():
        if day is not None and day > on:
            raise Refused("Nothing can have been received on a day to come.")
        if day is not None and issued_on is not None and day < issued_on:
            raise Refused(f"The report was issued on {issued_on:%-d %B %Y}, so nothing came before that.")
    corrected = any(getattr(addressee, name) not in (None, day) for name, day in received.items())
    if corrected and not reason.strip():
        raise Refused("Say why the date is corrected: deadlines hang on it.")
