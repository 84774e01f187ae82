"""The laws of money, by property: whatever is tried in whatever order, totals are sums and never exceed their whole."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dorset_lsp.common.changes import Refused
from partnerships.changes import claims, funding, projects
from partnerships.models import Allocation, Claim, FundingStream, Project
from partnerships.money import money_of
from tests.factories.money import StreamFactory
from tests.factories.partnerships import PersonFactory
from tests.factories.world import ON

pytestmark = pytest.mark.django_db
SUMS = st.integers(1, 600)
PLACES = st.integers(0, 3)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "allocate",
                "change",
                "apply",
                "offer",
                "accept",
                "claim",
                "claim",
                "refuse",
                "withdraw",
                "finish",
            ]
        ),
        PLACES,
        SUMS,
    ),
    max_size=30,
)


class Player:
    """Tries deeds on one stream of a thousand pence, as a job that may do everything; refusals are part of the game."""

    def __init__(self) -> None:
        self.stream = StreamFactory(amount_pence=1_000)
        self.person = PersonFactory()

    def do(self, verb: str, place: int, pence: int) -> None:
        """Try one deed on the record at a place, if there is one."""
        try:
            with transaction.atomic():
                getattr(self, verb)(place, pence)
        except (Refused, IndexError):
            return

    def pick(self, rows, place):
        return list(rows.order_by("pk"))[place]

    def allocate(self, place, pence):
        fresh = FundingStream.objects.get(pk=self.stream.pk)
        funding.allocate(
            stream=fresh, title=f"{place}", amount_pence=pence, delegated_pence=pence, by=self.anyone, on=ON
        )

    def change(self, place, pence):
        chosen = self.pick(Allocation.objects.select_related("stream"), place)
        funding.change_allocation(allocation=chosen, amount_pence=pence, why="So.", by=self.anyone, on=ON)

    def apply(self, place, pence):
        project = projects.begin(
            allocation=self.pick(Allocation.objects, place), organisation=self.person.organisation, title="A",
            description="B", asked_pence=pence, by=self.person, on=ON,
        )  # fmt: skip
        projects.apply(project=project, by=self.person, on=ON)

    def offer(self, place, pence):
        projects.offer(
            project=self.project(place), amount_pence=pence, decision="So.", authority="Board", by=self.anyone, on=ON,
            claim_by_on=date(2009, 6, 30), report_due_on=date(2009, 6, 30),
        )  # fmt: skip

    def project(self, place):
        return self.pick(Project.objects.select_related("allocation", "applied_by", "organisation"), place)

    def accept(self, place, pence):
        projects.accept(project=self.project(place), by=self.person, on=ON)

    def claim(self, place, pence):
        claims.make(project=self.project(place), amount_pence=pence, spent_on_what="C", by=self.person, on=ON)

    def refuse(self, place, pence):
        claim = self.pick(Claim.objects.select_related("project", "claimed_by"), place)
        claims.refuse(claim=claim, reason="No.", by=self.anyone, on=ON)

    def withdraw(self, place, pence):
        projects.withdraw(project=self.project(place), reason="No.", by=self.person, on=ON)

    def finish(self, place, pence):
        projects.finish(
            project=self.project(place), what_changed="D", people_helped=None, by=self.person, on=ON
        )

    @property
    def anyone(self):
        """Somebody with a key whom the policy lets do everything: the laws are not about permission."""
        person = PersonFactory.build()
        person.pk = self.person.pk
        person.may = lambda permission, record: True
        return person


def total(rows, field):
    return rows.aggregate(total=Sum(field))["total"] or 0


def laws_hold() -> None:
    """Every total is the sum of its parts, and no more than its whole."""
    for stream in FundingStream.objects.all():
        assert stream.allocated_pence == total(stream.allocations, "amount_pence") <= stream.amount_pence
    for allocation in Allocation.objects.all():
        kept = total(allocation.projects.annotate(kept=F("offered_pence") - F("released_pence")), "kept")
        assert allocation.committed_pence == kept <= allocation.amount_pence
    for project in Project.objects.all():
        assert project.claimed_pence == total(project.claims.counting(), "amount_pence")
        assert project.claimed_pence + project.released_pence <= project.offered_pence


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_whatever_is_tried_totals_are_sums_and_never_exceed_their_whole(db, deeds):
    with transaction.atomic():
        player = Player()
        for deed in deeds:
            player.do(*deed)
        laws_hold()

        [money] = money_of([FundingStream.objects.get(pk=player.stream.pk)], ON)
        assert sum(part.amount for part in money.parts) == player.stream.amount_pence
        assert money.claimed == total(Claim.objects.counting(), "amount_pence")
        transaction.set_rollback(True)
