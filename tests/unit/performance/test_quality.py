"""What is to be known of a figure beside its colour."""

from __future__ import annotations

from datetime import date

import pytest

from performance.changes.results import worked_out
from performance.models import Result
from performance.quality import quality_of
from performance.reports.canonical import document_of
from performance.reports.columns import RESULTS, cells, header, results
from performance.reports.document import in_words

DUE = date(2009, 1, 30)


def quality(**changes):
    values = {
        "definition": "2", "source": "Planning returns", "is_provisional": False, "revision": 1,
        "received_on": date(2009, 1, 19), "due_on": DUE, "is_derived": False,
    }  # fmt: skip
    return quality_of(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"is_provisional": True}, "provisional"),
        ({"revision": 2}, "revised"),
        ({"received_on": DUE}, ""),
        ({"received_on": date(2009, 1, 31)}, "1 day late"),
        ({"received_on": date(2009, 2, 3)}, "4 days late"),
        ({"revision": 2, "received_on": date(2009, 3, 3)}, "revised"),
        ({"due_on": None}, "not checked here"),
        ({"is_provisional": True, "revision": 3, "due_on": None}, "provisional, revised, not checked here"),
    ],
)
def test_what_to_know_stands_in_a_few_words(changes, words):
    assert quality(**changes).concerns == words


def test_the_four_sides_stand_behind_it():
    assert [tuple(line) for line in quality(is_derived=True, revision=2).lines] == [
        ("Method", "definition 2; Planning returns"),
        (
            "Completeness",
            "final; made of the figures of all its areas; revised after publication, revision 2",
        ),
        ("Timeliness", "corrected figure received on 19 January 2009"),
        ("Checked by", "the lead of its outcome, or the co-ordinator, before it was published"),
    ]


@pytest.mark.parametrize(
    ("received_on", "words"),
    [
        (DUE, "received on 30 January 2009, in time"),
        (date(2009, 2, 3), "received on 3 February 2009, 4 days after it was due"),
    ],
)
def test_timeliness_is_measured_against_the_day_it_was_due(received_on, words):
    assert dict(quality(received_on=received_on).lines)["Timeliness"] == words


def test_history_says_that_nobody_checked_it_here():
    assert dict(quality(due_on=None).lines)["Checked by"] == "history from before the first round here"


@pytest.fixture
def edition(world):
    world.verified(world.ratio, is_provisional=True)
    return world.publish()


@pytest.mark.django_db
def test_it_is_stored_with_the_result_and_comes_out_the_same_again(world, edition):
    stored = Result.objects.get(edition=edition, indicator=world.ratio)
    again = next(one for one in worked_out(edition) if one.indicator_id == world.ratio.pk)

    assert (stored.quality, again.quality) == ("provisional", "provisional")
    assert stored.working["quality"] == again.working["quality"] != []


@pytest.mark.django_db
def test_it_travels_into_every_table_of_the_report(world, edition):
    document = document_of(edition, before=None)
    row = next(row for row in results(document) if row["code"] == world.ratio.code)
    tables = [*in_words(document)["outcomes"], *in_words(document)["scorecards"]]

    assert dict(zip(header(RESULTS), cells(RESULTS, row), strict=True))["Data quality"] == "provisional"
    marks = [line["marks"] for table in tables for line in table["lines"] if line["code"] == world.ratio.code]
    assert len(marks) >= 2
    assert set(marks) == {"provisional"}
