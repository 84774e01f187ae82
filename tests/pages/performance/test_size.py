"""Pages ask the database the same few questions at ten indicators and at a thousand, and stay small enough to send."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.models import Edition, Indicator, Observation, Result, Return, ReturnFigure, ScorecardLine
from performance.periods import Period
from tests.factories.performance import (
    EditionFactory,
    IndicatorFactory,
    ObservationFactory,
    ResultFactory,
    RoundFactory,
    ScorecardFactory,
    ScorecardLineFactory,
)
from tests.factories.world import LONG_AGO, ON, QUARTER, World

SPARK = "M2,20.4L12.1,18.2L22.3,19.6L32.4,15.1L42.5,13.9L52.6,14.7L62.7,11.2L72.8,9.5L82.9,8.1L93,7.7L103.1,5.2L114,3"


def queries(client, address: str) -> int:
    """How many queries a page asks on a cold cache, of somebody who has looked at it before."""
    client.get(address)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def last_quarters_edition() -> Edition:
    before = RoundFactory(
        slug="2008-09-q3", title="Q3 2008/09", period_from=date(2008, 10, 1), period_to=date(2009, 1, 1),
        opens_on=date(2009, 1, 1), due_on=date(2009, 1, 30), closes_on=date(2009, 2, 14), state="published",
    )  # fmt: skip
    return EditionFactory(round=before, published_on=date(2009, 2, 15))


def add(world: World, edition: Edition, count: int) -> None:
    """Indicators of the owner with a published result each; half of their returns wait for the owner, half for the lead."""
    who = {"outcome": world.outcomes["economy"], "owner_organisation": world.council, "owner": world.owner}
    made = Indicator.objects.bulk_create(IndicatorFactory.build(**who) for _ in range(count))
    ScorecardLine.objects.bulk_create(
        ScorecardLineFactory.build(scorecard=world.scorecard, indicator=indicator) for indicator in made
    )
    Result.objects.bulk_create(
        ResultFactory.build(
            edition=edition,
            indicator=one,
            status="red",
            previous_status="green",
            spark=SPARK,
            variation="concern",
            signal_side=-1,
            assurance="consistently failing",
            points=12,
        )
        for one in made
    )
    Observation.objects.bulk_create(
        ObservationFactory.build(indicator=one, area=world.county) for one in made
    )
    span = {"period_from": QUARTER.from_on, "period_to": QUARTER.to_on}
    by_owner = {"saved_by": world.owner, "saved_on": ON, "submitted_by": world.owner, "submitted_on": ON}
    submitted = Return.objects.bulk_create(
        Return(round=world.round, indicator=one, state="submitted", **span, **by_owner) for one in made[::2]
    )
    ReturnFigure.objects.bulk_create(
        ReturnFigure(of_return=one, area=world.county, value=Decimal(50)) for one in submitted
    )
    Return.objects.bulk_create(Return(round=world.round, indicator=one, **span) for one in made[1::2])


def test_pages_ask_as_much_at_a_thousand_indicators_as_at_ten(client, world):
    edition = last_quarters_edition()
    pages = {
        "scorecard": ("lead", reverse("performance:scorecard-detail", args=[world.scorecard.slug])),
        "scorecards": ("lead", reverse("performance:index")),
        "indicators": ("lead", reverse("performance:indicator-list")),
        "rounds": ("lead", reverse("performance:round-list")),
        "round": ("lead", reverse("performance:round-detail", args=[world.round.slug])),
        "check": ("lead", reverse("performance:round-check", args=[world.round.slug])),
        "publication": ("coordinator", reverse("performance:round-publish", args=[world.round.slug])),
        "dashboard": ("chair", reverse("site:dashboard")),
        "my work": ("owner", reverse("site:my-work")),
    }

    def asked() -> dict[str, int]:
        found = {}
        for name, (role, address) in pages.items():
            client.force_login(world.people[role])
            found[name] = queries(client, address)
        return found

    add(world, edition, 10)
    asked()  # the first look of a day is noted
    at_ten = asked()
    add(world, edition, 990)

    assert asked() == at_ten
    most = {"dashboard": 30, "my work": 30}  # they ask every app; the others one
    assert {name: count for name, count in at_ten.items() if count > most.get(name, 20)} == {}


@pytest.mark.parametrize("view", ["detail", "edit"])
def test_a_return_asks_as_much_after_forty_quarters_as_after_four(client, world, view):
    client.force_login(world.owner)
    address = reverse(f"performance:return-{view}", args=[world.drafted(world.ratio).pk])
    few = queries(client, address)
    add_quarters(world, 33)

    assert queries(client, address) == few


def add_quarters(world: World, count: int) -> None:
    """Quarters of the ratio from before its history begins."""
    period = Period(LONG_AGO, date(2007, 7, 1))
    rows = []
    for number in range(count):
        period = period.previous("quarterly")
        rows.append(
            ObservationFactory.build(
                indicator=world.ratio, area=world.county, period_from=period.from_on, period_to=period.to_on,
                value=Decimal(60 + number % 7),
            )
        )  # fmt: skip
    Observation.objects.bulk_create(rows)


def test_an_indicators_page_asks_as_much_after_forty_periods_as_after_four(client, world):
    world.verified(world.ratio)
    world.publish()
    ratio = Observation.objects.filter(indicator=world.ratio)
    ratio.filter(period_to__lt=date(2008, 7, 1)).delete()
    client.force_login(world.member)
    address = reverse("performance:indicator-detail", args=[world.ratio.slug])

    assert ratio.count() == 4
    client.get(address)  # the first look of a day is noted
    few = queries(client, address)
    add_quarters(world, 36)

    assert (ratio.count(), queries(client, address)) == (40, few)


def test_a_scorecard_of_two_hundred_takes_few_questions_and_little_room(client, world):
    edition = last_quarters_edition()
    add(world, edition, 197)
    for indicator in (world.ratio, world.total, world.split):
        ResultFactory(edition=edition, indicator=indicator, spark=SPARK)
    client.force_login(world.member)
    address = reverse("performance:scorecard-detail", args=[world.scorecard.slug])

    answer = client.get(address)  # the first look of a day is noted
    count = queries(client, address)

    assert len(answer.context["page"].all_lines) == 200
    assert (count <= 15, len(answer.content) < 100_000) == (True, True), (count, len(answer.content))


def test_many_scorecards_are_listed_with_as_few_questions_as_one(client, world):
    edition = last_quarters_edition()
    add(world, edition, 2)
    client.force_login(world.member)
    one = queries(client, reverse("performance:index"))
    for card in ScorecardFactory.create_batch(12):
        ScorecardLineFactory(scorecard=card, indicator=world.ratio)

    assert queries(client, reverse("performance:index")) == one
