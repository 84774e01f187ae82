"""A project is applied for, decided as empowered, claimed within its offer, and finished with what it brought."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common import states
from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from partnerships.changes import claims, projects
from partnerships.models import Allocation, Claim, Project
from tests.factories.money import AllocationFactory, ClaimFactory, project_in
from tests.factories.world import ON

CLAIM_BY, REPORT_DUE = date(2009, 6, 30), date(2009, 9, 30)


def begun(world, allocation=None, asked=20_000, by="owner", organisation=None, description="A bus."):
    return projects.begin(
        allocation=allocation or AllocationFactory(), organisation=organisation or world.council, title="Evening bus",
        description=description, asked_pence=asked, by=world.people[by], on=ON,
    )  # fmt: skip


def applied(world, **words):
    project = begun(world, **words)
    projects.apply(project=project, by=world.owner, on=ON)
    return project


def offer(world, project, pence=20_000, by="coordinator", decision="It serves the outcome.", **words):
    days = {"claim_by_on": CLAIM_BY, "report_due_on": REPORT_DUE}
    projects.offer(
        project=project, amount_pence=pence, decision=decision, **days | words, by=world.people[by], on=ON
    )


def under_way(world, **words):
    project = applied(world, **words)
    offer(world, project, pence=project.asked_pence, authority="Board, 14 May")
    projects.accept(project=project, by=world.owner, on=ON)
    return project


def claim(world, project, pence=5_000, by="owner", on=ON):
    return claims.make(
        project=project, amount_pence=pence, spent_on_what="Fares.", by=world.people[by], on=on
    )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# --- applying -------------------------------------------------------------------------------------------


def test_the_whole_life_of_a_project_stands_in_its_history(world):
    project = under_way(world)
    claim(world, project)
    projects.finish(project=fresh(project), what_changed="It runs.", people_helped=40, by=world.owner, on=ON)

    assert [one.verb for one in states.history(project)] == ["finish", "accept", "offer", "apply"]


@pytest.mark.parametrize("name", ["coordinator", "chair", "lead", "member", "outsider", "admin"])
def test_nobody_applies_for_an_organisation_that_is_not_their_own(world, name):
    with pytest.raises(PermissionDenied):
        begun(world, by=name)


def test_money_for_one_organisation_is_not_for_another(world):
    allocation = AllocationFactory(organisation=world.member.organisation)

    with pytest.raises(PermissionDenied):
        begun(world, allocation=allocation)


def test_an_application_says_what_will_be_done(world):
    project = begun(world, description=" ")

    with pytest.raises(Refused, match="Say what will be done"):
        projects.apply(project=project, by=world.owner, on=ON)


def test_what_was_sent_stands_as_it_is(world):
    project = begun(world)
    projects.alter(project=project, values={"title": "Late bus"}, by=world.colleague, on=ON)
    projects.apply(project=project, by=world.owner, on=ON)

    with pytest.raises(Refused, match="it stands as it is"):
        projects.alter(project=project, values={"title": "Tram"}, by=world.owner, on=ON)
    assert fresh(project).title == "Late bus"


# --- deciding -------------------------------------------------------------------------------------------


def test_an_offer_is_kept_out_of_its_allocation(world):
    project = applied(world)

    offer(world, project)

    assert (project.state, project.offered_pence, project.decided_by) == (
        "offered",
        20_000,
        world.coordinator,
    )
    assert fresh(project.allocation).committed_pence == 20_000


@pytest.mark.parametrize("name", ["chair", "owner", "lead", "member", "admin"])
def test_only_the_coordinator_decides(world, name):
    project = applied(world)

    with pytest.raises(PermissionDenied):
        offer(world, project, by=name)


def test_a_draft_is_decided_by_nobody(world):
    with pytest.raises(PermissionDenied):
        offer(world, begun(world))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"pence": 0}, "no more than the £200 asked for"),
        ({"pence": 20_001}, "no more than the £200 asked for"),
        ({"decision": " "}, "Give the reasons"),
        ({"claim_by_on": ON}, "Claims end on a day to come"),
        ({"report_due_on": date(2009, 6, 29)}, "Claims end on a day to come"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(world, words, sentence):
    project = applied(world)

    with pytest.raises(Refused, match=sentence):
        offer(world, project, **words)

    assert (fresh(project).state, fresh(project.allocation).committed_pence) == ("applied", 0)


def test_above_the_delegated_sum_a_body_decides_and_is_named(world):
    project = applied(world, asked=20_001)

    with pytest.raises(Refused, match="the co-ordinator alone decides up to £200 here"):
        offer(world, project, pence=20_001)
    offer(world, project, pence=20_001, authority="Board, 14 May 2009, decision 3")

    assert project.authority == "Board, 14 May 2009, decision 3"


def test_the_coordinator_does_not_decide_alone_for_their_own_organisation(world):
    project = project_in("applied", organisation=world.coordinator.organisation)

    with pytest.raises(Refused, match="never for their own organisation"):
        offer(world, project)


def test_offers_never_exceed_their_allocation(world):
    allocation = AllocationFactory(amount_pence=30_000)
    first, second = (applied(world, allocation=allocation) for _ in range(2))
    offer(world, first)

    with pytest.raises(Refused, match="has £100 left to offer"):
        offer(world, second)

    assert (fresh(second).state, fresh(allocation).committed_pence) == ("applied", 20_000)


def test_a_refusal_gives_its_reasons(world):
    project = applied(world)

    with pytest.raises(Refused, match="Give the reasons"):
        projects.refuse(project=project, decision="", by=world.coordinator, on=ON)
    projects.refuse(project=project, decision="It serves no outcome.", by=world.coordinator, on=ON)

    assert (project.state, project.decision) == ("refused", "It serves no outcome.")


def test_what_is_given_up_can_be_offered_to_others(world):
    project = applied(world)
    offer(world, project)

    projects.withdraw(project=project, reason="The driver left.", by=world.owner, on=ON)

    assert (project.state, project.released_pence) == ("withdrawn", 20_000)
    assert fresh(project.allocation).committed_pence == 0


# --- claiming -------------------------------------------------------------------------------------------


def test_claims_add_up_to_the_offer_and_not_a_penny_more(world):
    project = under_way(world)
    claim(world, project, 12_000)
    claim(world, project, 8_000)

    with pytest.raises(Refused) as refusal:
        claim(world, project, 1)

    assert str(refusal.value) == "£0 of the offer is left to claim, and £0.01 is asked for."
    assert (fresh(project).claimed_pence, project.claims.count()) == (20_000, 2)


@pytest.mark.parametrize("name", ["coordinator", "lead", "member", "outsider"])
def test_only_its_organisation_claims_for_a_project(world, name):
    project = under_way(world)

    with pytest.raises(PermissionDenied):
        claim(world, project, by=name)


@pytest.mark.parametrize("state", ["draft", "applied", "offered", "refused", "finished", "withdrawn"])
def test_money_is_claimed_only_while_a_project_is_under_way(world, state):
    project = project_in(state, organisation=world.council)

    with pytest.raises(Refused, match="Money is claimed by a project"):
        claim(world, project)


def test_after_its_last_day_a_claim_needs_more_time(world):
    project = under_way(world)
    late = date(2009, 7, 1)

    with pytest.raises(Refused, match="The last day for a claim was 30 June 2009"):
        claim(world, project, on=late)
    projects.extend(
        project=project, claim_by_on=date(2009, 7, 31), report_due_on=REPORT_DUE, why="The bus was late.",
        by=world.coordinator, on=late,
    )  # fmt: skip

    assert claim(world, project, on=late).amount_pence == 5_000


def test_a_refused_claim_no_longer_counts(world):
    project = under_way(world)
    made = claim(world, project, 20_000)

    claims.refuse(claim=made, reason="No invoice.", by=world.coordinator, on=ON)

    assert (made.state, fresh(project).claimed_pence) == ("refused", 0)
    assert claim(world, fresh(project), 20_000).amount_pence == 20_000


def test_a_claim_is_settled_once(world):
    made = claim(world, under_way(world))
    seen = Claim.objects.get(pk=made.pk)
    claims.pay(claim=made, by=world.coordinator, on=ON)

    with pytest.raises(SomebodyWasFaster):
        claims.refuse(claim=seen, reason="No invoice.", by=world.coordinator, on=ON)

    assert fresh(made.project).claimed_pence == 5_000


def test_nobody_settles_a_claim_of_their_own(world):
    made = ClaimFactory(claimed_by=world.coordinator, project=project_in("accepted", claimed_pence=5_000))

    with pytest.raises(Refused, match="Nobody settles a claim of their own"):
        claims.pay(claim=made, by=world.coordinator, on=ON)


# --- finishing ------------------------------------------------------------------------------------------


def test_what_was_not_claimed_goes_back_when_a_project_is_finished(world):
    project = under_way(world)
    claim(world, project, 12_000)

    report = projects.finish(
        project=fresh(project), what_changed="It runs.", people_helped=40, by=world.owner, on=ON
    )

    done = fresh(project)
    assert (done.state, done.released_pence, done.open_pence, report.people_helped) == (
        "finished",
        8_000,
        0,
        40,
    )
    assert fresh(done.allocation).committed_pence == 12_000


def test_a_project_is_not_finished_over_a_claim_that_came_meanwhile(world):
    project = under_way(world)
    seen = fresh(project)
    claim(world, project, 12_000)

    with pytest.raises(SomebodyWasFaster, match="Somebody has changed"):
        projects.finish(project=seen, what_changed="It runs.", people_helped=None, by=world.owner, on=ON)

    assert fresh(project).state == "accepted"


def test_a_claim_on_a_finished_project_can_no_longer_be_refused(world):
    project = under_way(world)
    made = claim(world, project)
    projects.finish(
        project=fresh(project), what_changed="It runs.", people_helped=None, by=world.owner, on=ON
    )

    with pytest.raises(Refused, match="is finished"):
        claims.refuse(claim=Claim.objects.get(pk=made.pk), reason="No invoice.", by=world.coordinator, on=ON)

    assert (fresh(made).state, fresh(project).claimed_pence) == ("claimed", 5_000)


def test_the_database_itself_holds_the_offer(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        project_in("accepted", claimed_pence=15_000, released_pence=5_001)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClaimFactory(amount_pence=0)


# --- who sees it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "seen_by"),
    [
        ("draft", {"owner", "colleague"}),
        ("applied", {"owner", "colleague", "coordinator", "chair"}),
        ("refused", {"owner", "colleague", "coordinator", "chair"}),
        ("withdrawn", {"owner", "colleague", "coordinator", "chair"}),
        ("offered", {"owner", "colleague", "coordinator", "chair", "lead", "member", "outsider", "admin"}),
        ("finished", {"owner", "colleague", "coordinator", "chair", "lead", "member", "outsider", "admin"}),
    ],
)
def test_an_application_is_its_organisations_and_what_is_funded_is_open(world, state, seen_by):
    project = project_in(state, organisation=world.council)
    names = ("owner", "colleague", "coordinator", "chair", "lead", "member", "outsider", "admin")

    seen = {name for name in names if project in Project.objects.visible_to(world.people[name], ON)}

    assert seen == seen_by
    assert all(
        world.people[name].has_perm("partnerships.view_project", project) is (name in seen) for name in names
    )
    assert Allocation.objects.visible_to(world.outsider).count() == 1
