"""The five formats, each read back as its readers would read it."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pikepdf
import pytest
from openpyxl import load_workbook

from dorset_lsp.common.documents.letters import characters_of, showable
from dorset_lsp.common.documents.pdf import TEXT_FONTS
from performance.answers import Figure
from performance.enums import ReportFormat
from performance.models import Observation, Result
from performance.reports import columns
from performance.reports.compiling import drawn
from tests.factories.reports import corrected, frozen, published, quiet

NASTY = '=HYPERLINK("http://x.example","Ask") <script>alert(1)</script> & #strong[x] $y$ \\ end'
CODES = ["NI 101", "NI 103", "NI 102"]


@pytest.fixture
def files(world):
    """Every format of a first edition with a commentary that tries everything."""
    edition = published(world, commentary=NASTY)
    return dict(drawn(edition.report_data, quiet))


def rows_of(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


# --- JSON and CSV --------------------------------------------------------------------------------------------


def test_the_json_file_is_the_frozen_text_byte_for_byte(world):
    edition = published(world)

    assert (
        dict(drawn(edition.report_data, quiet))[ReportFormat.JSON] == edition.report_data.canonical.encode()
    )


def test_the_csv_file_has_a_line_for_each_indicator(files):
    text = files[ReportFormat.CSV].decode("utf-8-sig")

    rows = list(csv.DictReader(StringIO(text)))
    assert [row["Code"] for row in rows] == CODES
    assert [rows[0][name] for name in ("Figure", "Figure as shown", "Status", "Received")] == [
        "78", "78.0 %", "Green", "2009-04-20",
    ]  # fmt: skip


def test_a_formula_in_a_text_is_neutralised_in_the_csv_file_and_nothing_is_marked_up(files):
    rows = list(csv.DictReader(StringIO(files[ReportFormat.CSV].decode("utf-8-sig"))))

    assert rows[0]["Commentary"] == f"'{NASTY}"
    assert [
        cell
        for row in rows
        for name, cell in row.items()
        if name != "Commentary" and re.search(r"<|&\w+;", cell)
    ] == []


# --- the workbook --------------------------------------------------------------------------------------------


def test_the_workbook_has_real_numbers_and_real_dates(files):
    book = load_workbook(BytesIO(files[ReportFormat.XLSX]))

    first = rows_of(book["Results"])[0]
    assert (first["Figure"], first["Received"].date()) == (78, date(2009, 4, 20))
    assert [type(row["Figure"]) for row in rows_of(book["Figures"])] == [
        int,
        *[float] * 5,
        int,
        int,
        *[int] * 14,
    ]


def test_a_formula_in_a_text_is_a_text_in_the_workbook(files):
    book = load_workbook(BytesIO(files[ReportFormat.XLSX]))

    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert rows_of(book["Results"])[0]["Commentary"] == f"'{NASTY}"
    assert "f" not in kinds


def test_the_second_sheet_explains_every_column_of_every_sheet(files):
    book = load_workbook(BytesIO(files[ReportFormat.XLSX]))

    explained = {(row["Sheet"], row["Column"]) for row in rows_of(book["Columns"]) if row["What it means"]}
    assert book.sheetnames == ["Results", "Columns", "Figures"]
    assert {("Results", one.heading) for one in columns.RESULTS} <= explained
    assert {("Figures", one.heading) for one in columns.FIGURES} <= explained


def test_a_correction_has_a_sheet_of_differences(world):
    published(world)
    edition = corrected(world, 790)

    book = load_workbook(BytesIO(dict(drawn(edition.report_data, quiet))[ReportFormat.XLSX]))

    told = {row["What differs"]: (row["Before"], row["Now"]) for row in rows_of(book["Differences"])}
    assert told["Figure"] == ("78.0 %", "79.0 %")


def test_characters_that_nobody_can_show_spoil_no_format(world):
    edition = published(world, commentary="Line one\x0b\x01 and \N{GRINNING FACE}")

    files = dict(drawn(edition.report_data, quiet))

    book = load_workbook(BytesIO(files[ReportFormat.XLSX]))
    assert rows_of(book["Results"])[0]["Commentary"] == "Line one and \N{GRINNING FACE}"
    assert len(files) == 5


# --- the web page --------------------------------------------------------------------------------------------


def test_the_web_page_needs_nothing_from_elsewhere(files):
    page = files[ReportFormat.HTML].decode()

    addresses = re.findall(r'(?:href|src|action|url)\s*[=(]\s*"?([^")\s>]+)', page)
    assert {one for one in addresses if not one.startswith(("#", "data:font/woff2"))} == set()
    assert re.findall(r"<(?:script|link|img|iframe|object|form)\b", page) == []
    assert re.findall(r"\sstyle=", page) == []


def test_every_link_within_the_web_page_leads_somewhere_and_every_name_is_given_once(files):
    page = files[ReportFormat.HTML].decode()

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_what_people_wrote_is_escaped_in_the_web_page(files):
    page = files[ReportFormat.HTML].decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_each_chart_in_the_web_page_has_a_title_and_a_text(files):
    charts = re.findall(r'<svg [^>]*role="img".*?</svg>', files[ReportFormat.HTML].decode(), re.DOTALL)

    told = [[one.text for one in ElementTree.fromstring(chart)[:2]] for chart in charts]
    assert [title for title, _ in told] == [
        "NI 101 Homes that are decent", "NI 103 People helped", "NI 102 Homes built",
    ]  # fmt: skip
    assert told[0][1].startswith("Chart of 8 figures from Q1 2007/08 to Q4 2008/09. 78.0 % against")


def test_exceptions_stand_before_everything_else(world):
    edition = published(world, figures={world.county.pk: world_figure(600)}, commentary="Bad.", is_surprise_confirmed=True,
                        direction_view="worsening")  # fmt: skip

    page = dict(drawn(edition.report_data, quiet))[ReportFormat.HTML].decode()

    assert frozen(edition)["exceptions"][0]["code"] == "NI 101"
    assert (
        page.index('id="attention"')
        < page.index("Off target and getting worse")
        < page.index('id="outcomes"')
    )


def world_figure(numerator):
    return Figure(numerator=Decimal(numerator), denominator=Decimal(1000))


# --- the PDF -------------------------------------------------------------------------------------------------


def structure(pdf):
    """Every element of the tag tree as (tag, element), in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.append((str(one.S)[1:], one))
            if "/K" in one:
                waiting.append(one.K)
    return found


@pytest.fixture
def pdf(files):
    with pikepdf.open(BytesIO(files[ReportFormat.PDF])) as opened:
        yield opened


def test_the_pdf_is_tagged_and_says_its_language_and_title(pdf):
    with pdf.open_metadata() as meta:
        said = {key: meta.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}

    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    assert str(pdf.docinfo.Title) == "Performance report, Q4 2008/09, edition 1"
    assert said == {"pdfuaid:part": "1", "pdfaid:part": "2", "pdfaid:conformance": "A"}


def test_each_chart_in_the_pdf_has_its_text(pdf):
    texts = [str(element.Alt) for tag, element in structure(pdf) if tag == "Figure" and "/Alt" in element]

    assert [text[:19] for text in texts] == ["Chart of 8 figures "] + ["Chart of 7 figures "] * 2
    assert texts[0].startswith("Chart of 8 figures from Q1 2007/08 to Q4 2008/09. 78.0 % against")


def test_tables_in_the_pdf_have_heads_and_the_tree_has_headings(pdf):
    tags = [tag for tag, _ in structure(pdf)]

    assert {"Title", "H1", "H2", "H3", "TOC", "TOCI", "Table", "THead", "TH", "TD", "Figure"} <= set(tags)
    assert tags.count("THead") == tags.count("Table")


def test_the_outline_of_the_pdf_leads_to_every_indicator(pdf):
    with pdf.open_outline() as outline:
        sections = {one.title: [child.title for child in one.children] for one in outline.root}

    assert list(sections) == [
        "What needs attention", "Outcomes", "Scorecards", "Each indicator", "How figures are judged",
    ]  # fmt: skip
    assert sections["Each indicator"] == [
        "NI 101 Homes that are decent",
        "NI 103 People helped",
        "NI 102 Homes built",
    ]


def test_the_pdf_embeds_its_letters(pdf):
    fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}

    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"SourceSans3"}


def test_a_character_that_the_font_has_not_is_written_as_its_number():
    letters = characters_of(*TEXT_FONTS)

    assert showable({"said": ["Ŵy £ é \x01\n\N{GRINNING FACE}", 3]}, letters) == {
        "said": ["Ŵy £ é \n[U+1F600]", 3]
    }


# --- no figures ----------------------------------------------------------------------------------------------


def test_an_indicator_without_figures_has_no_chart_and_says_so(world):
    Observation.objects.filter(indicator=world.total).delete()
    edition = published(world)

    page = dict(drawn(edition.report_data, quiet))[ReportFormat.HTML].decode()

    assert Result.objects.in_edition(edition).count() == 3
    assert (page.count('role="img"'), page.count("No figure has been published yet.")) == (2, 1)
