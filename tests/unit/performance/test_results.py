"""What an edition says of every indicator is worked out once, stored, and comes out the same when worked out again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model

from performance.answers import Figure
from performance.changes import results, returns, rounds
from performance.changes.results import period_and_due_date, worked_out
from performance.models import Edition, Result, Round
from performance.periods import parse_label
from tests.factories.performance import IndicatorFactory, ResultFactory, RoundFactory
from tests.factories.world import ON, QUARTER

JUNE = date(2009, 6, 1)


def fields_of(result: Model) -> dict:
    """Every field but the row's own id, with decimals as the database gives them back."""
    return {
        field.attname: getattr(result, field.attname)
        for field in result._meta.concrete_fields
        if not field.primary_key
    }


def stored(edition):
    return {one.code: fields_of(one) for one in Result.objects.in_edition(edition)}


def again(edition):
    return {one.code: fields_of(one) for one in worked_out(edition)}


def publish_all(world):
    for indicator in (world.ratio, world.total, world.split):
        world.verified(indicator, commentary=f"About {indicator.code}.")
    return world.publish()


def test_working_all_out_again_gives_what_is_stored(world):
    IndicatorFactory(code="LI 8", outcome=world.outcomes["economy"], polarity="neutral")
    IndicatorFactory(code="LI 9", outcome=world.outcomes["economy"], frequency="annual", lag_days=90)
    edition = publish_all(world)

    assert again(edition) == stored(edition)
    assert sorted(stored(edition)) == ["LI 8", "LI 9", "NI 101", "NI 102", "NI 103"]


def test_working_a_correction_out_again_gives_what_is_stored(world):
    publish_all(world)
    return_ = world.return_of(world.ratio)
    returns.reopen(
        return_=return_, reason="Misprint.", open_until=date(2009, 7, 1), by=world.coordinator, on=JUNE
    )
    returns.submit(return_=return_, answer=world.answer(world.ratio), by=world.owner, on=JUNE)
    returns.verify(return_=return_, by=world.lead, on=JUNE)
    round_ = Round.objects.get(pk=world.round.pk)
    edition = rounds.publish_correction(round_=round_, note="Once more.", by=world.coordinator, on=JUNE)

    assert again(edition) == stored(edition)


def test_a_fixed_number_of_queries_however_many_indicators(world, django_assert_max_num_queries):
    edition = publish_all(world)
    IndicatorFactory.create_batch(30, outcome=world.outcomes["economy"])

    with django_assert_max_num_queries(13):
        assert len(worked_out(edition)) == 33


def test_a_result_copies_names_commentary_and_the_day_it_was_received(world):
    edition = publish_all(world)

    result = Result.objects.in_edition(edition).get(indicator=world.ratio)
    assert (result.code, result.title, result.owner_name) == (
        "NI 101",
        "Homes that are decent",
        "County council",
    )
    assert (result.commentary, result.commentary_by_name) == ("About NI 101.", "Owner")
    assert (result.received_on, result.period_label, result.direction_view) == (ON, "Q4 2008/09", "improving")


def test_how_it_was_worked_out_is_stored_line_by_line(world):
    edition = publish_all(world)

    working = Result.objects.in_edition(edition).get(indicator=world.ratio).working
    lines = dict(working["status"])
    assert working["period"] == "Q4 2008/09"
    assert "780 ÷ 1,000 × 100 = 78.0" in lines.values()


def test_the_commentary_of_an_answer_that_is_not_published_stays_out(world):
    world.verified(world.ratio)
    world.submitted(world.total, commentary="Nobody has checked this.")
    edition = world.publish()

    assert Result.objects.in_edition(edition).get(indicator=world.total).commentary == ""


def test_the_next_edition_keeps_the_commentary_of_a_figure_that_is_under_correction(world):
    publish_all(world)
    for indicator in (world.ratio, world.total):
        return_ = world.return_of(indicator)
        returns.reopen(
            return_=return_, reason="Misprint.", open_until=date(2009, 7, 1), by=world.coordinator, on=JUNE
        )
    returns.submit(return_=return_, answer=world.answer(world.total), by=world.owner, on=JUNE)
    returns.verify(return_=return_, by=world.lead2, on=JUNE)
    round_ = Round.objects.get(pk=world.round.pk)

    edition = rounds.publish_correction(
        round_=round_, note="NI 102 put right.", by=world.coordinator, on=JUNE
    )

    kept = Result.objects.in_edition(edition).get(indicator=world.ratio)
    assert (kept.shown_value, kept.commentary, kept.direction_view) == (
        "78.0 %",
        "About NI 101.",
        "improving",
    )


def test_the_status_of_the_round_before_stands_beside_the_new_one(world):
    before = RoundFactory(
        period_from=date(2008, 10, 1), period_to=date(2009, 1, 1), opens_on=date(2009, 1, 1),
        due_on=date(2009, 1, 30), closes_on=date(2009, 2, 14), state="published",
    )  # fmt: skip
    old = Edition.objects.create(round=before, number=1, published_on=date(2009, 2, 15))
    ResultFactory(edition=old, indicator=world.ratio, status="amber")

    edition = publish_all(world)

    found = (
        Result.objects.in_edition(edition).order_by("code").values_list("code", "previous_status", "status")
    )
    assert list(found) == [("NI 101", "amber", "green"), ("NI 102", "", "green"), ("NI 103", "", "green")]


def test_what_a_round_did_not_ask_for_is_not_due_until_its_own_day(world):
    yearly = IndicatorFactory(outcome=world.outcomes["economy"], frequency="annual", lag_days=60)
    edition = Edition(round=world.round, number=1, published_on=ON)

    period, due_on = period_and_due_date(yearly, None, edition)

    assert (period, due_on) == (parse_label("2008/09"), date(2009, 5, 30))


def test_a_first_figure_that_is_expected_later_is_due_then(world):
    coming = IndicatorFactory(outcome=world.outcomes["economy"], first_figure_on=date(2009, 10, 31))
    edition = Edition(round=world.round, number=1, published_on=ON)

    assert period_and_due_date(coming, None, edition) == (QUARTER, date(2009, 10, 31))


def test_what_was_asked_for_is_due_on_the_rounds_own_day(world):
    edition = Edition(round=world.round, number=1, published_on=ON)

    assert period_and_due_date(world.ratio, world.return_of(world.ratio), edition) == (
        QUARTER,
        date(2009, 4, 30),
    )


@pytest.mark.parametrize("name", ["chair", "lead", "owner", "admin"])
def test_results_are_not_computed_by_hand(world, name):
    edition = publish_all(world)

    with pytest.raises(PermissionDenied):
        results.compute(edition=edition, by=world.people[name], on=ON)


def test_a_suppressed_figure_is_marked_as_such(world):
    world.verified(
        world.total,
        figures={world.county.pk: Figure(absence="suppressed", absence_reason="Under five.")},
        direction_view="",
    )
    edition = world.publish()

    result = Result.objects.in_edition(edition).get(indicator=world.total)
    assert (result.status, result.mark, result.absence, result.value) == (
        "no_data",
        "suppressed",
        "suppressed",
        None,
    )
