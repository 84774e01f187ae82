"""From rows to facts: what the pure rules are told of an indicator."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from performance.assessment import Published, TargetFacts
from performance.facts import cases_of, facts_of, target_facts
from performance.milestones import AgreedPoint
from performance.models import Target
from performance.periods import parse_label
from performance.status import Tolerance
from tests.factories.partnerships import AreaFactory, PartnershipFactory
from tests.factories.performance import (
    AgreementVersionFactory,
    DefinitionVersionFactory,
    IndicatorFactory,
    ObservationFactory,
    TargetFactory,
    TargetPointFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2009, 4, 20)


@pytest.fixture
def county():
    return PartnershipFactory(area=AreaFactory(name="The county")).area


def test_an_indicators_own_facts_are_exact():
    indicator = IndicatorFactory(
        measure="share",
        decimals=1,
        tolerance=Decimal("2.5"),
        tolerance_kind="absolute",
        per=100,
        profile=[20, 45.5],
    )
    indicator.refresh_from_db()

    facts = facts_of(indicator)

    assert (facts.unit, facts.decimals, facts.per) == ("%", 1, Fraction(100))
    assert facts.tolerance == Tolerance(Fraction(5, 2), "absolute")
    assert facts.profile == (Fraction(20), Fraction(91, 2))


def test_a_target_brings_its_agreed_points_and_its_dated_baseline():
    target = TargetFactory(baseline=Decimal(70), baseline_to=date(2008, 4, 1), baseline_label="2007/08")
    TargetPointFactory(target=target, value=Decimal(78))

    facts = target_facts(Target.objects.get())

    assert facts.state == "agreed"
    assert facts.points == (
        AgreedPoint(date(2009, 4, 1), Fraction(78), "2008/09"),
        AgreedPoint(date(2008, 4, 1), Fraction(70), "2007/08", is_baseline=True),
    )


def test_a_baseline_without_a_date_and_a_point_without_a_value_are_no_points():
    target = TargetFactory(baseline=Decimal(70))
    TargetPointFactory(target=target, value=None, as_printed="tbc")

    assert target_facts(target).points == ()


def test_an_indicator_that_nobody_set_a_target_for_says_so():
    assert target_facts(None) == TargetFacts()


def test_the_newest_version_that_is_agreed_by_the_day_is_in_force(county):
    indicator = IndicatorFactory()
    signed = AgreementVersionFactory(agreed_on=date(2008, 6, 30))
    refreshed = AgreementVersionFactory(agreement=signed.agreement, number=2, agreed_on=date(2009, 3, 31))
    for version, value in ((signed, 78), (refreshed, 76)):
        TargetPointFactory(target=TargetFactory(version=version, indicator=indicator), value=Decimal(value))

    days = [date(2008, 6, 29), date(2009, 3, 30), date(2009, 3, 31)]
    values = [
        [point.value for point in cases_of([indicator], on=day)[indicator.pk].target.points] for day in days
    ]

    assert values == [[], [78], [76]]


def test_the_series_holds_the_latest_revisions_for_the_whole_area_oldest_first(county):
    indicator = IndicatorFactory()
    elsewhere = AreaFactory()
    q2, q3 = parse_label("Q2 2008/09"), parse_label("Q3 2008/09")
    spans = {q: {"period_from": q.from_on, "period_to": q.to_on} for q in (q2, q3)}
    ObservationFactory(indicator=indicator, area=county, value=Decimal(5), **spans[q3])
    ObservationFactory(indicator=indicator, area=county, value=Decimal(4), is_latest=False, **spans[q2])
    ObservationFactory(
        indicator=indicator,
        area=county,
        value=Decimal(3),
        revision=2,
        revision_reason="Misprint.",
        **spans[q2],
    )
    ObservationFactory(indicator=indicator, area=elsewhere, value=Decimal(9), **spans[q3])

    series = cases_of([indicator], on=ON)[indicator.pk].series

    assert series == (Published(q2, Fraction(3)), Published(q3, Fraction(5)))


def test_each_figure_bears_the_number_of_its_definition(county):
    indicator = IndicatorFactory()
    DefinitionVersionFactory(indicator=indicator, number=1, from_on=date(2007, 4, 1))
    DefinitionVersionFactory(indicator=indicator, number=2, from_on=date(2008, 10, 1))
    for label in ("Q2 2008/09", "Q3 2008/09"):
        period = parse_label(label)
        ObservationFactory(
            indicator=indicator, area=county, period_from=period.from_on, period_to=period.to_on
        )

    case = cases_of([indicator], on=ON)[indicator.pk]

    assert [one.definition for one in case.series] == ["1", "2"]
    assert [case.definition_at(date(year, 10, 1)) for year in (2006, 2007, 2008)] == ["1", "1", "2"]


def test_a_case_is_asked_as_if_a_figure_were_published(county):
    indicator = IndicatorFactory()
    TargetPointFactory(target=TargetFactory(indicator=indicator), value=Decimal(78))
    period = parse_label("2008/09")
    case = cases_of([indicator], on=ON)[indicator.pk]

    green, red = (
        case.with_figure(Published(period, Fraction(value))).assess(period, on=ON).status
        for value in (78, 70)
    )

    assert (green, red) == ("green", "red")
    assert case.series == ()


def test_a_fixed_number_of_queries_however_many_indicators(county, django_assert_num_queries):
    indicators = IndicatorFactory.create_batch(12)
    for indicator in indicators:
        TargetPointFactory(target=TargetFactory(indicator=indicator))
        DefinitionVersionFactory(indicator=indicator)
        ObservationFactory(indicator=indicator, area=county)

    with django_assert_num_queries(6):
        cases_of(indicators[:1], on=ON)
    with django_assert_num_queries(6):
        assert len(cases_of(indicators, on=ON)) == 12
