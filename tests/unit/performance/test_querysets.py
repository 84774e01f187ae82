"""Reads of performance: scorecards, editions, and what each viewer may see of rounds and actions."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from performance.changes import returns
from performance.models import Edition, ExceptionAction, Indicator, Result, Return, Round, Scorecard
from tests.factories.partnerships import ActionFactory
from tests.factories.performance import (
    EditionFactory,
    IndicatorFactory,
    ResultFactory,
    RoundFactory,
    ScorecardFactory,
    ScorecardLineFactory,
)
from tests.factories.world import ON


def codes(rows):
    return [row.code for row in rows]


def test_a_scorecard_keeps_its_own_order(world):
    ScorecardLineFactory(scorecard=ScorecardFactory(), indicator=world.total)
    world.scorecard.lines.filter(indicator=world.ratio).update(position=9)

    assert codes(Indicator.objects.on_scorecard(world.scorecard)) == ["NI 102", "NI 103", "NI 101"]


def test_a_whole_that_has_parts_and_what_was_withdrawn_are_not_measured(world):
    IndicatorFactory(code="NI 101a", part_of=world.ratio)
    IndicatorFactory(code="LI 9", withdrawn_on=ON)

    assert sorted(codes(Indicator.objects.measured())) == ["NI 101a", "NI 102", "NI 103"]


def test_the_latest_edition_of_each_round_newest_round_first(world):
    old = RoundFactory(period_from=date(2008, 10, 1), period_to=date(2009, 1, 1))
    EditionFactory(round=old)
    second = EditionFactory(round=old, number=2, note="Put right.")
    newest = EditionFactory(round=world.round)

    assert list(Edition.objects.latest()) == [newest, second]


def test_results_of_latest_editions_leave_those_replaced_aside(world):
    first = EditionFactory(round=world.round)
    second = EditionFactory(round=world.round, number=2, note="Put right.")
    for edition in (first, second):
        ResultFactory(edition=edition, indicator=world.ratio, commentary=f"Of edition {edition.number}.")

    assert [one.edition for one in Result.objects.of_latest_editions()] == [second]
    assert Result.objects.last_commentary_on(world.ratio).commentary == "Of edition 2."
    assert Result.objects.last_commentary_on(world.total) is None


def test_scorecards_are_counted_by_status_in_one_edition(world, django_assert_num_queries):
    edition = EditionFactory(round=world.round)
    ResultFactory(edition=edition, indicator=world.ratio, status="green")
    ResultFactory(edition=edition, indicator=world.split, status="green")
    ResultFactory(edition=edition, indicator=world.total, status="no_data")
    ResultFactory(edition=EditionFactory(), indicator=world.total, status="red")

    with django_assert_num_queries(1):
        counts = Scorecard.objects.counts_in(edition)

    assert counts == {world.scorecard.pk: {"green": 2, "no_data": 1}}


def test_an_owner_follows_the_rounds_that_ask_them_and_no_others(world):
    RoundFactory(title="Next year's")

    assert [one.title for one in Round.objects.visible_to(world.owner, ON)] == ["Q4 2008/09"]
    assert list(Round.objects.visible_to(world.outsider, ON)) == []
    assert list(Round.objects.visible_to(AnonymousUser(), ON)) == []


def test_an_action_from_an_exception_is_seen_by_those_who_see_the_action(world):
    link = ExceptionAction.objects.create(result=ResultFactory(), action=ActionFactory(lead=world.outsider))

    assert list(ExceptionAction.objects.visible_to(world.outsider, ON)) == [link]
    assert list(ExceptionAction.objects.visible_to(world.member, ON)) == [link]
    assert list(ExceptionAction.objects.visible_to(world.owner, ON)) == []
    assert list(ExceptionAction.objects.visible_to(AnonymousUser(), ON)) == []


def test_the_coordinator_checks_what_the_lead_has_typed_for_the_owner(world):
    world.ratio.owner_organisation = world.lead.organisation
    world.ratio.save()
    return_ = world.return_of(world.ratio)
    returns.save(return_=return_, version=0, answer=world.answer(world.ratio), by=world.lead, on=ON)
    returns.submit(return_=return_, by=world.owner, on=ON)

    assert list(Return.objects.waiting_for(world.lead, ON)) == []
    assert list(Return.objects.waiting_for(world.coordinator, ON)) == [return_]


def test_progress_counts_returns_by_state(world):
    world.drafted(world.ratio)
    world.verified(world.total)

    round_ = Round.objects.with_progress().get()

    assert (round_.asked_count, round_.in_count) == (3, 1)
    assert (round_.not_started_count, round_.draft_count, round_.submitted_count, round_.verified_count) == (
        1,
        1,
        0,
        1,
    )
