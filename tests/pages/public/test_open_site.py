"""The open site: every page opens for a stranger, costs the same however much there is, and is asked for again only when
something was written."""

import csv
import gzip
import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings as the_settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from performance.models import Indicator
from tests.factories.money import FindingFactory
from tests.factories.partnerships import MeetingFactory, OutcomeFactory
from tests.factories.performance import IndicatorFactory, ObservationFactory
from tests.factories.strangers import walk
from tests.factories.world import ON

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST_LOAD = 60_000
"""Bytes that the page of an indicator may cost on first load."""


def page_of(indicator: Indicator) -> str:
    return reverse("public:indicator", args=[indicator.slug])


def adopted(world, **fields):
    """A finding that went into an outcome and was answered."""
    answered = {"answer": "Six homes will be built.", "answered_on": ON, "answered_by": world.coordinator}
    return FindingFactory(state="adopted", meeting=MeetingFactory(), settled_on=ON, **answered, **fields)


def test_every_link_of_the_open_site_leads_a_stranger_to_a_page(client, world, do_jobs):
    world.verified(world.ratio)
    world.publish()
    do_jobs()

    shown = walk(client)

    astray = {
        address: text[:40]
        for address, text in shown.items()
        if not text or text.startswith(("302", "404", "500"))
    }
    assert (astray, len(shown) > 40) == ({}, True)


def test_an_open_page_leaves_no_cookie_and_is_the_same_for_whoever_is_signed_in(client, world):
    stranger = client.get("/public/outcomes/")
    client.force_login(world.coordinator)

    assert client.get("/public/outcomes/").content == stranger.content
    assert dict(stranger.cookies) == {}


def test_a_page_is_sent_again_only_when_something_was_written(client, world):
    first = client.get("/public/")
    again = client.get("/public/", headers={"If-None-Match": first["ETag"]})
    world.verified(world.ratio)
    world.publish()
    later = client.get("/public/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, later.status_code) == (304, b"", 200)
    assert first["Cache-Control"] == "public, max-age=60"


def test_a_kept_copy_is_drawn_anew_as_soon_as_something_is_written(client, world, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    client.get("/public/reports/")
    with CaptureQueriesContext(connection) as kept:
        client.get("/public/reports/")
    world.verified(world.ratio)
    world.publish()

    assert len(kept) <= 3
    assert "Q4 2008/09" in client.get("/public/reports/").content.decode()


def test_the_first_page_of_somebody_signed_in_is_never_kept_for_others(client, world):
    assert client.get("/")["Cache-Control"] == "private, no-cache"


def test_the_page_of_an_indicator_loads_in_little(client, world):
    world.verified(world.ratio)
    world.publish()
    page = client.get(page_of(world.ratio), headers={"Accept-Encoding": "gzip"})
    static = Path(the_settings.BASE_DIR) / "static"
    packed = [
        "css/govuk.css",
        "css/site.css",
        "js/site.js",
        "img/logo.svg",
        "img/favicon.svg",
        "img/marks.svg",
    ]
    sent = sum(len(gzip.compress((static / name).read_bytes())) for name in packed)
    font = (static / "fonts/source-sans-3-latin-400-normal.woff2").stat().st_size

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) + sent + font < FIRST_LOAD


def test_the_figures_come_as_csv_and_as_json_with_the_meaning_of_each_column(client, world):
    as_csv = client.get(reverse("public:figures", args=[world.ratio.slug, "csv"]))
    as_json = client.get(reverse("public:figures", args=[world.ratio.slug, "json"]))

    rows = list(csv.DictReader(StringIO(as_csv.content.decode("utf-8-sig"))))
    document = json.loads(as_json.content)
    assert [row["numerator"] for row in rows] == ["700", "708", "719", "724", "735", "746", "760"]
    assert [row["numerator"] for row in document["rows"]] == [row["numerator"] for row in rows]
    assert [column["name"] for column in document["columns"]] == list(rows[0])
    assert document["licence"]["name"] == the_settings.DATA_LICENCE_NAME


@pytest.mark.parametrize("name", ["indicators", "figures", "targets", "money"])
def test_each_whole_table_has_the_columns_that_the_dictionary_names(client, world, name):
    text = client.get(reverse("public:whole", args=[name, "csv"])).content.decode("utf-8-sig")
    page = client.get(reverse("public:data")).content.decode()

    header = next(csv.reader(StringIO(text)))
    assert [column for column in header if f"<code>{column}</code>" not in page] == []


def test_a_feed_tells_of_a_published_report_once_and_by_an_address_that_stays(client, world):
    world.verified(world.ratio)
    world.publish()
    root = ElementTree.fromstring(client.get(reverse("public:feed", args=["reports"])).content)

    entries = [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}id")) for one in root.iter(f"{ATOM}entry")]
    assert entries == [("Report: Q4 2008/09", "http://testserver/public/reports/2008-09-q4/#v1")]


def test_what_a_community_said_stands_beside_what_it_was_told(client, world):
    adopted(world, title="No homes", outcome=world.outcomes["housing"], area=world.north)
    FindingFactory(title="Not looked at yet", area=world.north)

    page = client.get(reverse("public:community", args=[world.north.slug])).content.decode()

    assert ("Six homes will be built." in page, "Not looked at yet" in page) == (True, False)


@pytest.mark.parametrize("name", ["front", "outcomes", "indicators", "achievements", "money", "said"])
def test_a_page_costs_the_same_however_much_there_is(client, world, name, django_assert_max_num_queries):
    def cost() -> int:
        cache.clear()
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse(f"public:{name}"))
        return len(asked)

    adopted(world, outcome=world.outcomes["housing"], area=world.north)
    few = cost()
    for outcome in OutcomeFactory.create_batch(4, body=world.housing):
        ObservationFactory(indicator=IndicatorFactory(outcome=outcome), area=world.county)
        adopted(world, outcome=outcome, area=world.south)

    assert cost() == few
