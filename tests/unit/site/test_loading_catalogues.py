"""A partnership chooses its indicators from catalogues that ship as data, and adds its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dorset_lsp.site.loading import FolderIsFaulty, load, read_folder
from dorset_lsp.site.loading.catalogues import catalogues
from performance.models import CatalogueEntry, Indicator
from tests.factories.printed_agreements import bare_folder, write

NATIONAL, LOCAL = "national-indicators-2008", "local-outcomes-framework-2026"


def indicator(code: str, **cells: str) -> dict[str, str]:
    """A row of indicators.csv with what no catalogue gives."""
    return {
        "code": code, "catalogue": "", "catalogue_code": "", "title": "", "polarity": "", "frequency": "",
        "source_status": "", "outcome": "all", "owner_organisation": "council", "measure": "number", "decimals": "0",
        "combine": "point", **cells,
    }  # fmt: skip


@pytest.fixture
def chosen(tmp_path) -> Path:
    """A folder with two indicators from a catalogue, the second a part with words of its own, and one of its own."""
    own = {"title": "Ours", "polarity": "lower", "frequency": "monthly", "source_status": "confirmed"}
    write(bare_folder(tmp_path), "indicators", [
        indicator("NI 154", catalogue=NATIONAL, frequency="quarterly"),
        indicator("NI 195a", catalogue=NATIONAL, catalogue_code="NI 195", title="Litter"),
        indicator("LI 1", **own),
    ])  # fmt: skip
    return tmp_path


def faults_of(path: Path, row: dict[str, str]) -> list[str]:
    write(bare_folder(path), "indicators", [row])
    with pytest.raises(FolderIsFaulty) as caught:
        read_folder(path)
    return [fault.sentence for fault in caught.value.faults]


@pytest.mark.django_db
def test_an_indicator_takes_from_its_catalogue_what_its_row_leaves_empty(chosen):
    load(chosen)

    found = Indicator.objects.order_by("position").values_list(
        "title", "polarity", "frequency", "source_status", "unit", "catalogue_entry__code"
    )
    assert list(found) == [
        ("Net additional homes provided", "higher", "quarterly", "unconfirmed", "number", "NI 154"),
        ("Litter", "lower", "annual", "confirmed", "% (four parts)", "NI 195"),
        ("Ours", "lower", "monthly", "confirmed", "", None),
    ]


@pytest.mark.django_db
def test_the_whole_catalogue_is_kept_beside_what_is_used_of_it(chosen):
    load(chosen)

    assert (CatalogueEntry.objects.count(), CatalogueEntry.objects.used().count()) == (199, 2)
    assert CatalogueEntry.objects.unused().filter(code="NI 1").exists()
    assert load(chosen).changes == 0


OWN = {"title": "Ours", "polarity": "lower", "frequency": "annual", "source_status": "confirmed"}


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (indicator("NI 777", catalogue=NATIONAL), [f"There is no “NI 777” in the catalogue {NATIONAL}."]),
        (
            indicator("NI 1", catalogue="domesday"),
            [f"There is no catalogue “domesday”. There are: {NATIONAL}, {LOCAL}."],
        ),
        (indicator("LI 1", catalogue_code="NI 1", **OWN), ["It gives a “catalogue_code”, but no “catalogue”."]),
        (indicator("LI 1", **{**OWN, "title": ""}), ["“title” is empty."]),
        (indicator("HQ1", catalogue=LOCAL), ["“frequency” is empty, and its catalogue gives none."]),
        (indicator("LI 1", **{**OWN, "polarity": "up"}), [
            "“polarity”: “up” is not one of: higher, lower, range, neutral, unknown.",
        ]),
    ],
)  # fmt: skip
def test_a_choice_that_no_catalogue_answers_is_a_fault(tmp_path, row, faults):
    assert faults_of(tmp_path, row) == faults


def test_the_catalogues_that_ship_say_how_sure_each_entry_is_and_why():
    found = {
        slug: Counter(one["source_status"] for one in contents.entries.values())
        for slug, contents in catalogues().items()
    }
    sources = [one["source"] for contents in catalogues().values() for one in contents.entries.values()]

    assert found == {NATIONAL: {"confirmed": 50, "unconfirmed": 149}, LOCAL: {"confirmed": 11}}
    assert "" not in sources
