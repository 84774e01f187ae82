"""A file is opened only when it is what it seems, small enough, and calls nothing."""

import io
import struct
import zipfile

import pytest

from performance.workbook import safety
from performance.workbook.safety import Kind, kind_of
from tests.factories.workbooks import MOST, downloaded, repacked

pytestmark = pytest.mark.django_db
TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet2.xml"


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.fixture
def book(world):
    return downloaded(world)


def test_a_workbook_and_a_csv_are_known_by_their_content(book):
    assert (kind_of(book, MOST), kind_of(b"Code,Area\n", MOST)) == (Kind.XLSX, Kind.CSV)


def test_an_empty_file_says_so():
    assert kind_of(b"", MOST) == safety.EMPTY


def test_a_file_of_200_mb_is_refused_by_its_size_alone():
    refusal = kind_of(bytes(200 * 1024 * 1024), MOST)

    assert str(refusal) == (
        "The file has 200 MB; a workbook may have 5 MB at most. One that was downloaded here is far smaller."
    )


def test_a_workbook_with_macros_is_refused_by_part_and_by_type(book):
    with_part = repacked(book, {"xl/vbaProject.bin": b"macro"})
    types = part(book, TYPES).replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    )

    assert types != part(book, TYPES)
    assert (kind_of(with_part, MOST), kind_of(repacked(book, {TYPES: types}), MOST)) == (
        safety.MACRO,
        safety.MACRO,
    )


def test_a_zip_that_is_no_workbook_is_refused_whatever_it_is_called(book):
    document = repacked(
        book,
        {TYPES: part(book, TYPES).replace(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main")},
    )

    assert kind_of(zipped(readme="hello"), MOST) == safety.NO_WORKBOOK
    assert kind_of(document, MOST) == safety.NO_WORKBOOK


def test_an_old_or_encrypted_workbook_is_told_apart():
    assert kind_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), MOST) == safety.OLD_OR_LOCKED


def test_an_encrypted_part_is_refused_before_it_is_read(book):
    # Bit 0 of the flags of every entry in the list at the end of the archive.
    marked = bytearray(book)
    at = marked.find(b"PK\x01\x02")
    while at >= 0:
        flags = struct.unpack_from("<H", marked, at + 8)[0]
        struct.pack_into("<H", marked, at + 8, flags | 1)
        at = marked.find(b"PK\x01\x02", at + 4)

    assert kind_of(bytes(marked), MOST) == safety.OLD_OR_LOCKED


def test_a_bomb_is_refused_by_its_list_and_never_unpacked(book):
    bomb = repacked(book, {SHEET: b" " * (safety.MOST_UNPACKED + 1)})

    assert len(bomb) < 100_000
    assert kind_of(bomb, MOST) == safety.TOO_LARGE_UNPACKED


def test_a_bomb_that_lies_about_its_size_is_damaged(book):
    bomb = bytearray(repacked(book, {SHEET: b" " * (safety.MOST_UNPACKED + 1)}))
    at = bomb.find(b"PK\x01\x02")
    while at >= 0:
        if struct.unpack_from("<I", bomb, at + 24)[0] > safety.MOST_UNPACKED:
            struct.pack_into("<I", bomb, at + 24, 1000)
        at = bomb.find(b"PK\x01\x02", at + 4)

    assert kind_of(bytes(bomb), MOST) == safety.DAMAGED


def test_thousands_of_parts_are_refused(book):
    many = repacked(book, {f"xl/media/{number}.png": b"x" for number in range(safety.MOST_PARTS)})

    assert kind_of(many, MOST) == safety.TOO_LARGE_UNPACKED


@pytest.mark.parametrize(
    "name",
    [
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/connections.xml",
        "xl/activeX/a.xml",
    ],
)
def test_what_calls_outside_is_refused(book, name):
    assert kind_of(repacked(book, {name: b"<x/>"}), MOST) == safety.CALLS_OUT


@pytest.mark.parametrize(
    "start",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        b'<?xml version="1.0"?><!doctype x SYSTEM "file:///etc/passwd">',
        b'<?xml version="1.0" encoding="cp037"?>',
        b'<?xml version="1.0" encoding="UTF-16"?>',
        b"\xff\xfe<\x00x\x00",
        "<!DOCTYPE x>".encode("utf-16-be"),
    ],
)
def test_entities_and_alphabets_that_could_hide_them_are_refused(book, start):
    assert kind_of(repacked(book, {SHEET: start + part(book, SHEET)}), MOST) == safety.ODD_XML


def test_a_truncated_workbook_is_damaged(book):
    assert kind_of(book[: len(book) // 2], MOST) == safety.DAMAGED


def test_a_part_that_stands_there_twice_is_damage(book):
    out = io.BytesIO(book)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, b"<x/>")

    assert kind_of(out.getvalue(), MOST) == safety.DAMAGED
