"""The explorer: indicators and areas together, as a page, a picture and a file."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.performance import IndicatorFactory, ObservationFactory

PAGE = reverse("performance:explorer")


@pytest.fixture
def reader(client, world):
    client.force_login(world.member)
    return client


@pytest.fixture
def asked(world):
    return {
        "indicator": [world.split.slug, world.ratio.slug],
        "area": [world.county.slug, world.north.slug, world.south.slug],
    }


def test_before_anything_is_chosen_the_page_says_what_to_do(reader):
    page = reader.get(PAGE).content.decode()

    assert "Choose an indicator above, and press Show." in page


def test_indicators_and_areas_stand_together_with_a_table_each(reader, asked, world):
    answer = reader.get(PAGE, asked)
    page, text = answer.context["page"], answer.content.decode()

    assert [[line.name for line in panel.lines] for panel in page.drawing.panels] == [
        ["The county", "North district", "South district"],
        ["The county", "", ""],
    ]
    assert page.tables[0].rows[0] == ("Q3 2008/09", ["97", "53", "44"])
    assert f"{world.ratio.code} has no figure for North district." in text
    assert 'role="img"' in text


def test_the_chart_comes_as_svg_with_its_words_inside(reader, asked):
    answer = reader.get(reverse("performance:explorer-chart", args=["svg"]), asked)

    root = ElementTree.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert (
        "The county: 90 in Q1 2007/08, 97 in Q3 2008/09."
        in root.find("{http://www.w3.org/2000/svg}desc").text
    )


def test_the_chart_comes_as_png_large_enough_to_print(reader, asked):
    answer = reader.get(reverse("performance:explorer-chart", args=["png"]), asked)

    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(BytesIO(answer.content).getvalue()[16:20]) == 1350


def test_the_figures_come_as_csv(reader, asked):
    answer = reader.get(reverse("performance:explorer-download", args=["csv"]), asked)
    lines = answer.content.decode("utf-8-sig").splitlines()

    assert len(lines) == 1 + 3 * 7 + 7
    assert lines[0].startswith("Indicator,Title,Unit,Area,Period")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("explorer-chart", "svg"),
        ("explorer-chart", "gif"),
        ("explorer-download", "csv"),
        ("explorer-download", "pdf"),
    ],
)
def test_there_is_no_file_of_nothing_and_of_no_other_kind(reader, name, form):
    assert reader.get(reverse(f"performance:{name}", args=[form])).status_code == 404


def test_an_unknown_choice_is_left_out_and_a_fifth_is_too(reader, world):
    more = [one.slug for one in IndicatorFactory.create_batch(5, outcome=world.outcomes["economy"])]
    page = reader.get(PAGE, {"indicator": ["nothing", *more]}).context["page"]

    assert [one.slug for one in page.indicators] == more[:3]


def test_what_people_wrote_is_escaped_in_the_chart(reader, world):
    odd = IndicatorFactory(title="<script>alert(1)</script>", outcome=world.outcomes["economy"])
    ObservationFactory(indicator=odd, area=world.county)
    page = reader.get(PAGE, {"indicator": odd.slug}).content.decode()

    assert "<script>alert(1)" not in page


def test_as_many_questions_for_four_as_for_one(reader, world, asked):
    def count(what):
        with CaptureQueriesContext(connection) as found:
            assert reader.get(PAGE, what).status_code == 200
        return len(found)

    count(asked)
    one = count({"indicator": [world.ratio.slug]})
    assert count({**asked, "indicator": [*asked["indicator"], world.total.slug]}) == one <= 14
