"""Other areas stand beside our own with their source and their period, and judge nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.models import Indicator
from performance.rounding import with_unit
from tests.factories.performance import ComparisonAreaFactory, ComparisonFigureFactory
from tests.factories.world import ON


@pytest.fixture
def england(db):
    return ComparisonAreaFactory(name="England")


def seen(client, world, indicator=None):
    client.force_login(world.member)
    return client.get((indicator or world.ratio).get_absolute_url())


def test_a_figure_of_the_same_period_is_set_beside_ours_with_its_source(client, world, england):
    ComparisonFigureFactory(indicator=world.ratio, area=england, value=Decimal("77.5"))
    answer = seen(client, world)
    row = answer.context["page"].comparison.rows[0]

    assert (row.area, row.label, row.ours_label) == ("England", "Q3 2008/09", "Q3 2008/09")
    assert (row.words, row.is_same_period, row.source) == (
        "1.5 points below, worse",
        True,
        "A yearbook, page 7",
    )
    assert "A yearbook, page 7" in answer.content.decode()


@pytest.mark.parametrize(
    ("polarity", "value", "words"),
    [
        ("higher", "74", "2.0 points above, better"),
        ("lower", "74", "2.0 points above, worse"),
        ("lower", "78", "2.0 points below, better"),
        ("neutral", "74", "2.0 points above"),
        ("higher", "76.01", "the same, as printed"),
    ],
)
def test_which_way_is_better_follows_the_indicator(client, world, england, polarity, value, words):
    Indicator.objects.filter(pk=world.ratio.pk).update(polarity=polarity)
    ComparisonFigureFactory(indicator=world.ratio, area=england, value=Decimal(value))

    assert seen(client, world).context["page"].comparison.rows[0].words == words


def test_ours_of_another_period_is_the_last_that_had_ended_and_the_page_says_so(client, world, england):
    ComparisonFigureFactory(
        indicator=world.ratio, area=england, label="2008", from_on=date(2008, 1, 1), to_on=date(2008, 12, 1)
    )
    answer = seen(client, world)
    row = answer.context["page"].comparison.rows[0]

    assert (row.label, row.ours_label, row.is_same_period) == ("2008", "Q2 2008/09", False)
    assert "not the same period" in answer.content.decode()


def test_a_total_is_never_set_beside_one_of_a_longer_period(client, world, england):
    year = {"label": "2007/08", "from_on": date(2007, 4, 1), "to_on": date(2008, 4, 1)}
    ComparisonFigureFactory(indicator=world.total, area=england, **year)

    row = seen(client, world, world.total).context["page"].comparison.rows[0]
    assert (row.ours, row.words) == ("", "")


def test_a_count_is_not_called_better_or_worse(client, world, england):
    ComparisonFigureFactory(indicator=world.split, area=england, value=Decimal(90))

    assert seen(client, world, world.split).context["page"].comparison.rows[0].words == "7 above"


def test_what_has_not_ended_by_the_day_is_not_shown(client, world, england):
    ComparisonFigureFactory(
        indicator=world.ratio, area=england, label="2010", from_on=date(2010, 1, 1), to_on=date(2011, 1, 1)
    )

    assert seen(client, world).context["page"].comparison is None
    assert date(2011, 1, 1) > ON


def test_the_open_page_shows_it_and_the_drawing_says_in_words_what_it_draws(client, world, england):
    ComparisonFigureFactory(indicator=world.ratio, area=england)
    page = client.get(reverse("public:indicator", args=[world.ratio.slug])).content.decode()

    assert "A yearbook, page 7" in page
    words = f"The county, Q3 2008/09: {with_unit(76, 1, '%')}; England, Q3 2008/09: {with_unit(74, 1, '%')}"
    assert f'aria-label="{words}"' in page


def test_many_areas_cost_no_more_than_one(client, world, england):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert seen(client, world).status_code == 200
        return len(found)

    ComparisonFigureFactory(indicator=world.ratio, area=england)
    asked()
    few = asked()
    for _ in range(12):
        ComparisonFigureFactory(indicator=world.ratio)

    assert asked() == few


def test_a_figure_without_a_source_is_none(world, england):
    with pytest.raises(IntegrityError):
        ComparisonFigureFactory(indicator=world.ratio, area=england, source="")
