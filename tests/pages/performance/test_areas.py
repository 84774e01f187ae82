"""An indicator's areas side by side on its page, and its parts."""

import pytest

from performance.models import Observation
from tests.factories.performance import DefinitionVersionFactory, IndicatorFactory, ResultFactory


@pytest.fixture
def panel(client, world):
    client.force_login(world.member)

    def read():
        return client.get(world.split.get_absolute_url()).context["page"].area_panel

    return read


def test_areas_stand_on_one_scale_with_the_gap_and_a_table(client, world, panel):
    lines = panel().lines

    assert [(line.name, line.figure, line.travel.direction) for line in lines] == [
        ("North district", "53", "worsening"), ("South district", "44", "improving"),
    ]  # fmt: skip
    page = client.get(world.split.get_absolute_url()).content.decode()
    assert panel().gap_words in page
    assert "All on one scale, 40 to 54, Q1 2007/08 to Q3 2008/09." in page


def test_the_whole_is_said_to_be_made_of_its_parts(panel):
    assert panel().whole_words == "53 + 44 = 97"


def test_nothing_is_compared_across_a_change_of_definition(world, panel):
    second = DefinitionVersionFactory(indicator=world.split, number=9, from_on="2008-10-01")
    Observation.objects.filter(indicator=world.split, period_from="2008-10-01").update(definition=second)

    assert [line.travel.direction for line in panel().lines] == ["not_comparable", "not_comparable"]


def test_each_part_shows_its_own_status_and_direction(client, world):
    part = IndicatorFactory(part_of=world.ratio, outcome=world.outcomes["economy"])
    ResultFactory(indicator=part, status="amber", direction="worsening", moved="down", points=5)
    client.force_login(world.member)

    page = client.get(world.ratio.get_absolute_url())

    assert [(one, said.status) for one, said in page.context["page"].parts] == [(part, "amber")]
    assert "5 of 12 points" in page.content.decode()
