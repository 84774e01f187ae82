"""A folder to begin with: a small invented partnership that loads as it is, every file with all its headings, and a guide."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from dorset_lsp.site.loading.exporting import Files
from dorset_lsp.site.loading.exporting.printing import quoted
from dorset_lsp.site.loading.formats import FILES
from dorset_lsp.site.loading.words import FILE

EXAMPLE: Final = Path(__file__).resolve().parent / "example"
GUIDE: Final = "README.md"

PURPOSES: Final = {
    "areas": "the whole area and its parts; a part stands below what it is part of",
    "organisations": "who works in the partnership",
    "people": "everybody who is named, and whether they sign in; `staff` yes makes an administrator",
    "bodies": "the Board and its groups",
    "seats": "the places on each body",
    "memberships": "who sits where; the Board's support is the co-ordinator",
    "challenges": "what your strategy wants to meet",
    "outcomes": "what is to be different for people, and which group answers for it",
    "indicators": "what is measured, by whom, how often, and how its parts make the whole",
    "definitions": "what exactly is counted",
    "targets": "what was agreed for each indicator, or why nothing is yet",
    "target_points": "the value to be reached in each period",
    "scorecards": "which indicators stand together on a page",
    "history": "figures from before your first round here",
    "rounds": "rounds of the past or planned ones; the first you may as well open on the site",
    "actions": "who does what by when",
}
"""What a newcomer needs to know of a file. The others can wait, and the guide says so."""


def starter() -> Files:
    """Every file of the starter by its name."""
    files = {GUIDE: _guide().encode(), FILE: (EXAMPLE / FILE).read_bytes()}
    return files | {file.csv: _with_all_headings(name).encode() for name, file in FILES.items()}


def _with_all_headings(name: str) -> str:
    """The example's rows under every heading that the file may have; the headings alone when there is no example."""
    where, columns = EXAMPLE / FILES[name].csv, [column.name for column in FILES[name].columns]
    rows: list[dict[str, str]] = []
    if where.is_file():
        with where.open(encoding="utf-8", newline="") as example:
            rows = list(csv.DictReader(example, strict=True))
    cells = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return "".join(",".join(map(quoted, line)) + "\n" for line in cells)


def _guide() -> str:
    """What each file is for and what must be filled in it, made from the declarations."""
    text = (EXAMPLE.parent / "guide.md").read_text(encoding="utf-8")
    tables = {"needed": list(PURPOSES), "later": [name for name in FILES if name not in PURPOSES]}
    for mark, names in tables.items():
        text = text.replace(f"[{mark}]", "\n".join(_line(name) for name in names))
    return text


def _line(name: str) -> str:
    must = ", ".join(f"`{column.name}`" for column in FILES[name].columns if column.required)
    return f"| `{name}.csv` | {PURPOSES.get(name, '')} | {must} |"
