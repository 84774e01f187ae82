"""Published figures are added and revised, never overwritten."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from dorset_lsp.common.models import AuditEvent
from performance.changes.observations import (
    HistoryRow,
    definition_at,
    definitions_of,
    number_or_absence,
    record_history_in_bulk,
)
from performance.models import Observation
from performance.periods import parse_label
from tests.factories.partnerships import AreaFactory
from tests.factories.performance import DefinitionVersionFactory, IndicatorFactory, ObservationFactory
from tests.factories.world import JOB, ON

pytestmark = pytest.mark.django_db
Q1 = parse_label("Q1 2007/08")


@pytest.fixture
def county():
    return AreaFactory(name="The county")


def history(indicator, area, period=Q1, **figure):
    figure = figure or {"value": Decimal(5)}
    return HistoryRow(indicator, area, period, received_on=ON, published_on=ON, **figure)


def test_history_keeps_both_dates_who_recorded_it_and_its_definition(county):
    indicator = IndicatorFactory()
    definition = DefinitionVersionFactory(indicator=indicator)
    row = HistoryRow(
        indicator,
        county,
        Q1,
        received_on=date(2007, 7, 20),
        published_on=date(2007, 8, 15),
        value=Decimal("5.5"),
    )

    assert record_history_in_bulk(rows=[row], by=JOB, on=ON) == 1

    kept = Observation.objects.get()
    assert (kept.value, kept.received_on, kept.published_on) == (
        Decimal("5.5"),
        date(2007, 7, 20),
        date(2007, 8, 15),
    )
    assert (kept.recorded_by_name, kept.definition, kept.edition) == ("loading a folder", definition, None)


def test_loading_the_same_history_again_adds_nothing_and_leaves_no_event(county):
    indicator = IndicatorFactory()

    counts = [record_history_in_bulk(rows=[history(indicator, county)], by=JOB, on=ON) for _ in range(2)]

    assert counts == [1, 0]
    assert AuditEvent.objects.count() == 1


def test_a_figure_that_stands_is_left_as_it_is(county):
    indicator = IndicatorFactory()
    record_history_in_bulk(rows=[history(indicator, county)], by=JOB, on=ON)

    record_history_in_bulk(rows=[history(indicator, county, value=Decimal(6))], by=JOB, on=ON)

    assert Observation.objects.get().value == Decimal(5)


def test_each_indicator_has_one_event_that_counts_its_new_figures(county):
    first, second = IndicatorFactory.create_batch(2)
    rows = [
        history(first, county),
        history(first, county, parse_label("Q2 2007/08")),
        history(second, county),
    ]

    record_history_in_bulk(rows=rows, by=JOB, on=ON)

    events = AuditEvent.objects.order_by("record_id").values_list("what", "record_id", "difference")
    assert list(events) == [
        ("observation.record_history", first.pk, {"figures": [None, 2]}),
        ("observation.record_history", second.pk, {"figures": [None, 1]}),
    ]


def test_no_person_records_history_not_even_an_administrator(world):
    for name in ("coordinator", "admin", "owner"):
        with pytest.raises(PermissionDenied):
            record_history_in_bulk(rows=[history(world.ratio, world.county)], by=world.people[name], on=ON)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"value": Decimal("1.5")}, {"value": Decimal("1.5")}),
        (
            {"numerator": Decimal(1), "denominator": Decimal(3)},
            {"value": Decimal("33.333333"), "numerator": Decimal(1), "denominator": Decimal(3)},
        ),
        (
            {"numerator": Decimal(1), "denominator": Decimal(0)},
            {"absence": "not_available", "absence_reason": "The denominator is nought."},
        ),
        (
            {"absence": "suppressed", "absence_reason": "Under five."},
            {"absence": "suppressed", "absence_reason": "Under five."},
        ),
        ({"value": None}, {"absence": "not_available", "absence_reason": "No figure was given."}),
    ],
)
def test_a_figure_is_stored_as_a_number_or_as_an_absence(county, given, stored):
    indicator = IndicatorFactory(per=100)

    assert number_or_absence(indicator, history(indicator, county, **given)) == stored


def test_a_ratio_is_exact_whatever_is_stored_of_its_quotient(county):
    indicator = IndicatorFactory(per=100)
    row = ObservationFactory(
        indicator=indicator, value=Decimal("33.333333"), numerator=Decimal(1), denominator=Decimal(3)
    )

    assert row.exact == Fraction(100, 3)


def test_a_period_has_the_definition_in_force_when_it_began():
    indicator = IndicatorFactory()
    old = DefinitionVersionFactory(indicator=indicator, number=1, from_on=date(2007, 4, 1))
    new = DefinitionVersionFactory(indicator=indicator, number=2, from_on=date(2008, 4, 1))
    definitions = definitions_of([indicator])

    days = [date(2006, 4, 1), date(2008, 1, 1), date(2008, 3, 31), date(2008, 4, 1)]
    found = [definition_at(definitions, indicator.pk, day) for day in days]

    assert found == [old, old, old, new]


def test_an_indicator_without_a_definition_has_none():
    assert definition_at({}, 1, ON) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"value": Decimal(5), "absence": "late"},
        {"numerator": Decimal(1)},
        {"revision": 2},
        {"period_to": date(2008, 10, 1)},
    ],
)
def test_the_database_refuses_what_is_no_figure(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(**wrong)


def test_the_database_keeps_one_latest_revision():
    first = ObservationFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ObservationFactory(
            indicator=first.indicator, area=first.area, revision=2, revision_reason="A misprint."
        )
