"""What is frozen on publishing: everything that the report says, exactly, and nothing that comes later."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.changes import observations
from performance.models import Indicator, ReportData, Result, TargetPoint
from performance.periods import Period
from performance.reports.canonical import RESULT_FIELDS, document_of, exact_text, result_of, text_of
from tests.factories.reports import corrected, frozen, published
from tests.factories.world import JOB, ON

pytestmark = pytest.mark.django_db


@given(st.fractions())
def test_a_figure_is_kept_without_loss(value):
    assert Fraction(exact_text(value)) == value


def test_a_figure_that_ends_is_a_decimal_and_one_that_does_not_is_a_fraction():
    assert [exact_text(Fraction(39, 5)), exact_text(Fraction(1, 3)), exact_text(Fraction(1000))] == [
        "7.8",
        "1/3",
        "1000",
    ]


def test_the_text_is_the_same_however_the_data_are_ordered():
    assert (
        text_of({"b": "é", "a": [1]})
        == text_of({"a": [1], "b": "é"})
        == '{\n "a": [\n  1\n ],\n "b": "é"\n}\n'
    )


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="a float is not exact"):
        text_of({"figures": [{"value": 0.1}]})


def test_publishing_freezes_every_result_field_by_field(world):
    edition = published(world)

    assert frozen(edition)["results"] == [
        result_of(row)
        for row in Result.objects.in_edition(edition).order_by("outcome__position", "indicator__position")
    ]
    assert {"working", "sentence", "commentary", "value"} <= set(RESULT_FIELDS)


def test_the_series_stands_in_exact_figures_with_its_targets(world):
    data = frozen(published(world))

    ratio = next(one for one in data["indicators"] if one["code"] == "NI 101")
    assert [one["value"] for one in ratio["figures"]] == [
        "70",
        "70.8",
        "71.9",
        "72.4",
        "73.5",
        "74.6",
        "76",
        "78",
    ]
    assert (ratio["figures"][-1]["period"], ratio["figures"][-1]["target"]) == ("Q4 2008/09", "78")


def test_outcomes_and_scorecards_keep_their_order(world):
    data = frozen(published(world))

    assert [(one["title"], one["codes"]) for one in data["outcomes"]] == [
        ("A strong economy", ["NI 101", "NI 103"]), ("Homes for all", ["NI 102"]),
    ]  # fmt: skip
    assert [(one["title"], one["codes"]) for one in data["scorecards"]] == [
        ("The agreement", ["NI 101", "NI 102", "NI 103"])
    ]


def test_no_person_is_named(world):
    edition = published(world, commentary="All is well.")

    text = edition.report_data.canonical
    assert "All is well." in text
    assert [one.name for one in world.people.values() if f'"{one.name}"' in text] == []


def test_nothing_that_changes_later_gets_in(world):
    edition = published(world)
    before = ReportData.objects.get(edition=edition).canonical
    Indicator.objects.filter(pk=world.ratio.pk).update(title="Another name", decimals=4)
    TargetPoint.objects.filter(target__indicator=world.ratio).update(value=Decimal(99))
    later = Period(date(2009, 4, 1), date(2009, 7, 1))
    row = observations.HistoryRow(
        world.total, world.county, later, received_on=ON, published_on=ON, value=Decimal(1)
    )
    observations.record_history_in_bulk(rows=[row], by=JOB, on=ON)

    assert ReportData.objects.get(edition=edition).canonical == before


def test_frozen_data_are_written_once(world):
    data = published(world).report_data

    with pytest.raises(TypeError, match="written once"):
        data.save()
    with pytest.raises(TypeError, match="never removed"):
        ReportData.objects.all().delete()


def test_a_correction_says_what_differs_by_indicator_and_field(world):
    published(world)

    rows = frozen(corrected(world, 790))["differences"]

    told = {row["field"]: (row["before"], row["after"]) for row in rows}
    assert {row["code"] for row in rows} == {"NI 101"}
    assert told["Figure"] == ("78.0 %", "79.0 %")
    assert told["Figure of Q4 2008/09"] == ("78.0 %", "79.0 %")
    assert "Status" not in told


def test_a_correction_too_small_to_be_seen_is_told_exactly(world):
    published(world)

    rows = frozen(corrected(world, Decimal("780.1")))["differences"]

    assert [
        (row["field"], row["before"], row["after"]) for row in rows if row["field"].startswith("Figure")
    ] == [("Figure of Q4 2008/09", "78", "78.01")]


def test_the_first_edition_differs_from_nothing(world):
    assert frozen(published(world))["differences"] == []


def test_freezing_takes_a_fixed_number_of_queries(world, django_assert_max_num_queries):
    edition = published(world)

    with django_assert_max_num_queries(20):
        document = document_of(edition, before=None)
    assert document == json.loads(edition.report_data.canonical)
