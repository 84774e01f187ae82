"""Money on PostgreSQL: of two who together would overspend, at the same moment, one is refused."""

from datetime import date

import pytest
from django.db import connection

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from partnerships.changes import claims, findings, funding, projects
from partnerships.models import Allocation, Claim, Finding, FundingStream, Project
from tests.factories.money import AllocationFactory, FindingFactory, StreamFactory, project_in
from tests.factories.partnerships import BodyFactory, MeetingFactory
from tests.factories.world import ON, build_world, sit
from tests.infrastructure.test_performance_on_postgresql import both_at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


@pytest.fixture
def world(transactional_db):
    assert connection.vendor == "postgresql"
    return build_world()


def refusals(found):
    return [one for one in found if isinstance(one, Refused)]


def test_of_two_claims_that_together_exceed_the_offer_one_is_refused(world):
    for _ in range(TIMES):
        project = project_in("accepted", organisation=world.council)
        seen = [(Project.objects.get(pk=project.pk), person) for person in (world.owner, world.colleague)]

        found = both_at_once(
            *(
                lambda one=one, by=by: claims.make(
                    project=one, amount_pence=12_000, spent_on_what="Fares.", by=by, on=ON
                )
                for one, by in seen
            )
        )

        [refusal] = refusals(found)
        assert str(refusal) == "£80 of the offer is left to claim, and £120 is asked for."
        kept = Project.objects.get(pk=project.pk)
        assert (kept.claimed_pence, Claim.objects.filter(project=kept).count()) == (12_000, 1)


def test_of_two_allocations_that_together_exceed_the_stream_one_is_refused(world):
    stream = StreamFactory(amount_pence=100_000)
    seen = [FundingStream.objects.get(pk=stream.pk) for _ in range(2)]

    found = both_at_once(
        *(
            lambda one=one, title=title: funding.allocate(
                stream=one, title=title, amount_pence=60_000, by=world.coordinator, on=ON
            )
            for one, title in zip(seen, "ab", strict=True)
        )
    )

    assert len(refusals(found)) == 1
    assert (FundingStream.objects.get().allocated_pence, Allocation.objects.count()) == (60_000, 1)


def test_of_two_offers_that_together_exceed_the_allocation_one_is_refused(world):
    allocation = AllocationFactory(amount_pence=30_000)
    made = [project_in("applied", allocation=allocation, organisation=world.council) for _ in range(2)]
    seen = [Project.objects.select_related("allocation", "applied_by").get(pk=one.pk) for one in made]

    found = both_at_once(
        *(
            lambda one=one: projects.offer(
                project=one, amount_pence=20_000, decision="So.", claim_by_on=date(2009, 6, 30),
                report_due_on=date(2009, 6, 30), by=world.coordinator, on=ON,
            )
            for one in seen
        )
    )  # fmt: skip

    assert [str(one) for one in refusals(found)] == [f"{allocation} has £100 left to offer."]
    assert Allocation.objects.get(pk=allocation.pk).committed_pence == 20_000
    assert sorted(Project.objects.values_list("state", flat=True)) == ["applied", "offered"]


def test_a_claim_and_the_end_of_its_project_at_once_leave_every_penny_counted(world):
    for _ in range(TIMES):
        project = project_in("accepted", organisation=world.council)
        seen = [Project.objects.select_related("allocation").get(pk=project.pk) for _ in range(2)]

        both_at_once(
            lambda one=seen[0]: claims.make(
                project=one, amount_pence=5_000, spent_on_what="Fares.", by=world.owner, on=ON
            ),
            lambda one=seen[1]: projects.finish(
                project=one, what_changed="It runs.", people_helped=None, by=world.colleague, on=ON
            ),
        )

        kept = Project.objects.select_related("allocation").get(pk=project.pk)
        claimed = sum(kept.claims.values_list("amount_pence", flat=True))
        assert kept.claimed_pence == claimed
        assert kept.allocation.committed_pence == kept.offered_pence - kept.released_pence
        assert kept.claimed_pence + kept.released_pence <= kept.offered_pence


def test_of_two_who_settle_a_finding_at_once_one_does_and_the_other_reads_who_it_was(world):
    bridging = BodyFactory(kind="bridging_group", area=world.county)
    sit(world.lead2, bridging, "chair")
    meeting = MeetingFactory(body=bridging, starts_at=f"{ON}T09:00Z", ends_at=f"{ON}T11:00Z")
    meeting.refresh_from_db()
    finding = FindingFactory()
    seen = [(Finding.objects.get(pk=finding.pk), person) for person in (world.lead2, world.coordinator)]

    found = both_at_once(
        *(
            lambda one=one, by=by: findings.decline(finding=one, meeting=meeting, reason="No.", by=by, on=ON)
            for one, by in seen
        )
    )

    [refusal] = refusals(found)
    assert type(refusal) is SomebodyWasFaster
    assert Finding.objects.get().state == "declined"
