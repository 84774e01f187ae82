"""What waits for somebody in performance, each with its one next step."""

from datetime import date

import pytest

from performance.changes import returns, rounds
from performance.periods import parse_label
from performance.work import work_items
from tests.factories.performance import IndicatorFactory
from tests.factories.world import ON, sit

LATER = date(2009, 6, 1)


def waiting(person, on=ON):
    person.__dict__.pop("_standings", None)
    return [(one.kind, one.title, one.step_label) for one in work_items(person, on)]


def test_an_owner_is_asked_for_the_figures_that_are_theirs_to_return(world):
    assert waiting(world.owner) == [
        ("Return", "NI 101 Homes that are decent", "Enter figure"),
        ("Return", "NI 102 Homes built", "Enter figure"),
        ("Return", "NI 103 People helped", "Enter figure"),
    ]


def test_a_colleague_is_asked_only_where_nobody_is_named(world):
    assert waiting(world.colleague) == [("Return", "NI 102 Homes built", "Enter figure")]


def test_a_draft_is_to_be_finished_and_a_submitted_return_waits_no_more(world):
    world.drafted(world.ratio)
    world.submitted(world.total)

    assert waiting(world.owner)[:2] == [
        ("Return", "NI 101 Homes that are decent", "Finish draft"),
        ("Return", "NI 103 People helped", "Enter figure"),
    ]


def test_what_was_sent_back_stands_with_its_question(world):
    returns.send_back(return_=world.submitted(world.ratio), reason="Is this all?", by=world.lead, on=ON)

    [item] = [one for one in work_items(world.owner, ON) if one.kind == "Sent back"]

    assert (item.detail, item.step_label) == ("“Is this all?” Q4 2008/09", "Answer and resubmit")


def test_a_correction_waits_for_its_owner_until_its_own_last_day(world):
    return_ = world.return_in("published")
    returns.reopen(
        return_=return_, reason="Misprint.", open_until=date(2009, 7, 1), by=world.coordinator, on=LATER
    )

    [item] = [one for one in work_items(world.owner, LATER) if one.title.startswith("NI 101")]

    assert (item.step_label, item.due_on) == ("Finish draft", date(2009, 6, 30))


def test_a_submitted_figure_waits_for_the_lead_of_the_outcomes_group(world):
    world.submitted(world.ratio)

    assert waiting(world.lead) == [("Check", "NI 101 Homes that are decent", "Check")]
    assert [waiting(world.people[name]) for name in ("lead2", "group_member", "chair", "coordinator")] == [
        []
    ] * 4


def test_where_no_lead_can_check_the_figure_waits_for_the_coordinator(world):
    world.ratio.owner = world.lead
    world.ratio.save()
    world.submitted(world.ratio)

    assert waiting(world.lead) == []
    assert waiting(world.coordinator) == [("Check", "NI 101 Homes that are decent", "Check")]


def test_where_another_lead_can_check_the_figure_does_not_wait_for_the_coordinator(world):
    world.ratio.owner = world.lead
    world.ratio.save()
    sit(world.member, world.economy, "vice_chair", number=3)
    world.submitted(world.ratio)

    assert waiting(world.member) == [("Check", "NI 101 Homes that are decent", "Check")]
    assert waiting(world.coordinator) == []


def test_a_figure_that_nobody_is_named_for_waits_for_the_lead_and_not_for_the_coordinator(world):
    world.submitted(world.total)

    assert waiting(world.lead2) == [("Check", "NI 102 Homes built", "Check")]
    assert waiting(world.coordinator) == []


def test_a_group_without_a_lead_leaves_its_figures_to_the_coordinator(world):
    world.lead2.memberships.update(to_on=ON)
    world.submitted(world.total)

    assert waiting(world.coordinator) == [("Check", "NI 102 Homes built", "Check")]


def test_requests_and_rounds_wait_for_the_coordinator_alone(world):
    returns.ask_to_reopen(return_=world.verified(world.ratio), reason="A late count.", by=world.owner, on=ON)
    rounds.plan(
        slug="2009-10-q1", title="Q1 2009/10", period=parse_label("Q1 2009/10"), opens_on=ON, due_on=date(2009, 7, 30),
        closes_on=date(2009, 8, 14), by=world.coordinator, on=ON,
    )  # fmt: skip

    assert waiting(world.coordinator) == [
        ("Request", "Open NI 101 for Q4 2008/09 again", "Answer"), ("Round", "Q1 2009/10", "Open the round"),
    ]  # fmt: skip
    assert [waiting(world.people[name]) for name in ("chair", "lead", "admin")] == [[], [], []]


@pytest.mark.parametrize(("day", "steps"), [(date(2009, 5, 14), []), (date(2009, 5, 15), ["Publish"])])
def test_a_round_waits_to_be_published_from_its_closing_day_on(world, day, steps):
    assert [step for _, _, step in waiting(world.coordinator, day)] == steps


def test_nothing_waits_for_somebody_without_duties(world):
    assert waiting(world.outsider) == []


def test_a_fixed_number_of_queries_however_much_waits(world, django_assert_max_num_queries):
    IndicatorFactory.create_batch(
        15, outcome=world.outcomes["economy"], owner_organisation=world.council, owner=world.owner
    )
    round_ = rounds.plan(
        slug="2008-09-q4b", title="Once more", period=parse_label("March 2009"), opens_on=ON, due_on=date(2009, 4, 30),
        closes_on=date(2009, 5, 15), by=world.coordinator, on=ON,
    )  # fmt: skip
    rounds.open_(round_=round_, by=world.coordinator, on=ON)

    with django_assert_max_num_queries(6):
        assert len(work_items(world.owner, ON)) >= 15
