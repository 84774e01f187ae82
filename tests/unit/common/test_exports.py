"""Tables as files: what the page shows, real numbers, and nothing that a cell could run."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from dorset_lsp.common.exports import csv_response, neutral, xlsx_response

HEADER = ("Code", "Figure", "Day")


def read_csv(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def read_xlsx(answer):
    return load_workbook(BytesIO(answer.content)).active


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-cmd|x", "@import", "\tx", "\rx", '=HYPERLINK("http://x")']
)
def test_a_text_that_a_spreadsheet_might_run_is_made_harmless(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["-5", "+5.5", "NI 154", "5-6", "", None, -5, Decimal("-1.5"), date(2009, 4, 20)]
)
def test_numbers_dates_and_plain_texts_stay_as_they_are(value):
    assert neutral(value) == value


def test_a_csv_file_holds_numbers_as_numbers_and_days_as_days():
    rows = [["NI 154", Decimal("78.500000"), date(2009, 4, 20)], ["=1+1", None, "1,240"]]

    assert read_csv(csv_response("figures", HEADER, rows)) == [
        ["Code", "Figure", "Day"], ["NI 154", "78.5", "2009-04-20"], ["'=1+1", "", "1,240"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("0.000000"), "0"), (Decimal("1200.000000"), "1200"), (Decimal("0.100000"), "0.1")],
)
def test_a_decimal_is_written_in_full_without_needless_noughts(value, text):
    assert read_csv(csv_response("figures", ["Figure"], [[value]]))[1] == [text]


def test_a_csv_file_is_named_typed_and_marked_as_utf_8():
    answer = csv_response("ni-154", HEADER, [["“quoted”", 1, 2]])

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="ni-154.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert read_csv(answer)[1][0] == "“quoted”"


def test_a_workbook_holds_real_numbers_and_days_and_no_formula():
    rows = [["NI 154", Decimal("78.5"), date(2009, 4, 20)], ["=1+1", -5, None]]

    sheet = read_xlsx(xlsx_response("figures", HEADER, rows))

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=2)] == [
        ["NI 154", 78.5], ["'=1+1", -5],
    ]  # fmt: skip
    assert sheet["C2"].value.date() == date(2009, 4, 20)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n", "d"}


def test_a_workbooks_first_row_is_bold_and_stays_in_sight_and_columns_are_wide_enough():
    sheet = read_xlsx(
        xlsx_response("figures", HEADER, [["A rather long indicator", 1, 2], ["x" * 200, 1, 2]])
    )

    assert [cell.font.bold for cell in sheet[1]] == [True, True, True]
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 8)


def test_a_long_name_is_cut_for_the_sheet_and_kept_for_the_file():
    answer = xlsx_response("a-name-of-more-than-thirty-one-letters", HEADER, [])

    assert read_xlsx(answer).title == "a-name-of-more-than-thirty-one-"
    assert "a-name-of-more-than-thirty-one-letters.xlsx" in answer["Content-Disposition"]
