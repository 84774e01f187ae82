"""Changes to streams and allocations, and money that partners declare beside them. Totals can never be overspent."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from dorset_lsp.common import totals
from dorset_lsp.common.changes import Actor, Refused, change, nothing_to_change, record, require, save_fields
from dorset_lsp.common.money import in_pounds
from partnerships.models import AlignedMoney, Allocation, FundingStream, Organisation, Outcome, Person


@change
def open_stream(
    *,
    slug: str,
    title: str,
    giver: Organisation,
    kind: str,
    from_on: date,
    to_on: date,
    amount_pence: int,
    purpose: str = "",
    source: str = "",
    by: Person,
    on: date,
) -> FundingStream:
    """Enter money that an organisation gives for a year. Raises Refused for a year that ends before it begins."""
    require(by, "partnerships.run_funding", FundingStream)
    if to_on <= from_on:
        raise Refused("The year must end after it begins.")
    if FundingStream.objects.filter(slug=slug).exists():
        raise Refused("A stream of this name is here already.")
    stream = FundingStream.objects.create(
        slug=slug, title=title, giver=giver, kind=kind, from_on=from_on, to_on=to_on, amount_pence=amount_pence,
        purpose=purpose, source=source,
    )  # fmt: skip
    record("stream.open", stream, by=by, on=on, difference={"amount": (None, in_pounds(amount_pence))})
    return stream


@change
def allocate(
    *,
    stream: FundingStream,
    title: str,
    amount_pence: int,
    organisation: Organisation | None = None,
    delegated_pence: int = 0,
    source: str = "",
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> Allocation:
    """Set a part of a stream aside. Raises Refused when the stream has not so much left, or has such a part already."""
    require(by, "partnerships.run_funding", stream)
    if amount_pence <= 0:
        raise Refused("An allocation is more than nothing.")
    if stream.allocations.filter(title=title).exists():
        raise Refused(f"{stream} has an allocation “{title}” already. Change that one.")
    _take_from(stream, amount_pence)
    allocation = Allocation.objects.create(
        stream=stream, title=title, organisation=organisation, amount_pence=amount_pence,
        delegated_pence=delegated_pence, source=source, made_on=on, made_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record(
        "allocation.make", allocation, by=by, on=on, difference={"amount": (None, in_pounds(amount_pence))}
    )
    return allocation


@change
def change_allocation(*, allocation: Allocation, amount_pence: int, why: str, by: Person, on: date) -> None:
    """Make an allocation larger or smaller, with a reason.

    Raises Refused without a reason, when the stream has not so much left, or when more is offered to projects than would
    be left.
    """
    require(by, "partnerships.run_funding", allocation)
    if not why.strip():
        raise Refused("Say why the allocation changes.")
    before = allocation.amount_pence
    if amount_pence == before:
        nothing_to_change()
        return
    if amount_pence <= 0:
        raise Refused("An allocation is more than nothing.")
    _take_from(allocation.stream, amount_pence - before)
    totals.add(
        allocation, "amount_pence", amount_pence - before,
        room=Q(amount_pence=before, committed_pence__lte=amount_pence),
        otherwise=lambda now: (
            f"{in_pounds(now.committed_pence)} of {now} is offered to projects, so it cannot be less."
            if now.amount_pence == before
            else f"Somebody has just changed {now} to {in_pounds(now.amount_pence)}."
        ),
    )  # fmt: skip
    difference = {"amount": (in_pounds(before), in_pounds(amount_pence))}
    record("allocation.change", allocation, by=by, on=on, difference=difference, why=why)


@change
def declare(
    *,
    organisation: Organisation,
    title: str,
    kind: str,
    amount_pence: int,
    from_on: date,
    to_on: date,
    outcome: Outcome | None = None,
    is_illustrative: bool = False,
    by: Person,
    on: date,
) -> AlignedMoney:
    """Declare money of a partner's own beside the streams. Raises Refused for a year that ends before it begins."""
    require(by, "partnerships.declare_aligned", organisation)
    if to_on <= from_on:
        raise Refused("The year must end after it begins.")
    money = AlignedMoney.objects.create(
        organisation=organisation, title=title, kind=kind, amount_pence=amount_pence, from_on=from_on,
        to_on=to_on, outcome=outcome, declared_on=on, declared_by=by, is_illustrative=is_illustrative,
    )  # fmt: skip
    record(
        "aligned_money.declare", money, by=by, on=on, difference={"amount": (None, in_pounds(amount_pence))}
    )
    return money


@change
def withdraw_declaration(*, money: AlignedMoney, reason: str, by: Actor, on: date) -> None:
    """Take a declaration back, with a reason; it stays readable. Raises Refused without one."""
    require(by, "partnerships.withdraw_aligned", money)
    if not reason.strip():
        raise Refused("Say why the money is no longer there.")
    if money.withdrawn_on is not None:
        nothing_to_change()
        return
    difference = save_fields(money, {"withdrawn_on": on, "withdrawn_reason": reason})
    record("aligned_money.withdraw", money, by=by, on=on, difference=difference, why=reason)


def _take_from(stream: FundingStream, amount: int) -> None:
    """Count an allocation in, or part of one back, while the stream bears it."""
    totals.add(
        stream, "allocated_pence", amount,
        room=Q(amount_pence__gte=F("allocated_pence") + amount, allocated_pence__gte=-amount),
        otherwise=lambda now: f"{now} has {in_pounds(now.remainder_pence)} left, and {in_pounds(amount)} is asked of it.",
    )  # fmt: skip
