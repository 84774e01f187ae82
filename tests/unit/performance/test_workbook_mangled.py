"""Mangled workbooks and CSV files, thousands of them: each is refused in words or understood, and none changes anything.

`WORKBOOK_EXAMPLES=10000` runs that many, shared among the properties; otherwise a few hundred.
"""

import os
import zipfile
from functools import cache
from io import BytesIO
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from performance.models import Return, ReturnFigure, WorkbookUpload
from performance.workbook.layout import COLUMNS, NEEDED, TYPED
from performance.workbook.reading import NUMBERS, Read, Row, read
from tests.factories.workbooks import (
    COLUMN,
    FILLED,
    MOST,
    NORTH,
    RATIO,
    SOUTH,
    TOTAL,
    checked,
    downloaded,
    downloaded_csv,
    filled,
    filled_csv,
)

pytestmark = pytest.mark.django_db
PROPERTIES = 7
EXAMPLES = -(-int(os.environ.get("WORKBOOK_EXAMPLES", "210")) // PROPERTIES)
# The world is made once for all examples of a property, because none of them may change it: that is the property.
many = settings(
    max_examples=EXAMPLES,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)

ROWS = (RATIO, TOTAL, NORTH, SOUTH)
anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**20), max_value=10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.sampled_from(
        [
            "",
            "=1+1",
            "12,5",
            "12.5",
            "about 12",
            "1e9",
            "-0",
            "50%",
            "submit",
            "nothing",
            "suppressed",
            "#N/A",
            "NaN",
        ]
    ),
)
cells = st.dictionaries(
    st.tuples(st.sampled_from(ROWS), st.sampled_from([column.key for column in COLUMNS])),
    anything,
    min_size=1,
    max_size=6,
)


@pytest.fixture
def base(world):
    """The world with the owner's filled-in workbook and CSV, and the state of all that a file could change."""
    world.book = filled(downloaded(world), FILLED)
    world.csv = filled_csv(downloaded_csv(world), FILLED)
    world.before = everything()
    return world


def everything():
    return (
        list(Return.objects.order_by("pk").values()),
        list(ReturnFigure.objects.order_by("pk").values()),
        WorkbookUpload.objects.count(),
    )


def hold(base, content):
    """The law: never an exception; either entries or faults, each fault a sentence; and nothing has changed."""
    found = checked(base, content)

    assert bool(found.entries) != bool(found.faults)
    assert all(fault.sentence.endswith(".") and len(fault.sentence) > 10 for fault in found.faults)
    assert everything() == base.before
    return found


@many
@given(cells=cells)
def test_mangled_cells(base, cells):
    hold(base, filled(base.book, cells))


@many
@given(
    cells=cells,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_mangled_cells_of_csv(base, cells, separator, encoding):
    text = filled_csv(base.csv, cells, separator)

    hold(base, text.encode(encoding))


@many
@given(
    order=st.lists(st.integers(min_value=0, max_value=4), max_size=8),
    cut=st.integers(min_value=0, max_value=20),
)
def test_rows_dropped_doubled_and_swapped_and_columns_cut(base, order, cut):
    lines = base.csv.splitlines()
    text = (
        "\n".join(lines[number] for number in order)
        if cut > 3
        else "\n".join(line.split(",", cut)[-1] for line in lines)
    )

    hold(base, text.encode())


@many
@given(
    at=st.floats(min_value=0, max_value=1),
    take=st.integers(min_value=0, max_value=200),
    put=st.binary(max_size=60),
    is_csv=st.booleans(),
)
def test_bytes_taken_out_and_put_in(base, at, take, put, is_csv):
    content = base.csv.encode() if is_csv else base.book
    where = int(at * len(content))

    hold(base, content[:where] + put + content[where + take :])


@many
@given(
    end=st.floats(min_value=0, max_value=1),
    is_csv=st.booleans(),
    tail=st.binary(max_size=200),
    head=st.sampled_from([b"", b"PK", b"PK\x03\x04", b"\xef\xbb\xbf", b"Code,"]),
)
def test_truncated_files_and_random_bytes(base, end, is_csv, tail, head):
    content = base.csv.encode() if is_csv else base.book

    hold(base, content[: int(end * len(content))])
    hold(base, head + tail)


@cache
def parts_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@many
@given(
    data=st.data(),
    change=st.sampled_from(["drop", "empty", "noise", "tag", "attribute", "foreign"]),
    noise=st.binary(max_size=40),
)
def test_parts_of_the_zip_dropped_emptied_and_rewritten(base, data, change, noise):
    parts = dict(parts_of(base.book))
    name = data.draw(st.sampled_from(sorted(parts)))
    part = parts.pop(name)
    where = data.draw(st.integers(min_value=0, max_value=len(part)))
    rewritten = {
        "empty": b"",
        "noise": part[:where] + noise + part[where:],
        "tag": part.replace(b"<c ", b"<d ", 3).replace(b"</row>", b"", 1),
        "attribute": part.replace(b't="n"', b't="d"')
        .replace(b'r="', b'r="ZZZ', 2)
        .replace(b's="1"', b's="99999"'),
    }
    if change == "foreign":
        name, rewritten["foreign"] = "xl/" + data.draw(st.text("abcXYZ./\\", max_size=12)) + ".xml", part
    if change != "drop":
        parts[name] = rewritten[change]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)

    hold(base, out.getvalue())


@many
@given(
    text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
        lambda text: (
            not text.strip().replace(".", "").replace("-", "").isascii()
            or not any(letter.isdigit() for letter in text)
        )
    ),
    row=st.sampled_from(ROWS),
    key=st.sampled_from(NUMBERS),
)
def test_a_word_where_a_figure_belongs_is_always_a_fault_at_its_place(base, text, row, key):
    found = hold(base, filled_csv(base.csv, {(row, key): text}).encode())

    places = {(fault.row, fault.column) for fault in found.faults}
    if text.strip():
        assert (row, COLUMNS[COLUMN[key] - 1].title) in places


def test_what_reading_gives_is_text_under_known_columns(base):
    found = read(base.book, most_bytes=MOST)

    assert isinstance(found, Read)
    assert all(isinstance(row, Row) and set(row.cells) == set(NEEDED) for row in found.rows)
    assert {type(text) for text in chain.from_iterable(row.cells.values() for row in found.rows)} == {str}
    assert set(TYPED) < set(NEEDED)
