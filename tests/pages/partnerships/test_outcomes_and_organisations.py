"""An outcome, an organisation and the strategy: pages that bring together what several apps know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.partnerships import (
    ActionFactory,
    ChallengeFactory,
    MembershipFactory,
    OrganisationFactory,
    OutcomeFactory,
    PersonFactory,
    SeatFactory,
)
from tests.factories.performance import IndicatorFactory, ResultFactory

LIST = reverse("partnerships:organisation-list")
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_member(client, world):
    client.force_login(world.member)
    return client


@pytest.fixture
def edition(world):
    return ResultFactory(
        indicator=world.ratio, status="red", moved="level", sentence="78.0 against 80.0."
    ).edition


def test_an_outcome_shows_its_indicators_as_the_latest_edition_judges_them(as_member, world, edition):
    answer = as_member.get(world.outcomes["economy"].get_absolute_url())

    latest = answer.context["latest"]
    assert latest.edition == edition
    assert [(indicator.code, result and result.sentence) for indicator, result in latest.lines] == [
        ("NI 101", "78.0 against 80.0."),
        ("NI 103", None),
    ]
    assert (latest.summary, latest.counts) == ("The one indicator is off target.", {"red": 1})
    assert "nothing published yet" in answer.content.decode()


def test_before_anything_is_published_it_says_so(as_member, world):
    latest = as_member.get(world.outcomes["economy"].get_absolute_url()).context["latest"]

    assert (latest.edition, latest.summary) == (None, "")
    assert [result for _, result in latest.lines] == [None, None]


def test_an_outcomes_actions_are_those_that_the_viewer_may_see(client, world):
    action = ActionFactory(outcome=world.outcomes["economy"], organisation=world.council)
    other = ActionFactory(outcome=world.outcomes["economy"])
    seen = {}
    for name in ("member", "colleague", "outsider"):
        client.force_login(getattr(world, name))
        seen[name] = set(client.get(world.outcomes["economy"].get_absolute_url()).context["actions"])

    assert seen == {"member": {action, other}, "colleague": {action}, "outsider": set()}


def test_more_indicators_and_actions_cost_no_more_queries(as_member, world, edition):
    outcome = world.outcomes["economy"]
    ActionFactory(outcome=outcome)
    as_member.get(outcome.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        as_member.get(outcome.get_absolute_url())
    for _ in range(10):
        ResultFactory(indicator=IndicatorFactory(outcome=outcome), edition=edition, moved="level")
        ActionFactory(outcome=outcome)

    with CaptureQueriesContext(connection) as many:
        as_member.get(outcome.get_absolute_url())

    assert len(many) == len(few)


def test_an_organisation_shows_people_seats_actions_and_figures(as_member, world, edition):
    seat = SeatFactory(body=world.economy, organisation=world.council)
    action = ActionFactory(organisation=world.council)
    PersonFactory(organisation=world.council, is_active=False)

    answer = as_member.get(world.council.get_absolute_url())

    assert [person.name for person in answer.context["people"]] == ["Colleague", "Owner"]
    assert list(answer.context["seats"]) == [seat]
    assert list(answer.context["actions"]) == [action]
    assert [indicator.code for indicator, _ in answer.context["latest"].lines] == [
        "NI 101",
        "NI 102",
        "NI 103",
    ]


def test_more_of_everything_costs_an_organisations_page_no_more_queries(as_member, world, edition):
    url = world.council.get_absolute_url()
    ActionFactory(organisation=world.council)
    MembershipFactory(seat__organisation=world.council)
    as_member.get(url)
    with CaptureQueriesContext(connection) as few:
        as_member.get(url)
    for _ in range(6):
        ActionFactory(organisation=world.council)
        MembershipFactory(seat__organisation=world.council)
        PersonFactory(organisation=world.council)
        ResultFactory(
            indicator=IndicatorFactory(owner_organisation=world.council), edition=edition, moved="level"
        )

    with CaptureQueriesContext(connection) as many:
        as_member.get(url)

    assert len(many) == len(few)


def test_the_register_counts_what_each_organisation_brings_today(as_member, world):
    ActionFactory(organisation=world.council)
    ActionFactory(organisation=world.council, due_on="2009-04-19")
    ActionFactory(organisation=world.council, state="done", ended_on="2009-04-01")
    SeatFactory(body=world.economy, organisation=world.council)
    SeatFactory(body=world.economy, organisation=world.council, to_on="2009-04-20")

    table = as_member.get(LIST, {"words": "county"}).context["table"]

    [row] = [row.record for row in table.rows]
    assert (row.people_count, row.seat_count, row.live_count, row.late_count) == (2, 1, 2, 1)


def test_its_file_holds_what_it_shows(as_member, world):
    OrganisationFactory(name="Police", kind="police")

    answer = as_member.get(reverse("partnerships:organisation-download", args=["csv"]), {"kind": "police"})

    header, *rows = answer.content.decode("utf-8-sig").splitlines()
    assert header == "Organisation,Kind,Area,People,Seats,Actions to do,of them late"
    assert rows == ["Police,police,,0,0,0,0"]


def test_more_organisations_cost_no_more_queries(as_member, world):
    as_member.get(LIST)
    with CaptureQueriesContext(connection) as few:
        as_member.get(LIST)
    OrganisationFactory.create_batch(20, area=world.county)

    with CaptureQueriesContext(connection) as many:
        as_member.get(LIST)

    assert len(many) == len(few)


def test_the_strategy_lists_every_challenge_and_what_answers_it(as_member, world):
    housing = ChallengeFactory(number=1, title="Housing")
    unanswered = ChallengeFactory(strategy=housing.strategy, number=2, title="Age")
    homes = OutcomeFactory(challenge=housing)

    challenges = as_member.get(reverse("partnerships:strategy")).context["challenges"]

    assert [(one.challenge, one.outcomes) for one in challenges] == [
        (housing, [homes]),
        (unanswered, []),
        (None, [world.outcomes["economy"], world.outcomes["housing"]]),
    ]


def test_without_a_strategy_it_says_what_belongs_there(client, db):
    client.force_login(PersonFactory())

    assert "No strategy yet" in client.get(reverse("partnerships:strategy")).content.decode()
