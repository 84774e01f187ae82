"""Catalogues: what there is to choose from, what is used here, and what is unconfirmed."""

import csv
import io

import pytest

from performance.enums import SourceStatus
from performance.models import Indicator
from tests.factories.performance import CatalogueEntryFactory, CatalogueFactory

LIST = "/performance/catalogues/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(world):
    """Two entries of one catalogue: one used and confirmed, one neither."""
    catalogue = CatalogueFactory(title="The national set")
    used = CatalogueEntryFactory(catalogue=catalogue, code="NI 900", title="Homes built")
    unused = CatalogueEntryFactory(
        catalogue=catalogue, code="NI 901", title="Homes mended", source_status=SourceStatus.UNCONFIRMED
    )
    Indicator.objects.filter(pk=world.ratio.pk).update(catalogue_entry=used)
    return used, unused


@pytest.fixture
def owner(client, world):
    client.force_login(world.owner)
    return client


def codes(owner, query: str = "") -> list[str]:
    text = owner.get(f"{LIST}catalogues.csv{query}").content.decode("utf-8-sig")
    return [row["Code"] for row in csv.DictReader(io.StringIO(text))]


def test_it_says_how_many_are_used_and_unconfirmed(owner, entries):
    text = " ".join(owner.get(LIST).content.decode().split())

    assert "A ministry. 2 entries, 1 used here, 1 unconfirmed." in text


def test_an_entry_leads_to_the_indicator_that_was_chosen_from_it(owner, entries, world):
    assert (
        f'<a href="{world.ratio.get_absolute_url()}">{world.ratio.code}</a>'
        in owner.get(LIST).content.decode()
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["NI 900", "NI 901"]),
        ("?used=yes", ["NI 900"]),
        ("?used=no", ["NI 901"]),
        ("?source_status=unconfirmed", ["NI 901"]),
        ("?words=mended", ["NI 901"]),
        ("?words=zebra", []),
    ],
)
def test_it_is_filtered_and_downloaded(owner, entries, query, found):
    assert codes(owner, query) == found


def test_the_indicators_page_says_where_it_was_chosen(owner, entries, world):
    text = owner.get(world.ratio.get_absolute_url()).content.decode()

    assert f'<a href="{entries[0].catalogue.get_absolute_url()}">The national set</a>' in text


def test_without_a_catalogue_it_says_what_belongs_there(owner):
    assert "No catalogue is used here" in owner.get(LIST).content.decode()


def test_it_costs_the_same_however_long_it_is(
    owner, entries, django_assert_max_num_queries, django_assert_num_queries
):
    owner.get(LIST)
    with django_assert_max_num_queries(16) as small:
        owner.get(LIST)
    CatalogueEntryFactory.create_batch(12, catalogue=entries[0].catalogue)
    with django_assert_num_queries(len(small.captured_queries)):
        owner.get(LIST)
