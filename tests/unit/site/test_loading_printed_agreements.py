"""Real agreements are untidy: every row of them loads, and comes out again to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from dorset_lsp.site.loading import load
from dorset_lsp.site.loading.exporting import export
from performance.models import Indicator, PrintedCell, Target, TargetPoint
from tests.factories.folders import export_of_export, loaded_and_exported
from tests.factories.partnerships import PersonFactory
from tests.factories.printed_agreements import TABLES, as_csv, make_folder, write

CUMBRIA, SMALL, BATH = "laa_targets_cumbria_2010", "laa_small_cases", "laa_target_states_bathnes_2008"

pytestmark = pytest.mark.django_db


def _loaded(table: str, tmp_path_factory, django_db_blocker) -> Iterator[Path]:
    with django_db_blocker.unblock(), transaction.atomic():
        folder = make_folder(tmp_path_factory.mktemp(table), table)
        load(folder)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cumbria(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """Loaded once for this module, and undone after it; so are the others, which are smaller, for each test."""
    yield from _loaded(CUMBRIA, tmp_path_factory, django_db_blocker)


def exported_again(table: str) -> bytes:
    """The table put together again from the cells that an export of the partnership writes."""
    content = export()["printed.csv"].decode()
    rows: dict[str, dict[str, str]] = {}
    for cell in csv.DictReader(io.StringIO(content, newline="")):
        if cell["document"] == table.replace("_", "-"):
            rows.setdefault(cell["row"], {})[cell["heading"]] = cell["text"]
    return as_csv(list(rows.values())).encode()


def points_of(code: str) -> list[tuple[str, str, Decimal | None]]:
    rows = TargetPoint.objects.filter(target__indicator__code=code)
    return [(row.label, row.as_printed, row.value) for row in rows]


# First in the file: those that use ``cumbria`` leave it loaded until the last of them.
@pytest.mark.parametrize("table", [SMALL, BATH])
def test_what_is_exported_is_loaded_and_exported_again_to_the_byte(table, tmp_path):
    once = loaded_and_exported(make_folder(tmp_path / "in", table))

    assert export_of_export(once, tmp_path / "out") == once


@pytest.mark.parametrize("table", [SMALL, BATH])
def test_every_row_of_a_real_table_comes_out_again_byte_for_byte(table, tmp_path):
    load(make_folder(tmp_path, table))

    assert exported_again(table) == (TABLES / f"{table}.csv").read_bytes()


def test_every_row_of_a_real_agreement_comes_out_again_byte_for_byte(cumbria):
    assert exported_again(CUMBRIA) == (TABLES / f"{CUMBRIA}.csv").read_bytes()


def test_loading_it_again_changes_nothing(cumbria):
    assert load(cumbria).changes == 0


def test_blanks_around_a_printed_cell_are_kept(tmp_path):
    folder = make_folder(tmp_path, BATH)
    cell = {"document": "odd", "row": "1", "indicator": "NI 7", "heading": "Target", "text": "  tba\n"}
    write(folder, "printed", [cell])
    load(folder)

    assert PrintedCell.objects.get(document="odd").text == "  tba\n"


def test_a_target_to_be_agreed_stands_beside_values_of_other_years(cumbria):
    assert points_of("NI 171") == [
        ("2009", "55.7", Decimal("55.7")),
        ("2010", "56.7", Decimal("56.7")),
        ("2012/13", "tba", None),
    ]
    assert points_of("NI 153")[0] == ("to Feb 2011", "28.9", Decimal("28.9"))


def test_a_baseline_may_be_an_average_of_years_or_of_a_span_without_a_beginning(cumbria):
    found = Target.objects.filter(indicator__code__in=["NI 171", "NI 153", "NI 130"]).order_by(
        "indicator__code"
    )

    assert [
        (row.baseline, row.baseline_label, str(row.baseline_from), str(row.baseline_to)) for row in found
    ] == [
        (Decimal("5.30"), "see footnote", "None", "None"),
        (Decimal("31.9"), "to May 2007", "None", "2007-06-01"),
        (Decimal("54.5"), "2005-2007 average", "2005-01-01", "2008-01-01"),
    ]


def test_a_state_keeps_the_words_in_which_it_was_printed(tmp_path):
    load(make_folder(tmp_path, BATH))
    states = Target.objects.values_list("indicator__code", "state", "state_as_printed")

    assert {code: (state, words) for code, state, words in states}["NI 16"] == (
        "placeholder",
        "placeholder likely",
    )


def test_an_indicator_is_found_by_the_other_name_that_the_agreement_gives_it(cumbria):
    assert Indicator.objects.get(aliases__alias="LI 3").code == "NI 11"


def test_a_definition_that_changed_in_mid_agreement_is_a_break(tmp_path):
    folder = make_folder(tmp_path, CUMBRIA)
    (folder / "printed.csv").unlink()
    write(folder, "definitions", [
        {"indicator": "NI 130", "number": "1", "from": "2008-04-01", "text": "As first defined.", "reason": ""},
        {"indicator": "NI 130", "number": "2", "from": "2009-11-01", "text": "As defined since.",
         "reason": "Definition changed in November 2009."},
    ])  # fmt: skip
    load(folder)

    assert list(Indicator.objects.get(code="NI 130").definitions.values_list("number", "reason")) == [
        (2, "Definition changed in November 2009."), (1, ""),
    ]  # fmt: skip


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def visitor(client):
    """Somebody who is signed in."""
    client.force_login(PersonFactory())
    return client


def page(visitor, slug: str) -> str:
    return " ".join(visitor.get(f"/performance/indicators/{slug}/").content.decode().split())


def test_the_page_shows_what_is_printed_beside_what_it_is_read_as(cumbria, visitor):
    text = page(visitor, "ni-171")

    assert "<td>tba</td><td>still to be agreed: no value</td>" in text
    assert "<td>2005-2007 average</td><td>average of 1 January 2005 to 31 December 2007</td>" in text
    assert '<td class="num">none<span class="small">as printed: “tba”</span></td>' in text


def test_the_page_says_in_words_that_a_number_and_a_percentage_disagree(tmp_path, visitor):
    load(make_folder(tmp_path, SMALL))

    assert "17.5 % less than 9564 is 7890.3, not 7859. Both are kept as printed" in page(
        visitor, "psa1-crimes"
    )
    assert "do not agree" not in page(visitor, "ni-32")
