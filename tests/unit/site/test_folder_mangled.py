"""Mangled folders, thousands of them: each is loaded whole or refused in words, and a refused one leaves no trace.

`FOLDER_EXAMPLES=10000` runs that many, shared among the properties; otherwise a hundred.
"""

import csv
import hashlib
import io
import os

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dorset_lsp.site.loading import FolderIsFaulty, load
from dorset_lsp.site.loading.formats import FILES
from tests.factories.folders import VALE_FILES, VALE_WORDS
from tests.schema.laws import our_models

pytestmark = pytest.mark.django_db
PROPERTIES = 5
EXAMPLES = -(-int(os.environ.get("FOLDER_EXAMPLES", "100")) // PROPERTIES)
many = settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a smaller example costs more than it tells
)

BASE = {
    "partnership.yaml": VALE_WORDS.encode(),
    **{f"{name}.csv": text.encode() for name, text in VALE_FILES.items()},
}
names = st.sampled_from(sorted(BASE))
tables = st.sampled_from(sorted(VALE_FILES))
anything = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from([
        "", " ", "NaN", "Infinity", "1e9", "1e400", "-0", "999999999", "0.000001", "-1", "0001-01-01", "9999-12-31",
        "2009-02-30", "yes", "no", "vale", "hill", "board", "NI 154", "NI-154", ";", "a;a", "a:0", "hill:0.00001",
        "'; DROP TABLE", "=1+1", "\x00", "½", "NULL", "None", "olive@vale.example", "a" * 300, "draft", "verify",
    ]),
)  # fmt: skip


def fingerprint():
    """A hash of every row of every table of ours."""
    whole = hashlib.sha256()
    for model in our_models():
        for row in model._base_manager.order_by("pk").values_list():
            whole.update(repr(row).encode())
    return whole.hexdigest()


def loaded_whole_or_not_at_all(files, path):
    """Load the folder, and undo it. Whatever is raised but faults is a fault of ours."""
    for name, content in files.items():
        (path / name).write_bytes(content)
    before = fingerprint()
    with transaction.atomic():
        faults = faults_of(path)
        assert [fault for fault in faults if not (fault.file and fault.sentence)] == []
        assert (fingerprint() == before) == bool(faults)
        transaction.set_rollback(True)


def faults_of(path):
    """Every fault of a folder; none when it was loaded."""
    try:
        load(path)
    except FolderIsFaulty as error:
        return error.faults
    return ()


def as_rows(name):
    return list(csv.reader(io.StringIO(VALE_FILES[name], newline="")))


def as_csv(rows):
    whole = io.StringIO(newline="")
    csv.writer(whole, lineterminator="\n").writerows(rows)
    return whole.getvalue().encode("utf-8", "surrogatepass")


@many
@given(data=st.data())
def test_cells_of_any_kind(data, tmp_path_factory):
    files = dict(BASE)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(tables)
        rows = list(
            csv.reader(io.StringIO(files[f"{name}.csv"].decode("utf-8", "surrogatepass"), newline=""))
        )
        row = data.draw(st.integers(1, len(rows) - 1))
        rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(anything)
        files[f"{name}.csv"] = as_csv(rows)
    loaded_whole_or_not_at_all(files, tmp_path_factory.mktemp("cells"))


@many
@given(data=st.data())
def test_rows_dropped_swapped_and_doubled(data, tmp_path_factory):
    files = dict(BASE)
    for name in data.draw(st.lists(tables, min_size=1, max_size=3, unique=True)):
        heading, *rows = as_rows(name)
        places = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=len(rows) + 2))
        files[f"{name}.csv"] = as_csv([heading, *(rows[place] for place in places)])
    loaded_whole_or_not_at_all(files, tmp_path_factory.mktemp("rows"))


@many
@given(data=st.data())
def test_columns_missing_doubled_renamed_and_strange(data, tmp_path_factory):
    files, name = dict(BASE), data.draw(tables)
    columns = [*FILES[name].by_name, "colour", "", " slug", "Slug", ";"]
    rows = as_rows(name)
    rows[0] = data.draw(
        st.permutations(rows[0]) | st.lists(st.sampled_from(columns), min_size=1, max_size=len(rows[0]) + 1)
    )
    if data.draw(st.booleans()):
        rows = [row[: len(rows[0])] for row in rows]
    files[f"{name}.csv"] = as_csv(rows)
    loaded_whole_or_not_at_all(files, tmp_path_factory.mktemp("columns"))


def _flipped(content, data):
    place = data.draw(st.integers(0, len(content) - 1))
    return (
        content[:place] + data.draw(st.binary(max_size=4)) + content[place + data.draw(st.integers(0, 3)) :]
    )


BYTES = {
    "utf-16": lambda content, data: content.decode().encode("utf-16"),
    "latin-1": lambda content, data: content + "é".encode("latin-1"),
    "byte order mark": lambda content, data: b"\xef\xbb\xbf" + content,
    "two marks": lambda content, data: b"\xef\xbb\xbf" * 2 + content,
    "CRLF": lambda content, data: content.replace(b"\n", b"\r\n"),
    "CR": lambda content, data: content.replace(b"\n", b"\r"),
    "nought bytes": lambda content, data: content.replace(b"a", b"\x00", 3),
    "flipped": _flipped,
    "cut off": lambda content, data: content[: data.draw(st.integers(0, len(content)))],
    "semicolons": lambda content, data: content.replace(b",", b";"),
    "tabs": lambda content, data: content.replace(b",", b"\t"),
    "an open quotation mark": lambda content, data: content.replace(b",", b',"', 1),
    "a cell of 10 MB": lambda content, data: content.replace(b"\n", b"\n" + b"x" * 10_000_000, 1),
    "nothing": lambda content, data: b"",
    "random": lambda content, data: data.draw(st.binary(max_size=200)),
}


@many
@given(data=st.data(), how=st.sampled_from(sorted(BYTES)), name=names)
def test_bytes_of_any_kind(data, how, name, tmp_path_factory):
    files = {**BASE, name: BYTES[how](BASE[name], data)}
    loaded_whole_or_not_at_all(files, tmp_path_factory.mktemp("bytes"))


scraps = st.sampled_from([
    "format: 1", "format: one", "format: [1]", "name: [a, b]", "name: {a: b}", "name: 2009", "area: vale", "area: null",
    "today: 2009-13-45", "today: 2009-04-20 10:00:00", "year_start_month: yes", "year_start_month: 13", "strategy: 5",
    "strategy: [1, 2]", "strategy: {slug: a}", "agreement: {versions: 7}", "agreement: {versions: [1, {number: x}]}",
    "demo_accounts: x", "demo_accounts: [[[]]]", "a: &a [*a]", "name: *nobody", "? [1]", "- 1", "\t", "{", "[" * 3000,
    "!!python/object:os.system x", 'name: "\\0"', 'name: "\\ud800"', "name: Vale", "%YAML 9", "about: |\n  two\n  lines",
])  # fmt: skip


@many
@given(lines=st.lists(scraps, min_size=1, max_size=6), keep=st.booleans())
def test_words_of_any_shape(lines, keep, tmp_path_factory):
    words = (VALE_WORDS if keep else "") + "\n".join(lines) + "\n"
    loaded_whole_or_not_at_all({**BASE, "partnership.yaml": words.encode()}, tmp_path_factory.mktemp("words"))


def test_the_fingerprint_sees_a_single_row(tmp_path):
    before = fingerprint()
    apps.get_model("partnerships.Area").objects.create(slug="a", name="A", kind="parish")
    assert fingerprint() != before
