"""Every fault by sheet, row and column, in plain words; and the same rules as on the form."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from performance.answers import Figure
from performance.changes import returns
from performance.workbook.layout import COLUMNS
from performance.workbook.reading import read
from tests.factories.performance import RoundFactory
from tests.factories.workbooks import (
    COLUMN,
    FILLED,
    MOST,
    NORTH,
    RATIO,
    SHEET,
    SOUTH,
    TOTAL,
    checked,
    downloaded,
    downloaded_csv,
    filled,
    filled_csv,
    owing,
    sentences,
)
from tests.factories.world import ON

pytestmark = pytest.mark.django_db


def faults(world, cells, **kwargs):
    return sentences(checked(world, filled(downloaded(world), cells), **kwargs))


# --- what is in order -------------------------------------------------------------------------------------


def test_what_was_typed_becomes_the_answers(world):
    found = checked(world, filled(downloaded(world), FILLED))

    assert found.faults == ()
    assert [(one.version, one.is_final, one.place) for one in found.entries] == [
        (0, True, "Sheet County council, row 2"),
        (0, False, "Sheet County council, row 3"),
        (0, False, "Sheet County council, row 4"),
    ]
    ratio, total, split = (one.answer for one in found.entries)
    assert ratio == world.answer(world.ratio)
    assert total.figures == {world.county.pk: Figure(value=Decimal(36))}
    assert split.figures == {
        world.north.pk: Figure(value=Decimal(55)),
        world.south.pk: Figure(value=Decimal("46.5")),
    }


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_csv_says_the_same_with_either_separator_mark_and_line_end(world, separator, start, end):
    text = filled_csv(downloaded_csv(world), FILLED, separator)

    found = checked(world, (start + text.replace("\r\n", end)).encode())

    of_xlsx = checked(world, filled(downloaded(world), FILLED))
    assert [one.answer for one in found.entries] == [one.answer for one in of_xlsx.entries]
    assert [one.place for one in found.entries] == ["Row 2", "Row 3", "Row 4"]


def test_an_absence_with_its_reason_is_an_answer(world):
    cells = {(TOTAL, "absence"): "Suppressed", (TOTAL, "absence_reason"): "Fewer than five."}

    found = checked(world, filled(downloaded(world), cells))

    assert found.entries[0].answer.figures == {
        world.county.pk: Figure(absence="suppressed", absence_reason="Fewer than five.")
    }


def test_the_noise_of_a_binary_number_is_left_out(world):
    found = checked(world, filled(downloaded(world), {(TOTAL, "value"): 0.1 + 0.2}))

    assert str(found.entries[0].answer.figures[world.county.pk].value) == "0.3"


def test_a_workbook_that_nobody_touched_changes_nothing_and_says_so(world):
    world.drafted(world.total, commentary="=Two lines,\r\nas a form sends them.")

    assert faults(world, {}) == [
        "Nothing in this file differs from what is saved, and nothing is to be submitted."
    ]


def test_a_row_that_says_what_is_saved_is_passed_over_whatever_its_version(world):
    book = filled(downloaded(world), FILLED)
    return_ = world.return_of(world.total)
    answer = checked(world, book).entries[1].answer
    returns.save(return_=return_, version=0, answer=answer, by=world.owner, on=ON)

    found = checked(world, book)

    assert [one.place for one in found.entries] == [
        "Sheet County council, row 2",
        "Sheet County council, row 4",
    ]


# --- cells that cannot be read ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("about 12", "‘about 12’ is not a number."),
        ("12,5", "‘12,5’ has a comma. Type the digits without commas, with a point for decimals."),
        ("1,234", "‘1,234’ has a comma. Type the digits without commas, with a point for decimals."),
        ("12 %", "‘12 %’ has a % sign. Type the digits only."),
        ("NaN", "‘NaN’ is not a number."),
        ("1e3", "‘1e3’ is not a number."),
        ("١٢", "‘١٢’ is not a number."),
        ("1.2345678", "‘1.2345678’ has more than 6 decimals."),
        ("12345678901", "‘12345678901’ is too large: 9 digits before the point are the most."),
        ("=1+1", "‘=1+1’ is a formula. Type what it comes to."),
        (True, "‘TRUE’ is neither a figure nor a word that can be used here."),
        (
            datetime(2009, 1, 12),  # noqa: DTZ001 a cell knows no time zone
            "‘2009-01-12 00:00:00’ is a date or a time. Type the figure with the format “General”.",
        ),
        ("#N/A", "‘#N/A’ is an error of the spreadsheet."),
    ],
)
def test_what_is_no_figure_is_named_with_its_place(world, value, sentence):
    assert faults(world, {(TOTAL, "value"): value}) == [
        f"Sheet County council, row 3, column Figure: {sentence}"
    ]


def test_a_percentage_is_not_guessed_at(world):
    book = load_workbook(BytesIO(downloaded(world)))
    cell = book[SHEET].cell(TOTAL, COLUMN["value"])
    cell.value, cell.number_format = 0.123, "0.0%"
    out = BytesIO()
    book.save(out)

    assert sentences(checked(world, out.getvalue())) == [
        (
            "Sheet County council, row 3, column Figure: The cell shows a percentage, so it is not clear which figure is "
            "meant. Set its format to “General” and type 12.3 for 12.3 %."
        )
    ]


def test_a_formula_is_refused_in_a_text_too(world):
    assert faults(world, {(TOTAL, "commentary"): '=HYPERLINK("http://example.com")'}) == [
        (
            'Sheet County council, row 3, column Commentary: ‘=HYPERLINK("http://example.com")’ is a formula. '
            "Type what it comes to."
        )
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"absence": "lost"},
            (
                "No figure because: ‘lost’ is not offered. "
                "Say “not available”, “not collected in this period” or “suppressed”."
            ),
        ),
        ({"value": 3, "absence": "suppressed"}, "No figure because: Give a figure or a reason for none, not both."),
        (
            {"value": 3, "direction_view": "up"},
            "How you see it moving: ‘up’ is not offered. Say “improving”, “steady” or “worsening”.",
        ),
        ({"value": 3, "is_provisional": None}, "Final or provisional: Say “final” or “provisional”."),
        ({"value": 3, "do": None}, "What to do: Say “save as draft” or “submit”: this row was changed."),
        ({"value": 3, "do": "nothing"}, "What to do: Say “save as draft” or “submit”: this row was changed."),
        ({"numerator": 3}, "Numerator: NI 102 is typed in Figure. Leave this cell empty."),
        ({"commentary": "x" * 4001}, "Commentary: This has 4,001 characters; 4,000 are the most that are taken."),
        ({"value": 3, "commentary": "a\x7fb"}, "Commentary: There is a character in it that cannot be printed."),
        ({"value": -1}, "Figure: A count cannot be negative. This one is −1."),
    ],
)  # fmt: skip
def test_each_fault_of_a_row_says_its_column(world, cells, sentence):
    found = faults(world, {(TOTAL, key): value for key, value in cells.items()})

    assert found == [f"Sheet County council, row 3, column {sentence}"]


def test_half_a_ratio_asks_for_the_other_half(world):
    assert faults(world, {(RATIO, "numerator"): 780}) == [
        "Sheet County council, row 2, column Denominator: Enter the denominator as well."
    ]


def test_the_impossible_is_refused_even_for_a_draft(world):
    assert faults(world, {(RATIO, "numerator"): 1001, (RATIO, "denominator"): 1000}) == [
        "Sheet County council, row 2, column Numerator: A share cannot be over 100 %. This one is 100.1 %."
    ]


def test_a_surprise_must_be_confirmed_before_it_is_submitted(world):
    # 60 falls far outside the seven figures before it, and below its milestone.
    cells = {
        (RATIO, "numerator"): 600, (RATIO, "denominator"): 1000, (RATIO, "direction_view"): "worsening",
        (RATIO, "commentary"): "The survey was cut short.", (RATIO, "do"): "submit",
    }  # fmt: skip

    confirmed = checked(world, filled(downloaded(world), {**cells, (RATIO, "is_surprise_confirmed"): "yes"}))

    assert faults(world, cells) == [
        "Sheet County council, row 2, column I have checked: Confirm the figure, or correct it."
    ]
    assert [one.answer.is_surprise_confirmed for one in confirmed.entries] == [True]


def test_commentary_is_asked_for_on_submitting_and_not_for_a_draft(world):
    cells = {(RATIO, "numerator"): 750, (RATIO, "denominator"): 1000, (RATIO, "direction_view"): "worsening"}

    draft = checked(world, filled(downloaded(world), cells))
    final = faults(world, {**cells, (RATIO, "do"): "submit"})

    assert len(draft.entries) == 1
    assert final == [
        "Sheet County council, row 2, column Commentary: Say why it is off target and what will be done."
    ]


def test_a_file_with_many_faults_names_them_all_in_order(world):
    cells = {(RATIO, "numerator"): "many", (TOTAL, "value"): "few", (SOUTH, "value"): "none"}

    assert [fault.split(":")[0] for fault in faults(world, cells)] == [
        "Sheet County council, row 2, column Numerator",
        "Sheet County council, row 2, column Denominator",
        "Sheet County council, row 3, column Figure",
        "Sheet County council, row 5, column Figure",
    ]


# --- rows that do not belong ------------------------------------------------------------------------------


def edited(world, change):
    book = load_workbook(BytesIO(filled(downloaded(world), FILLED)))
    change(book[SHEET])
    out = BytesIO()
    book.save(out)
    return sentences(checked(world, out.getvalue()))


def test_a_dropped_row_of_a_split_indicator_is_missed(world):
    assert edited(world, lambda sheet: sheet.delete_rows(SOUTH)) == [
        "Sheet County council, row 4, column Area: NI 103 asks for 2 areas; there is no row for South district."
    ]


def test_a_dropped_row_of_another_indicator_leaves_its_return_alone(world):
    assert edited(world, lambda sheet: sheet.delete_rows(TOTAL)) == []


def test_a_doubled_row_is_named_with_its_twin(world):
    def double(sheet):
        sheet.append([sheet.cell(TOTAL, number).value for number in range(1, len(COLUMNS) + 1)])

    assert edited(world, double) == [
        "Sheet County council, row 6: NI 102 stands there twice: here and in sheet County council, row 3."
    ]


def test_figures_that_slipped_by_a_row_are_caught_by_the_code(world):
    def swap(sheet):
        for key in ("return", "version"):
            first, second = sheet.cell(RATIO, COLUMN[key]), sheet.cell(TOTAL, COLUMN[key])
            first.value, second.value = second.value, first.value

    assert [fault.partition(" Download")[0] for fault in edited(world, swap)] == [
        "Sheet County council, row 2, column Code: This row says ‘NI 101’ but bears the number of NI 102.",
        "Sheet County council, row 3, column Code: This row says ‘NI 102’ but bears the number of NI 101.",
    ]


def test_rows_in_another_order_say_the_same(world):
    rows = downloaded_csv(world)
    text = filled_csv(rows, FILLED).splitlines(keepends=True)

    found = checked(world, "".join([text[0], *reversed(text[1:])]).encode())

    assert sorted(one.return_id for one in found.entries) == sorted(
        one.return_id for one in checked(world, filled(downloaded(world), FILLED)).entries
    )


def test_an_area_that_is_not_asked_for_is_named(world):
    assert (
        "NI 102 asks for no figure for ‘Atlantis’."
        in faults(world, {(TOTAL, "area"): "Atlantis", (TOTAL, "value"): 3})[0]
    )


@pytest.mark.parametrize("number", [None, "x", 999_999, "1; DROP TABLE", 10**30])
def test_a_row_without_the_number_of_a_return_is_refused(world, number):
    (fault,) = faults(world, {(TOTAL, "return"): number, (TOTAL, "value"): 3})

    assert fault.startswith("Sheet County council, row 3, column Return: ")
    assert "is no return of Q4 2008/09." in fault


def test_another_rounds_return_is_no_return_of_this_one(world):
    other = owing(world, 1)[0]
    other.round = RoundFactory()
    other.save()

    (fault,) = faults(world, {(TOTAL, "return"): other.pk, (TOTAL, "value"): 3})

    assert "is no return of Q4 2008/09." in fault


def test_contradictions_about_one_return_are_named(world):
    assert faults(
        world,
        {(NORTH, "value"): 1, (SOUTH, "value"): 2, (NORTH, "commentary"): "a", (SOUTH, "commentary"): "b"},
    ) == [
        (
            "Sheet County council, row 5, column Commentary: This contradicts sheet County council, row 4. "
            "Say it once, in the first row."
        )
    ]


@pytest.mark.parametrize("name", ["coordinator", "lead", "outsider", "admin"])
def test_what_is_not_yours_is_refused_by_name(world, name):
    book = filled(downloaded(world), {(TOTAL, "value"): 36})

    found = sentences(checked(world, book, by=getattr(world, name)))

    assert found[1] == (
        "Sheet County council, row 3: NI 102 is not yours to return: County council answers for it. "
        "Delete its sheet or its rows."
    )
    assert len(found) == 4


# --- what moved meanwhile ---------------------------------------------------------------------------------


def test_a_stale_row_is_refused_by_name(world):
    book = filled(downloaded(world), FILLED)
    world.drafted(world.total, commentary="A colleague was here.")

    assert sentences(checked(world, book)) == [
        (
            "Sheet County council, row 3: NI 102 has been changed by Owner since this workbook was downloaded. "
            "Download it again for this row."
        )
    ]


def test_a_submitted_a_verified_and_a_shut_return_say_why(world):
    book = filled(downloaded(world), FILLED)
    world.submitted(world.total)
    world.verified(world.split)

    found = sentences(checked(world, book))
    late = sentences(checked(world, book, on=date(2009, 5, 15)))

    assert found == [
        "Sheet County council, row 3: NI 102 has been submitted. Take it back first, then download the workbook again.",
        "Sheet County council, row 4: NI 103 cannot be changed now. Verified by Coordinator: it waits to be published.",
    ]
    assert late[0] == (
        "Sheet County council, row 2: NI 101 cannot be changed now. "
        "The window is shut: Q4 2008/09 took figures until 14 May 2009."
    )


# --- files as a whole -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02", "This is neither an Excel workbook"),
        ("Code;Größe".encode("latin-1"), "This is neither an Excel workbook"),
        ("Code,Area\n".encode("utf-16"), "This is neither an Excel workbook"),
        (b"<html><body>Sign in</body></html>", "Row 1: This row does not name the columns"),
        (b"Code,Area,Figure\n1,2,3\n", "Row 1: These columns are missing: Return, Version, Numerator"),
        (b"PK\x03\x04rubbish", "The file is damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(world, content, start):
    (sentence,) = sentences(checked(world, content))

    assert sentence.startswith(start)


def test_a_title_that_stands_there_twice_is_refused(world):
    (fault,) = faults(world, {(1, "last"): "Figure"})

    assert fault == "Sheet County council, row 1: These columns stand there twice: Figure."


def test_columns_may_stand_in_another_order_and_have_company(world):
    rows = list(csv.reader(StringIO(filled_csv(downloaded_csv(world), FILLED))))
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(["my note", *reversed(row)] for row in rows)

    assert [one.is_final for one in checked(world, out.getvalue().encode()).entries] == [True, False, False]


def test_more_rows_than_a_round_can_have_are_not_read(world):
    text = downloaded_csv(world)
    row = text.splitlines()[1]

    found = read((text + f"{row}\r\n" * 5000).encode(), most_bytes=MOST)

    assert [str(fault) for fault in found.faults] == ["There are more than 5,000 rows."]


def test_a_check_asks_as_many_questions_for_two_rows_as_for_two_hundred(world):
    def questions(count):
        owing(world, count)
        cells = {(row, "value"): 7 for row in (TOTAL, *range(6, 6 + count))}
        book = filled(downloaded(world), cells)
        with CaptureQueriesContext(connection) as seen:
            found = checked(world, book)
        return len(seen), len(found.entries)

    few, many = questions(1), questions(198)

    assert (few[1], many[1]) == (2, 199)
    assert few[0] == many[0]
