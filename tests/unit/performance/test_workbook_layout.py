"""The columns, in one place for both directions."""

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from performance.workbook.layout import BY_TITLE, COLUMNS, NEEDED, TYPED, guarded, plain_text, unguarded
from performance.workbook.reading import read
from tests.factories.workbooks import COLUMN, MOST, NORTH, RATIO, SHEET, SOUTH, downloaded, downloaded_csv
from tests.factories.world import ON


def test_every_title_and_key_stands_once():
    assert len({column.key for column in COLUMNS}) == len(BY_TITLE) == len(COLUMNS)


def test_the_words_of_a_column_lead_to_one_code_each_and_fit_into_a_list():
    for column in COLUMNS:
        assert len(column.codes) == len(column.words)
        assert len(",".join(word for word, _ in column.words)) < 255
        assert all("," not in word and column.word(code) == word for word, code in column.words)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@example("=1+1")
@example("'=1+1")
@example("''-x")
@example("'")
@example("-5")
def test_a_text_that_is_guarded_comes_back_as_it_was_and_never_starts_a_formula(text):
    text = plain_text(
        "".join(letter for letter in text if letter in "\n\t" or (letter >= " " and letter < "\ufffe"))
    )

    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "@", "\t", "\r"))


def test_what_is_written_is_read_back_alike_from_both_kinds_of_file(world):
    world.drafted(world.ratio, commentary="=SUM(A1)\nand “quoted”, with a comma; and more.")

    of_xlsx = read(downloaded(world), most_bytes=MOST)
    of_csv = read(downloaded_csv(world).encode(), most_bytes=MOST)

    assert (of_xlsx.faults, of_csv.faults) == ((), ())
    assert [row.cells for row in of_xlsx.rows] == [row.cells for row in of_csv.rows]
    assert [row.number for row in of_xlsx.rows] == [row.number for row in of_csv.rows] == [2, 3, 4, 5]
    assert of_xlsx.rows[0].cells["commentary"] == "=SUM(A1)\nand “quoted”, with a comma; and more."
    assert set(of_xlsx.rows[0].cells) == set(NEEDED)


# --- how the workbook is made -----------------------------------------------------------------------------


@pytest.fixture
def book(world):
    return load_workbook(BytesIO(downloaded(world)))


def test_it_has_instructions_a_sheet_for_the_organisation_and_a_hidden_sheet(book):
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Read me", "visible"),
        (SHEET, "visible"),
        ("about", "hidden"),
    ]
    assert (
        book["Read me"]["A2"].value
        == "For Owner. Downloaded on 20 April 2009; figures are due by 30 April 2009."
    )
    assert list(book["about"].iter_rows(values_only=True))[:3] == [
        ("format", "1", None),
        ("round", "2008-09-q4", None),
        ("downloaded", ON.isoformat(), None),
    ]


def test_only_what_the_owner_types_is_unlocked(book):
    sheet = book[SHEET]
    unlocked = {
        row: {column.key for column in COLUMNS if not sheet.cell(row, COLUMN[column.key]).protection.locked}
        for row in (RATIO, NORTH, SOUTH)
    }

    whole = {"commentary", "direction_view", "is_provisional", "is_surprise_confirmed", "do"}
    absent = {"absence", "absence_reason"}
    assert sheet.protection.sheet is True
    assert unlocked == {
        RATIO: {"numerator", "denominator"} | absent | whole,
        NORTH: {"value"} | absent | whole,
        SOUTH: {"value"} | absent,
    }
    assert set().union(*unlocked.values()) == set(TYPED)


def test_it_offers_the_words_freezes_the_head_and_prints_across(book):
    sheet = book[SHEET]

    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered["J2:J5"] == '"not available,not collected in this period,suppressed"'
    assert offered["P2:P5"] == '"save as draft,submit,nothing"'
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("D2", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )


def test_last_figures_milestone_and_definition_stand_beside(book):
    row = {column.key: book[SHEET].cell(RATIO, COLUMN[column.key]).value for column in COLUMNS}

    assert row["last"] == "Q3 2008/09: 76.0 %; Q2 2008/09: 74.6 %; Q1 2008/09: 73.5 %"
    assert (row["milestone"], row["definition"]) == ("78.0 %", "What is counted, in a sentence.")


def test_the_coordinators_workbook_has_a_sheet_for_each_organisation(world):
    world.total.owner_organisation = world.lead.organisation
    world.total.save()

    book = load_workbook(BytesIO(downloaded(world, by=world.coordinator)))

    assert book.sheetnames == ["Read me", SHEET, "Health trust", "about"]
    assert book["Health trust"].cell(2, COLUMN["code"]).value == "NI 102"


def test_what_has_been_submitted_is_asked_for_no_more(world):
    world.submitted(world.ratio)

    sheet = load_workbook(BytesIO(downloaded(world)))[SHEET]

    assert [sheet.cell(row, COLUMN["code"]).value for row in range(2, 6)] == [
        "NI 102",
        "NI 103",
        "NI 103",
        None,
    ]


def test_a_name_that_a_sheet_cannot_bear_is_changed(world):
    world.council.name = "Housing [north]: homes/land, and a name that is far too long"
    world.council.save()
    world.total.owner_organisation = world.lead.organisation
    world.total.owner_organisation.name = "Read me"
    world.total.owner_organisation.save()
    world.total.save()

    book = load_workbook(BytesIO(downloaded(world, by=world.coordinator)))

    assert book.sheetnames == ["Read me", "Housing  north   homes land, an", "Read me 2", "about"]
