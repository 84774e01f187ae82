"""The whole area's figure, worked out from its parts."""

from decimal import Decimal

import pytest

from performance.answers import Figure
from performance.derived import areas_asked, derive, headline_area, with_derived
from performance.enums import CountyRule
from tests.factories.partnerships import AreaFactory, PartnershipFactory
from tests.factories.performance import IndicatorAreaFactory, IndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return PartnershipFactory(area=AreaFactory(name="The county")).area


@pytest.fixture
def parts():
    return AreaFactory(name="North"), AreaFactory(name="South")


def split_by(parts, rule, *, weights=(1, 1), **more):
    indicator = IndicatorFactory(county_rule=rule, **more)
    for area, weight in zip(parts, weights, strict=True):
        IndicatorAreaFactory(indicator=indicator, area=area, weight=weight)
    return indicator


def of(value):
    return Figure(value=Decimal(value))


def test_an_indicator_that_is_not_split_is_asked_for_the_whole(county):
    assert areas_asked(IndicatorFactory()) == [county]


def test_an_indicator_that_is_split_but_not_derived_is_asked_for_all(county, parts):
    assert areas_asked(split_by(parts, CountyRule.ENTERED)) == [county, *parts]


def test_a_derived_indicator_is_asked_for_its_parts_alone(county, parts):
    assert areas_asked(split_by(parts, CountyRule.SUM)) == list(parts)


def test_the_headline_area_is_that_of_the_partnership(county):
    assert headline_area() == county


def test_a_sum_of_the_parts(county, parts):
    north, south = parts
    indicator = split_by(parts, CountyRule.SUM)

    figures = with_derived(indicator, {north.pk: of(55), south.pk: of(46)})

    assert figures == {north.pk: of(55), south.pk: of(46), county.pk: of(101)}


def test_a_mean_weighted_by_the_parts_own_weights(county, parts):
    north, south = parts
    indicator = split_by(parts, CountyRule.WEIGHTED_MEAN, weights=(Decimal("1.5"), 3))

    figures = with_derived(indicator, {north.pk: of(60), south.pk: of(70)})

    assert figures[county.pk] == of("66.666667")


def test_a_ratio_of_sums_keeps_numerator_and_denominator(county, parts):
    north, south = parts
    indicator = split_by(parts, CountyRule.RATIO, combine="ratio", per=100)
    given = {
        north.pk: Figure(numerator=Decimal(1), denominator=Decimal(4)),
        south.pk: Figure(numerator=Decimal(3), denominator=Decimal(6)),
    }

    whole = with_derived(indicator, given)[county.pk]

    assert whole == Figure(numerator=Decimal(4), denominator=Decimal(10))
    assert derive(indicator, given).value == 40


def test_a_part_without_a_number_makes_the_whole_absent_and_is_named(county, parts):
    north, south = parts
    indicator = split_by(parts, CountyRule.SUM)
    absent = Figure(absence="suppressed", absence_reason="Under five.")

    whole = with_derived(indicator, {north.pk: of(55), south.pk: absent})[county.pk]

    assert (whole.has_number, whole.absence) == (False, "not_available")
    assert "South" in whole.absence_reason


def test_nothing_is_derived_from_nothing(county, parts):
    assert with_derived(split_by(parts, CountyRule.SUM), {}) == {}


def test_what_was_derived_before_does_not_feed_itself(county, parts):
    north, south = parts
    indicator = split_by(parts, CountyRule.SUM)

    figures = with_derived(indicator, {north.pk: of(55), south.pk: of(46), county.pk: of(999)})

    assert figures[county.pk] == of(101)


def test_an_entered_whole_is_left_alone(county):
    assert with_derived(IndicatorFactory(), {county.pk: of(7)}) == {county.pk: of(7)}
