"""What was agreed changes by a proposal with a reason and somebody else's approval; what was judged before stays so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from dorset_lsp.common.changes import Refused, SomebodyWasFaster
from dorset_lsp.common.models import AuditEvent, Job
from performance.changes import refreshes, returns, rounds
from performance.changes.results import worked_out
from performance.enums import RefreshState, TargetState
from performance.models import AgreementVersion, Refresh, Result, Target
from performance.refreshing import Goal, target_under, targets_under, terms_of
from performance.work import work_items
from tests.factories.world import ON

MAY = date(2009, 5, 20)


def newest(world):
    return world.agreement.versions.order_by("-number").first()


def lower(world, value=75):
    """The terms of the ratio's target as they stand, with another figure."""
    terms = terms_of(target_under(newest(world), world.ratio))
    return replace(terms, goals=(replace(terms.goals[0], value=Decimal(value)),))


def drafted(world, *, by=None, terms=None):
    by = by or world.lead
    refresh = refreshes.begin(
        agreement=world.agreement, title="Refresh of May", reason="The recession.", by=by, on=ON
    )
    refreshes.set_target(refresh=refresh, indicator=world.ratio, terms=terms or lower(world), by=by, on=ON)
    return refresh


def proposed(world, **changes):
    refresh = drafted(world, **changes)
    return refreshes.propose(refresh=refresh, by=refresh.begun_by, on=ON)


def approved(world, *, on=MAY, **changes):
    return refreshes.approve(refresh=proposed(world, **changes), by=world.chair, on=on)


def test_an_approved_refresh_is_the_next_version_with_every_target_in_it(world):
    refresh = approved(world)

    version = newest(world)
    assert (version.number, version.title, version.reason, version.agreed_on) == (
        2,
        "Refresh of May",
        "The recession.",
        MAY,
    )
    assert refresh.version == version
    assert {one.indicator: one.version for one in targets_under(version)} == dict.fromkeys(
        [world.ratio, world.total, world.split], version
    )
    assert target_under(version, world.ratio).points.get().value == 75
    assert target_under(version, world.split).baseline == 90


def test_the_version_before_keeps_its_targets(world):
    approved(world)

    first = Target.objects.get(version__number=1, indicator=world.ratio)
    assert (first.state, first.points.get().value) == ("agreed", 78)
    assert Target.objects.in_force_on(date(2009, 5, 19)).get(indicator=world.ratio) == first


def test_what_was_judged_before_stays_judged_and_is_worked_out_again_the_same(world):
    world.verified(world.ratio)
    edition = world.publish()
    stored = {
        row.indicator_id: (row.status, row.shown_milestone) for row in Result.objects.in_edition(edition)
    }
    refresh = approved(world, terms=lower(world, 99))

    assert {row.indicator_id: (row.status, row.shown_milestone) for row in worked_out(edition)} == stored
    assert (stored[world.ratio.pk][0], refresh.version.number) == ("green", 2)


def test_a_correction_is_judged_by_the_targets_of_its_first_edition(world):
    world.verified(world.ratio)
    first = Result.objects.get(edition=world.publish(), indicator=world.ratio)
    approved(world, terms=lower(world, 99), on=date(2009, 5, 2))
    return_ = world.return_of(world.ratio)
    returns.reopen(
        return_=return_, reason="Miscounted.", open_until=date(2009, 6, 1), by=world.coordinator, on=MAY
    )
    returns.submit(return_=return_, answer=world.answer(world.ratio), by=world.owner, on=MAY)
    returns.verify(return_=return_, by=world.lead, on=MAY)
    edition = rounds.publish_correction(round_=world.round, note="Miscounted.", by=world.coordinator, on=MAY)

    corrected = Result.objects.get(edition=edition, indicator=world.ratio)
    assert (corrected.status, corrected.shown_milestone) == ("green", first.shown_milestone)


def test_it_is_not_approved_on_a_day_on_which_figures_were_published(world):
    world.verified(world.ratio)
    world.publish()
    refresh = proposed(world)

    with pytest.raises(Refused, match="Approve it tomorrow"):
        refreshes.approve(refresh=refresh, by=world.chair, on=ON)
    assert AgreementVersion.objects.count() == 1


def test_every_step_is_written_down_and_each_changed_target_has_its_event(world):
    approved(world)

    events = list(
        AuditEvent.objects.filter(what__contains="refresh").order_by("pk").values_list("what", "by_name")
    )
    assert events == [
        ("refresh.begin", "Lead"),
        ("refresh.set_target", "Lead"),
        ("refresh.propose", "Lead"),
        ("refresh.approve", "Chair"),
        ("target.refresh", "Chair"),
    ]


def test_the_chair_is_told_and_finds_it_on_my_work_then_the_owner_is_told(world):
    refresh = proposed(world)
    waits = [(item.title, item.step_label) for item in work_items(world.chair, ON) if item.kind == "Targets"]
    refreshes.approve(refresh=refresh, by=world.chair, on=MAY)

    assert waits == [("Refresh of May", "Decide")]
    assert [item for item in work_items(world.chair, MAY) if item.kind == "Targets"] == []
    told = {
        (job.arguments["subject"], job.arguments["to"])
        for job in Job.objects.filter(key__startswith="mail:refresh")
    }
    assert told == {("For your decision: Refresh of May", world.chair.email)} | {
        ("Refresh of May: targets have changed", person.email)
        for person in (world.lead, world.owner, world.coordinator)
    }


def test_a_refused_one_can_be_put_right_and_proposed_again(world):
    refresh = refreshes.refuse(refresh=proposed(world), reason="Too low.", by=world.chair, on=ON)
    assert [item.step_label for item in work_items(world.lead, ON) if item.kind == "Targets"] == [
        "Put it right"
    ]

    refreshes.revise(refresh=refresh, by=world.lead, on=ON)
    refreshes.set_target(refresh=refresh, indicator=world.ratio, terms=lower(world, 77), by=world.lead, on=ON)
    refreshes.propose(refresh=refresh, by=world.lead, on=ON)
    refreshes.approve(refresh=refresh, by=world.chair, on=MAY)

    assert target_under(newest(world), world.ratio).points.get().value == 77


def test_a_target_is_renegotiated_in_two_steps_that_say_so(world):
    refresh = refreshes.renegotiate(
        agreement=world.agreement, indicator=world.ratio, reason="Two sites stopped.", by=world.lead, on=ON
    )
    refreshes.approve(refresh=refresh, by=world.chair, on=ON)
    target = target_under(newest(world), world.ratio)

    assert (refresh.title, target.state, target.state_reason) == (
        "Renegotiation of NI 101", "renegotiation", "Two sites stopped.",
    )  # fmt: skip
    again = replace(lower(world, 74), state=TargetState.AGREED, state_reason="")
    approved(world, terms=again)
    assert target_under(newest(world), world.ratio).state == "agreed"


@pytest.mark.parametrize("name", ["owner", "lead2", "group_member", "chair", "member", "outsider", "admin"])
def test_who_does_not_lead_the_outcome_asks_for_no_renegotiation(world, name):
    with pytest.raises(PermissionDenied):
        refreshes.renegotiate(
            agreement=world.agreement, indicator=world.ratio, reason="No.", by=world.people[name], on=ON
        )


def test_a_lead_changes_no_target_of_another_group(world):
    refresh = drafted(world)

    with pytest.raises(PermissionDenied):
        refreshes.set_target(refresh=refresh, indicator=world.total, terms=lower(world), by=world.lead, on=ON)


@pytest.mark.parametrize("name", ["lead", "lead2", "coordinator", "member", "admin"])
def test_nobody_but_the_chair_decides(world, name):
    refresh = proposed(world)

    for decide in (refreshes.approve, lambda **how: refreshes.refuse(reason="No.", **how)):
        with pytest.raises(PermissionDenied):
            decide(refresh=refresh, by=world.people[name], on=MAY)


def test_of_two_versions_proposed_at_once_the_second_is_looked_at_anew(world):
    one = proposed(world)
    other = proposed(world, by=world.coordinator, terms=lower(world, 70))
    refreshes.approve(refresh=one, by=world.chair, on=MAY)

    with pytest.raises(Refused, match="Another version was agreed"):
        refreshes.approve(refresh=other, by=world.chair, on=MAY)


def test_approving_twice_makes_one_version(world):
    refresh = approved(world)
    refreshes.approve(refresh=refresh, by=world.chair, on=MAY)

    assert AgreementVersion.objects.count() == 2
    with pytest.raises(SomebodyWasFaster):
        refreshes.take_back(refresh=refresh, by=world.lead, on=MAY)


def test_what_is_taken_back_or_thrown_away_changes_nothing(world):
    refresh = refreshes.take_back(refresh=proposed(world), by=world.lead, on=ON)
    assert refresh.state == RefreshState.DRAFT
    refreshes.discard(refresh=refresh, by=world.lead, on=ON)

    assert (Refresh.objects.get().state, AgreementVersion.objects.count()) == ("discarded", 1)


def test_a_proposal_that_changes_nothing_is_refused(world):
    empty = refreshes.begin(agreement=world.agreement, title="Nothing", reason="None.", by=world.lead, on=ON)
    with pytest.raises(Refused, match="which targets change"):
        refreshes.propose(refresh=empty, by=world.lead, on=ON)
    with pytest.raises(Refused, match="NI 101 would stay as it is"):
        proposed(world, terms=terms_of(target_under(newest(world), world.ratio)))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"goals": ()}, "at least one year"),
        ({"state": TargetState.DEFERRED}, "why it is not agreed"),
        ({"state": TargetState.PLACEHOLDER, "state_reason": "No count yet."}, "baseline is missing"),
        ({"baseline_to": None}, "which period the baseline is of"),
    ],
)
def test_terms_that_cannot_stand_are_refused_with_a_sentence(world, changes, sentence):
    with pytest.raises(Refused, match=sentence):
        drafted(world, terms=replace(lower(world), **changes))


def test_saying_the_same_again_is_harmless(world):
    refresh = drafted(world)
    events = AuditEvent.objects.count()
    refreshes.set_target(refresh=refresh, indicator=world.ratio, terms=lower(world), by=world.lead, on=ON)
    refreshes.begin(
        agreement=world.agreement, title="Refresh of May", reason="The recession.", by=world.lead, on=ON
    )

    assert (AuditEvent.objects.count(), Refresh.objects.count()) == (events, 1)


def test_a_range_needs_both_its_ends(world):
    world.ratio.polarity = "range"
    goal = Goal(lower(world).goals[0].period, "2008/09", Decimal(70), Decimal(60))

    with pytest.raises(Refused, match="upper one is higher"):
        drafted(world, terms=replace(lower(world), goals=(goal,)))
