"""Streams and allocations: parts never exceed the whole, and what is left is never hidden."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common.changes import Refused
from dorset_lsp.common.models import AuditEvent
from partnerships.changes import funding
from partnerships.models import AlignedMoney, FundingStream
from tests.factories.money import AllocationFactory, StreamFactory
from tests.factories.world import ON

YEAR = {"from_on": date(2008, 4, 1), "to_on": date(2009, 4, 1)}


def allocate(world, stream, pence, title="A part", by="coordinator", **more):
    return funding.allocate(
        stream=stream, title=title, amount_pence=pence, by=world.people[by], on=ON, **more
    )


def fresh(stream):
    return FundingStream.objects.get(pk=stream.pk)


def test_the_worked_example_holds_to_the_penny(world):
    stream = StreamFactory(amount_pence=510_000_00)

    allocate(world, stream, 120_000_00, "Six districts")
    allocate(world, stream, 204_000_00, "Community partnerships")

    assert (fresh(stream).allocated_pence, fresh(stream).remainder_pence) == (324_000_00, 186_000_00)


def test_the_whole_may_be_given_out_and_not_a_penny_more(world):
    stream = StreamFactory(amount_pence=100_00)
    allocate(world, stream, 100_00)

    with pytest.raises(Refused) as refusal:
        allocate(world, stream, 1, "One penny")

    assert str(refusal.value) == f"{stream} has £0 left, and £0.01 is asked of it."
    assert (stream.allocations.count(), fresh(stream).allocated_pence) == (1, 100_00)


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "member", "admin", "outsider"])
def test_only_the_coordinator_gives_money_out(world, name):
    with pytest.raises(PermissionDenied):
        allocate(world, StreamFactory(), 100, by=name)


def test_a_part_has_one_name_in_its_stream(world):
    stream = StreamFactory()
    allocate(world, stream, 100)

    with pytest.raises(Refused, match="has an allocation “A part” already"):
        allocate(world, stream, 100)


@pytest.mark.parametrize(("pence", "left"), [(30_000, 70_000), (90_000, 10_000)])
def test_an_allocation_becomes_smaller_or_larger_with_a_reason(world, pence, left):
    allocation = allocate(world, StreamFactory(), 50_000)

    funding.change_allocation(
        allocation=allocation, amount_pence=pence, why="So.", by=world.coordinator, on=ON
    )

    assert (allocation.amount_pence, fresh(allocation.stream).remainder_pence) == (pence, left)
    event = AuditEvent.objects.get(what="allocation.change")
    assert (event.why, event.difference["amount"][0]) == ("So.", "£500")


@pytest.mark.parametrize(
    ("pence", "sentence"),
    [
        (100_001, "has £400 left, and £400.01 is asked of it."),
        (19_999, "is offered to projects, so it cannot be less."),
        (0, "An allocation is more than nothing."),
    ],
)
def test_it_cannot_outgrow_its_stream_nor_take_back_what_is_offered(world, pence, sentence):
    allocation = AllocationFactory(committed_pence=20_000, stream=StreamFactory(allocated_pence=60_000))

    with pytest.raises(Refused, match=sentence):
        funding.change_allocation(
            allocation=allocation, amount_pence=pence, why="So.", by=world.coordinator, on=ON
        )

    assert fresh(allocation.stream).allocated_pence == 60_000


def test_an_allocation_does_not_change_without_a_reason(world):
    with pytest.raises(Refused, match="Say why"):
        funding.change_allocation(
            allocation=AllocationFactory(), amount_pence=1, why=" ", by=world.coordinator, on=ON
        )


def test_the_database_itself_holds_the_whole(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        StreamFactory(amount_pence=100, allocated_pence=101)
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationFactory(committed_pence=60_001)


def test_a_stream_is_entered_once_for_a_year_in_order(world):
    said = {
        "slug": "a",
        "title": "A",
        "giver": world.council,
        "kind": "revenue",
        "amount_pence": 5,
        "by": world.coordinator,
    }
    funding.open_stream(**said, **YEAR, on=ON)

    with pytest.raises(Refused, match="here already"):
        funding.open_stream(**said, **YEAR, on=ON)
    with pytest.raises(Refused, match="must end after"):
        funding.open_stream(**said | {"slug": "b"}, from_on=ON, to_on=ON, on=ON)


def declare(world, by, organisation):
    return funding.declare(
        organisation=organisation, title="Falls prevention", kind="revenue", amount_pence=85_000_00, **YEAR,
        by=world.people[by], on=ON,
    )  # fmt: skip


def test_members_declare_money_of_their_own_organisation_and_the_coordinator_of_any(world):
    own = world.member.organisation

    assert declare(world, "member", own).declared_by == world.member
    assert declare(world, "coordinator", world.council).organisation == world.council
    for name, organisation in (("member", world.council), ("owner", world.council), ("outsider", own)):
        with pytest.raises(PermissionDenied):
            declare(world, name, organisation)


def test_a_declaration_is_taken_back_with_a_reason_and_stays_readable(world):
    money = declare(world, "member", world.member.organisation)

    with pytest.raises(Refused, match="Say why"):
        funding.withdraw_declaration(money=money, reason="", by=world.member, on=ON)
    funding.withdraw_declaration(money=money, reason="The clinic closed.", by=world.member, on=ON)

    assert (AlignedMoney.objects.count(), AlignedMoney.objects.standing().count()) == (1, 0)
