"""No place is in the code: apps, templates, styles and building blocks know nothing of the partnership that is shown."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = (
    "partnerships", "performance", "delivery_chain", "scrutiny", "templates", "static", "dorset_lsp/common",
    "dorset_lsp/site",
)  # fmt: skip
READ = {".py", ".html", ".txt", ".css", ".js", ".md", ".svg", ".typ", ".json", ".csv", ".yaml", ".in"}
OURS = re.compile(r"dorset_lsp|DORSET_VAR")
"""The names of the package and of its variable."""
PLACES = {
    "Dorset", "Christchurch", "Purbeck", "Weymouth", "Portland", "Bournemouth", "Poole", "Bridport", "Sherborne",
    "Dorchester", "Wareham", "Wimborne", "Chesil", "Stour", "Frome", "Shaping our future", "Raynes", "Torch from the Stone",
}  # fmt: skip
FOLDERS = ("dorset", "nethershire")


def of_folder(name: str, file: str, column: str) -> set[str]:
    with (ROOT / "dorset_lsp" / "data" / name / f"{file}.csv").open(encoding="utf-8", newline="") as text:
        return {row[column] for row in csv.DictReader(text)}


def words_of(folder: str) -> set[str]:
    """The names that only this partnership has: its places, people and organisations."""
    areas = {name for area in of_folder(folder, "areas", "name") for name in area.split(" and ")}
    return (
        areas
        | of_folder(folder, "people", "name") - {"Site administrator"}
        | {name for name in of_folder(folder, "organisations", "name") if name != "Rural Community Council"}
    )


def lines() -> Iterator[tuple[str, str]]:
    """Every line of the code with where it stands, the package's own name left out."""
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in READ and "__pycache__" not in path.parts:
                for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                    yield f"{path.relative_to(ROOT)}:{number}", OURS.sub("", line)


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_word_of_a_shipped_partnership_is_in_the_code(folder):
    words = words_of(folder) | (PLACES if folder == "dorset" else {"Nethershire"})
    known = re.compile(rf"\b({'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)

    assert [(where, found[0]) for where, line in lines() if (found := known.search(line))] == []


def test_the_look_at_the_code_sees_all_kinds_of_it():
    seen = {Path(where.rpartition(":")[0]).suffix for where, _ in lines()}

    assert {".py", ".html", ".css", ".js", ".md"} <= seen
    assert {"Dorset", "Weymouth", "Portland", "Ruth Tolland"} <= words_of("dorset") | PLACES
