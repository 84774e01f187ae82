"""Partnership folders made from real agreements' tables, so that every untidy row of them is loaded as it stands."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

from dorset_lsp.site.loading import FOLDERS
from performance.printed import read_period

TABLES: Final = FOLDERS / "agreements_as_printed"

READ_AS: Final = {
    "baseline": "baseline", "target": "value", "target_1": "value", "target_2": "value", "target_3": "value",
    "actual": "value", "baseline_period": "period", "target_1_period": "period", "target_2_period": "period",
    "target_3_period": "period", "period": "period",
}  # fmt: skip
STATES: Final = {
    "under discussion": "under_discussion", "placeholder likely": "placeholder", "placeholder": "placeholder",
    "on course": "under_discussion",
}  # fmt: skip

WORDS: Final = """
format: 1
name: Agreement as printed
area: area
agreement:
  slug: agreement
  title: Agreement as printed
  area: area
  from: 2008-04-01
  to: 2013-04-01
  versions: [{number: 1, title: As printed, agreed: 2008-06-30}]
"""

Cells = dict[str, str]


def rows_of(table: str) -> list[Cells]:
    """The rows of a real table."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare_folder(path: Path) -> Path:
    """A folder with an area, a council, a Board and its outcome, and nothing measured yet."""
    path.mkdir(exist_ok=True)
    write(path, "areas", [{"slug": "area", "name": "The area", "kind": "county"}])
    write(path, "organisations", [{"slug": "council", "name": "Council", "kind": "county_council"}])
    write(path, "bodies", [{
        "slug": "board", "name": "Board", "kind": "board", "area": "area", "layer": "strategic", "from": "2002-01-01",
    }])  # fmt: skip
    write(path, "outcomes", [{
        "slug": "all", "title": "All of it", "short_title": "All", "body": "board", "in_agreement": "yes", "position": "1",
    }])  # fmt: skip
    (path / "partnership.yaml").write_text(WORDS, encoding="utf-8")
    return path


def make_folder(path: Path, table: str) -> Path:
    """A folder with every row of the table: its indicators, targets and points, and the table to the letter."""
    rows = rows_of(table)
    bare_folder(path)
    write(path, "indicators", list({row["indicator"]: _indicator(row) for row in rows}.values()))
    write(path, "targets", list({row["indicator"]: _target(row) for row in rows}.values()))
    write(path, "target_points", [point for row in rows for point in _points(row)])
    write(path, "printed", [
        {
            "document": table.replace("_", "-"), "row": str(number), "indicator": row["indicator"],
            "heading": heading, "text": text, "read_as": READ_AS.get(heading, ""),
        }
        for number, row in enumerate(rows, 1)
        for heading, text in row.items()
    ])  # fmt: skip
    return path


def write(path: Path, name: str, rows: list[Cells]) -> None:
    """One file of the folder; none where there are no rows."""
    if rows:
        (path / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8")


def as_csv(rows: list[Cells]) -> str:
    """Rows as those who gathered the tables wrote them: a cell is quoted only where it could not be read otherwise."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(",".join(map(_quoted, line)) + "\n" for line in lines)


def _quoted(text: str) -> str:
    needs_it = text.startswith('"') or any(mark in text for mark in ",\n\r")
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if needs_it else text


def _indicator(row: Cells) -> Cells:
    return {
        "code": row["indicator"], "title": row["title"], "outcome": "all", "owner_organisation": "council",
        "measure": "number", "decimals": "2", "frequency": "annual", "combine": "point", "unit": row.get("unit", ""),
        "polarity": {"higher_is_better": "higher", "lower_is_better": "lower"}.get(row.get("polarity", ""), "unknown"),
        "source_status": "confirmed", "aliases": "LI 3" if "LI 3" in row["title"] else "",
    }  # fmt: skip


def _target(row: Cells) -> Cells:
    state = row.get("status_may_2008", "")
    label = row.get("baseline_period", "")
    span = read_period(label)
    return {
        "version": "1", "indicator": row["indicator"], "kind": "local" if row.get("in_laa") == "no" else "designated",
        "state": STATES.get(state, "agreed"), "state_as_printed": state, "state_reason": row.get("remark", ""),
        "baseline_as_printed": row.get("baseline", ""), "baseline_label": label,
        "baseline_from": str(span.from_on or ""), "baseline_to": str(span.to_on or ""),
    }  # fmt: skip


def _points(row: Cells) -> list[Cells]:
    """The agreed points; where a label tells no beginning, the year up to its end."""
    cells = [(row.get(f"target_{n}", ""), row.get(f"target_{n}_period", "")) for n in (1, 2, 3)]
    cells += [(row.get("target", ""), row.get("period", ""))]
    return [
        _point(row["indicator"], text, label)
        for text, label in cells
        if label and (text or "target_1" in row)
    ]


def _point(code: str, text: str, label: str) -> Cells:
    span = read_period(label)
    end = span.to_on or date(2009, 4, 1)
    start = span.from_on or end.replace(year=end.year - 1)
    return {
        "version": "1", "indicator": code, "label": label, "from": str(start), "to": str(end),
        "value": "", "as_printed": text,
    }  # fmt: skip
