"""The report of a review: what it says, who gets it, and that everybody can read it."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from delivery_chain.reports.content import Report
from tests.factories.delivery_chain import build_everything
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(world):
    return build_everything(world)


def fetch(client, chain, name, kind):
    client.force_login(getattr(chain.world, name))
    return client.get(reverse("delivery_chain:review-report", args=[chain.review.pk, kind]))


def test_the_pdf_is_tagged_and_titled(client, full):
    answer = fetch(client, full, "lead2", "pdf")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert all(mark in answer.content for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang"))


def test_the_workbook_has_stages_actions_and_links(client, full):
    book = load_workbook(BytesIO(fetch(client, full, "lead2", "xlsx").content))

    stages = list(book["Stages"].values)
    assert book.sheetnames == ["Stages", "Actions", "Links"]
    assert stages[0][:6] == ("No", "Stage", "Group 1", "Group 1: reason", "Group 2", "Group 2: reason")
    assert stages[2][:4] == (2, "Capacity", "Red", "Seen in the files")
    assert [row[1] for row in list(book["Actions"].values)[1:]] == ["Mend it", "Count who works on it"]


def test_it_says_what_the_pages_say(full, world):
    data = Report(full.fresh(), world.lead2, ON).data()

    assert data["reds"] == "One stage is agreed red: 2 Capacity."
    assert [one["agreed"]["word"] for one in data["stages"]] == ["Green", "Red", "Amber"]
    assert [action["title"] for action in data["needs"][0]["actions"]] == ["Mend it", "Count who works on it"]
    assert [one["stage"] for one in data["maps"]] == ["2 Capacity"]


def test_nobody_gets_it_before_the_comparison_opens(client, chain, world):
    chain.open()
    chain.submit(1)

    assert {
        fetch(client, chain, name, "pdf").status_code for name in ("lead", "owner", "chair", "admin")
    } == {404}


def test_an_outsider_gets_the_summary_page_and_no_report(client, full):
    assert fetch(client, full, "outsider", "pdf").status_code == 404
    assert client.get(full.review.get_absolute_url()).status_code == 200
