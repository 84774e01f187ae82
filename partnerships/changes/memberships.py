"""Changes to who sits where."""

from __future__ import annotations

from datetime import date

from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require
from dorset_lsp.common.days import in_full
from partnerships.enums import EXECUTIVE_KINDS, SCRUTINY_KINDS, SEATED_ROLES
from partnerships.models import Body, Membership, Person, Seat


@change
def appoint(
    *,
    body: Body,
    person: Person,
    role: str,
    from_on: date,
    seat: Seat | None = None,
    basis: str = "",
    to_on: date | None = None,
    by: Actor,
    on: date,
) -> Membership:
    """Put a person in a seat, or beside the seats as substitute, adviser or support. The same appointment twice is one.

    Raises Refused when it would end before it begins, the role and the seat do not go together, the seat does not exist
    throughout, another person holds it on one of the days, or somebody would sit in a council executive and in scrutiny.
    """
    require(by, "partnerships.appoint", body)
    same = body.memberships.believed().filter(person=person, role=role, seat=seat, from_on=from_on).first()
    if same is not None:
        nothing_to_change()
        return same
    if to_on is not None and to_on <= from_on:
        raise Refused("A membership cannot end before it has begun.")
    if (role in SEATED_ROLES) != (seat is not None):
        raise Refused("A chair, vice chair or member sits in a seat; everybody else stands beside the seats.")
    if seat is not None:
        _refuse_both_sides(body, person, from_on, to_on)
        _refuse_unless_free(seat, from_on, to_on)
    membership = Membership.objects.create(
        body=body,
        person=person,
        role=role,
        seat=seat,
        basis=basis,
        from_on=from_on,
        to_on=to_on,
        known_from=on,
    )
    record(
        "membership.appoint",
        membership,
        by=by,
        on=on,
        difference={"from": (None, from_on), "until": (None, to_on)},
    )
    return membership


@change
def end(*, membership: Membership, to_on: date, reason: str, by: Actor, on: date) -> None:
    """End a membership; ``to_on`` is the first day after it. Raises Refused for a day before it began."""
    require(by, "partnerships.appoint", membership.body)
    if membership.to_on == to_on and membership.end_reason == reason:
        nothing_to_change()
        return
    if to_on <= membership.from_on:
        raise Refused(f"{membership} began on {in_full(membership.from_on)}, so it cannot end before that.")
    before = membership.to_on
    membership.to_on, membership.end_reason = to_on, reason
    membership.save(update_fields=["to_on", "end_reason"])
    record("membership.end", membership, by=by, on=on, difference={"until": (before, to_on)}, why=reason)


@change
def transfer(
    *,
    membership: Membership,
    person: Person,
    from_on: date,
    basis: str = "",
    to_on: date | None = None,
    reason: str,
    by: Actor,
    on: date,
) -> Membership:
    """Hand a seat on: one holder ends, the next begins on that day in the same role, both or neither.

    Raises Refused for a membership beside the seats, to the same person, or for a day before it began.
    """
    require(by, "partnerships.appoint", membership.body)
    if membership.seat is None:
        raise Refused("Only a seat is handed on; end this one, and appoint somebody else.")
    if person == membership.person:
        raise Refused(f"{person} holds this seat already.")
    end(membership=membership, to_on=from_on, reason=reason, by=by, on=on)
    return appoint(
        body=membership.body, person=person, role=membership.role, seat=membership.seat, basis=basis, from_on=from_on,
        to_on=to_on, by=by, on=on,
    )  # fmt: skip


@change
def correct(
    *,
    membership: Membership,
    person: Person,
    role: str,
    seat: Seat | None,
    from_on: date,
    to_on: date | None,
    basis: str,
    reason: str,
    by: Actor,
    on: date,
) -> Membership:
    """Put a membership right that was recorded wrongly. The wrong row stays, marked as no longer believed from today.

    Raises Refused without a reason, for a row that was corrected already, and for all that ``appoint`` refuses.
    """
    require(by, "partnerships.appoint", membership.body)
    retract(membership=membership, reason=reason, by=by, on=on)
    return appoint(
        body=membership.body,
        person=person,
        role=role,
        seat=seat,
        basis=basis,
        from_on=from_on,
        to_on=to_on,
        by=by,
        on=on,
    )


@change
def retract(*, membership: Membership, reason: str, by: Actor, on: date) -> None:
    """Say that a membership never was. What was believed until today can still be asked for.

    Raises Refused without a reason, and for a row that was corrected already.
    """
    require(by, "partnerships.appoint", membership.body)
    if not reason.strip():
        raise Refused("Say why it is put right.")
    if membership.known_to is not None:
        raise Refused("This has been put right already.")
    membership.known_to = on
    membership.save(update_fields=["known_to"])
    record(
        "membership.retract", membership, by=by, on=on, difference={"believed until": (None, on)}, why=reason
    )


def _refuse_unless_free(seat: Seat, from_on: date, to_on: date | None) -> None:
    """Hold the seat's row while looking, so that two appointments to one seat cannot both find it free."""
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    outlives = seat.to_on is not None and (to_on is None or to_on > seat.to_on)
    if from_on < seat.from_on or outlives:
        raise Refused(f"{seat} does not exist on all of these days.")
    holder = seat.memberships.believed().overlapping(from_on, to_on).select_related("person").first()
    if holder is not None:
        raise Refused(f"{holder.person} holds {seat} on some of these days.")


def _refuse_both_sides(body: Body, person: Person, from_on: date, to_on: date | None) -> None:
    """Whoever decides for a council does not scrutinise it: no seat in an executive and in scrutiny on the same day."""
    for kinds, others in ((SCRUTINY_KINDS, EXECUTIVE_KINDS), (EXECUTIVE_KINDS, SCRUTINY_KINDS)):
        if body.kind not in kinds:
            continue
        seated = person.memberships.believed().seated().overlapping(from_on, to_on)
        other = seated.filter(body__kind__in=others).select_related("body").first()
        if other is not None:
            raise Refused(
                f"{person} sits on {other.body}. A member of a council executive may not sit on a scrutiny body."
            )
